package dev.iischain.chain;

import dev.iischain.event.EndpointEvent;
import dev.iischain.event.Field;

/** The global assembly cache. */
final class AssemblyCache {

  private AssemblyCache() {}

  /** Whether an assembly is put into it, by gacutil or by a script that edits nothing of IIS. */
  static boolean isInstalledInto(EndpointEvent event) {
    String method = event.get(Field.REGISTRATION_METHOD);
    return "gacutil".equals(method)
        || ("powershell".equals(method)
            && event.get(Field.CONFIG_SECTION) == null
            && event.get(Field.MODULE_TYPE) == null
            && event.get(Field.MODULE_NAME) == null
            && event.get(Field.APPCMD_VERB) == null);
  }
}
