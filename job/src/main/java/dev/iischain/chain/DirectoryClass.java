package dev.iischain.chain;

import dev.iischain.suppression.UserWritable;

/** What kind of place a canonical path lies in, as far as it matters for an IIS module. */
public enum DirectoryClass {
  /** Where ASP.NET copies assemblies before it loads them. */
  SHADOW_COPY,
  /** {@code inetsrv}, the home of the modules that ship with IIS. */
  IIS_CORE,
  /** The {@code bin} folder of a web application. */
  IIS_BIN,
  /** Anything else below {@code inetpub}. */
  IIS_CONTENT,
  /** The .NET Framework's own folder. */
  FRAMEWORK,
  /** The global assembly cache. */
  GAC,
  /** An Exchange or SharePoint installation. */
  PRODUCT_WEB,
  /** A place that needs no administrator to write to. */
  USER_WRITABLE,
  /** Any other folder. */
  OTHER;

  /** The class of a canonical path. */
  public static DirectoryClass of(String path) {
    if (path.contains("\\temporary asp.net files\\")) {
      return SHADOW_COPY;
    }
    if (path.contains(":\\windows\\system32\\inetsrv\\")
        || path.contains(":\\windows\\syswow64\\inetsrv\\")) {
      return IIS_CORE;
    }
    if (UserWritable.contains(path)) {
      return USER_WRITABLE;
    }
    if (path.contains("\\inetpub\\")) {
      return path.contains("\\bin\\") ? IIS_BIN : IIS_CONTENT;
    }
    if (path.contains(":\\windows\\microsoft.net\\framework")) {
      return FRAMEWORK;
    }
    if (path.contains(":\\windows\\microsoft.net\\assembly\\")
        || path.contains(":\\windows\\assembly\\")) {
      return GAC;
    }
    if (path.contains("\\exchange server\\") || path.contains("\\web server extensions\\")) {
      return PRODUCT_WEB;
    }
    return OTHER;
  }
}
