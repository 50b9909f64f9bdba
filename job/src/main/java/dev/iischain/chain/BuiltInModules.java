package dev.iischain.chain;

import java.util.Set;

/** The module files that ship with IIS, by name within {@code inetsrv}. */
final class BuiltInModules {

  private static final Set<String> NAMES =
      Set.of(
          "authanon.dll",
          "authbas.dll",
          "authcert.dll",
          "authmap.dll",
          "authmd5.dll",
          "authsspi.dll",
          "cachfile.dll",
          "cachhttp.dll",
          "cachtokn.dll",
          "cachuri.dll",
          "cgi.dll",
          "compdyn.dll",
          "compstat.dll",
          "custerr.dll",
          "defdoc.dll",
          "diprestr.dll",
          "dirlist.dll",
          "filter.dll",
          "gzip.dll",
          "iis_ssi.dll",
          "iisetw.dll",
          "iisfcgi.dll",
          "iisfreb.dll",
          "iisreqs.dll",
          "iiswsock.dll",
          "iprestr.dll",
          "isapi.dll",
          "logcust.dll",
          "loghttp.dll",
          "modrqflt.dll",
          "protsup.dll",
          "redirect.dll",
          "rewrite.dll",
          "static.dll",
          "urlauthz.dll",
          "validcfg.dll",
          "warmup.dll",
          "webdav.dll");

  private BuiltInModules() {}

  /** Whether a canonical path is where IIS keeps one of its own modules. */
  static boolean contains(String path) {
    return DirectoryClass.of(path) == DirectoryClass.IIS_CORE
        && NAMES.contains(ActorClass.baseName(path));
  }
}
