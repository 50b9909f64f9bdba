package dev.iischain.bench;

import dev.iischain.bench.Activity.Kind;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * An invented company's day: 40 % process starts, 20 % files, 15 % registry values, 15 % module
 * loads, 10 % other; 1 % about IIS, half of that what rules look for. The same seed gives the same
 * activities.
 */
final class ActivityMix {

  private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");
  private static final int HOSTS = 400;

  private final SplittableRandom random;
  private long number = 67_000_000;

  /** A mix from this seed. */
  ActivityMix(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** The next activity. */
  Activity next() {
    int part = random.nextInt(100);
    boolean iis = random.nextInt(100) == 0;
    if (part < 40) {
      return process(iis);
    }
    if (part < 60) {
      return file(iis);
    }
    if (part < 75) {
      return registry(iis);
    }
    if (part < 90) {
      return load(iis);
    }
    return part < 95 ? network() : script();
  }

  private Activity process(boolean iis) {
    String image = iis ? Words.INETSRV + "appcmd.exe" : pick(Words.IMAGES);
    String command =
        iis ? pick(Words.APPCMD_ARGUMENTS) : "\"" + image + "\" " + filled(pick(Words.ARGUMENTS));
    String parent = iis ? Words.SYSTEM32 + "cmd.exe" : pick(Words.IMAGES);
    Map<String, String> fields = acting(image);
    version(fields, image);
    fields.put("CommandLine", iis ? "\"" + image + "\" " + filled(command) : command);
    fields.put("CurrentDirectory", "C:\\Windows\\system32\\");
    fields.put("User", pick(Words.USERS));
    fields.put("LogonGuid", "{" + guid() + "}");
    fields.put("LogonId", "0x" + Long.toHexString(random.nextLong(1L << 24)));
    fields.put("TerminalSessionId", Integer.toString(random.nextInt(3)));
    fields.put("IntegrityLevel", random.nextInt(4) == 0 ? "Medium" : "System");
    fields.put("Hashes", hashes());
    fields.put("ParentProcessGuid", "{" + guid() + "}");
    fields.put("ParentProcessId", processId());
    fields.put("ParentImage", parent);
    fields.put("ParentCommandLine", "\"" + parent + "\" " + filled(pick(Words.ARGUMENTS)));
    fields.put("ParentUser", "NT AUTHORITY\\SYSTEM");
    return activity(Kind.PROCESS, fields);
  }

  private Activity file(boolean iis) {
    Map<String, String> fields = acting(pick(Words.IMAGES));
    fields.put("TargetFilename", filled(pick(iis ? Words.IIS_FILES : Words.FILES)));
    fields.put("CreationUtcTime", Activity.utcTime(time()));
    fields.put("User", pick(Words.USERS));
    return activity(Kind.FILE, fields);
  }

  private Activity registry(boolean iis) {
    Map<String, String> fields = acting(pick(Words.IMAGES));
    fields.put("EventType", "SetValue");
    fields.put("TargetObject", filled(pick(iis ? Words.IIS_VALUES : Words.VALUES)));
    fields.put("Details", filled(pick(Words.DETAILS)));
    fields.put("User", pick(Words.USERS));
    return activity(Kind.REGISTRY, fields);
  }

  private Activity load(boolean iis) {
    Map<String, String> fields = acting(iis ? Words.INETSRV + "w3wp.exe" : pick(Words.IMAGES));
    String module = filled(pick(iis ? Words.IIS_MODULES : Words.MODULES));
    boolean signed = module.startsWith("C:\\Windows");
    fields.put("ImageLoaded", module);
    version(fields, module);
    fields.put("Hashes", hashes());
    fields.put("Signed", Boolean.toString(signed));
    fields.put("Signature", signed ? "Example Software" : "-");
    fields.put("SignatureStatus", signed ? "Valid" : "Unavailable");
    fields.put("User", pick(Words.USERS));
    return activity(Kind.IMAGE_LOAD, fields);
  }

  private Activity network() {
    Map<String, String> fields = acting(pick(Words.IMAGES));
    fields.put("User", pick(Words.USERS));
    fields.put("Protocol", "tcp");
    fields.put("Initiated", "true");
    fields.put("SourceIsIpv6", "false");
    fields.put("SourceIp", "10.0." + random.nextInt(256) + "." + random.nextInt(256));
    fields.put("SourcePort", Integer.toString(49_152 + random.nextInt(16_384)));
    fields.put("DestinationIp", "198.51.100." + random.nextInt(256));
    fields.put("DestinationHostname", "updates.example");
    fields.put("DestinationPort", "443");
    return activity(Kind.NETWORK, fields);
  }

  private Activity script() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("MessageNumber", "1");
    fields.put("MessageTotal", "1");
    fields.put("ScriptBlockText", filled(pick(Words.SCRIPTS)));
    fields.put("ScriptBlockId", guid());
    fields.put("Path", "C:\\ProgramData\\Example Monitor\\checks\\" + random.nextInt(40) + ".ps1");
    return activity(Kind.SCRIPT, fields);
  }

  private Map<String, String> acting(String image) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("RuleName", "-");
    fields.put("UtcTime", Activity.utcTime(time()));
    fields.put("ProcessGuid", "{" + guid() + "}");
    fields.put("ProcessId", processId());
    fields.put("Image", image);
    return fields;
  }

  private static void version(Map<String, String> fields, String file) {
    fields.put("FileVersion", "10.0.20348.1 (WinBuild.160101.0800)");
    fields.put("Description", "Example component");
    fields.put("Product", "Example Operating System");
    fields.put("Company", "Example Software");
    fields.put("OriginalFileName", file.substring(file.lastIndexOf('\\') + 1));
  }

  private Activity activity(Kind kind, Map<String, String> fields) {
    String host = String.format(Locale.ROOT, "srv%04d", random.nextInt(HOSTS));
    return new Activity(kind, host, time(), number++, fields);
  }

  /** Grows with the number, so that all parts of one activity agree. */
  private Instant time() {
    return START.plusMillis((number - 67_000_000) * 37);
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Every {@code #} becomes a number and every {@code @} a GUID. */
  private String filled(String text) {
    return text.replace("#", Integer.toString(random.nextInt(10_000)))
        .replace("@", text.indexOf('@') < 0 ? "" : guid());
  }

  private String processId() {
    return Integer.toString(4 * random.nextInt(256, 8_192));
  }

  private String guid() {
    String hex = hex(16);
    return hex.substring(0, 8)
        + "-"
        + hex.substring(8, 12)
        + "-"
        + hex.substring(12, 16)
        + "-"
        + hex.substring(16, 20)
        + "-"
        + hex.substring(20);
  }

  private String hashes() {
    return ("MD5=" + hex(16) + ",SHA256=" + hex(32) + ",IMPHASH=" + hex(16))
        .toUpperCase(Locale.ROOT);
  }

  private String hex(int bytes) {
    byte[] value = new byte[bytes];
    random.nextBytes(value);
    return HexFormat.of().formatHex(value);
  }
}
