package dev.iischain.rule;

import java.util.Locale;
import java.util.Set;

/**
 * Names of the Sigma taxonomy that are right and mean nothing here, so that they are not taken for
 * misspelt names of ours.
 */
final class SigmaNames {

  private static final Set<String> CATEGORIES =
      Set.of(
          "antivirus",
          "application",
          "clipboard_capture",
          "create_remote_thread",
          "dns",
          "dns_query",
          "driver_load",
          "file_block",
          "firewall",
          "network_connection",
          "pipe_created",
          "process_access",
          "process_tampering",
          "process_termination",
          "proxy",
          "raw_access_thread",
          "sysmon_error",
          "sysmon_status",
          "webserver",
          "wmi_event");

  private static final Set<String> FIELDS =
      Set.of(
          "accesses",
          "accountname",
          "application",
          "authenticationpackagename",
          "calltrace",
          "destinationhostname",
          "destinationip",
          "destinationport",
          "eventdata",
          "filename",
          "grantedaccess",
          "imagepath",
          "initiated",
          "ipaddress",
          "level",
          "logontype",
          "modulepath",
          "newname",
          "newtargetusername",
          "newuacvalue",
          "objectclass",
          "oldtargetusername",
          "olduacvalue",
          "param1",
          "parentintegritylevel",
          "pipename",
          "processguid",
          "properties",
          "queryname",
          "servicefilename",
          "servicename",
          "servicetype",
          "sharename",
          "sourceimage",
          "startaddress",
          "startfunction",
          "startmodule",
          "subjectlogonid",
          "targetdomainname",
          "targetimage",
          "targetlogonid",
          "targetname",
          "targetobject",
          "targetsid",
          "targetusername",
          "targetusersid",
          "taskname",
          "workstationname");

  private SigmaNames() {}

  /** Whether Sigma knows this log source category. */
  static boolean isCategory(String name) {
    return CATEGORIES.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Whether Sigma's rules use this field. */
  static boolean isField(String name) {
    return FIELDS.contains(name.toLowerCase(Locale.ROOT));
  }
}
