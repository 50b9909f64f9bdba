package dev.iischain.local;

import java.util.Locale;

/**
 * An invented machine.
 *
 * @param name the short name in lower case
 * @param webServer whether IIS runs on it
 */
record DemoHost(String name, boolean webServer) {
  private static final String DOMAIN = "corp.example";

  /** The NetBIOS name. */
  String upperName() {
    return name.toUpperCase(Locale.ROOT);
  }

  /** The fully qualified name in lower case. */
  String fqdn() {
    return name + "." + DOMAIN;
  }

  /** The Falcon agent id. */
  String agentId() {
    return DemoIds.hex("falcon " + name, 32);
  }

  /** The Defender device id. */
  String deviceId() {
    return DemoIds.hex("defender " + name, 40);
  }
}
