package dev.iischain.normalise;

import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import dev.iischain.event.Hashes;
import dev.iischain.event.Vendor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which sensor stands behind a feed that was normalised before, so that its copies are known. */
final class FeedIdentity {

  /** Sysmon's provider. */
  static final String SYSMON = "Microsoft-Windows-Sysmon";

  /** Sysmon's channel. */
  static final String SYSMON_CHANNEL = "Microsoft-Windows-Sysmon/Operational";

  private FeedIdentity() {}

  /** The sensor that a product's or a vendor's name names. */
  static Vendor vendor(@Nullable String product) {
    String name = product == null ? "" : product.toLowerCase(Locale.ROOT);
    if (name.contains("sysmon")) {
      return Vendor.SYSMON;
    }
    if (name.contains("falcon") || name.contains("crowdstrike")) {
      return Vendor.FALCON;
    }
    if (name.contains("defender")) {
      return Vendor.DEFENDER;
    }
    if (name.contains("elastic")) {
      return Vendor.ELASTIC;
    }
    return name.contains("windows") || name.contains("security events")
        ? Vendor.WINDOWS
        : Vendor.OTHER;
  }

  /** Names provider, channel and event id as Sysmon itself does. */
  static void sysmon(EventBuilder builder) {
    builder.provider = SYSMON;
    builder.channel = SYSMON_CHANNEL;
    builder.eventCode =
        switch (builder.kind) {
          case PROCESS_CREATION -> "1";
          case FILE_CHANGE -> "2";
          case IMAGE_LOAD -> "7";
          case FILE_EVENT -> "11";
          case REGISTRY_ADD, REGISTRY_DELETE -> "12";
          case REGISTRY_SET -> "13";
          case REGISTRY_RENAME -> "14";
          case CREATE_STREAM_HASH -> "15";
          case FILE_DELETE -> "23";
          case FILE_RENAME,
              FILE_ACCESS,
              PS_SCRIPT,
              PS_MODULE,
              PS_CLASSIC_START,
              PS_CLASSIC_SCRIPT,
              IIS_CONFIGURATION,
              IIS_MODULE,
              MODULE_INVENTORY,
              AGENT_HOST,
              RUNNING_PROCESS,
              OTHER ->
              builder.eventCode;
        };
  }

  /** Sets the hashes and their fields. */
  static void hashes(EventBuilder builder, Hashes hashes) {
    builder.hashes = hashes;
    builder.set(Field.SHA256, hashes.sha256());
    builder.set(Field.SHA1, hashes.sha1());
    builder.set(Field.MD5, hashes.md5());
  }

  /** Sets what was done to a registry key or value. */
  static void registry(
      EventBuilder builder, @Nullable String key, @Nullable String value, @Nullable String data) {
    builder.set(Field.TARGET_OBJECT, RegistryDialect.join(key, value));
    boolean set = builder.kind == EventKind.REGISTRY_SET;
    builder.set(Field.DETAILS, set ? data : null);
    builder.set(
        Field.EVENT_TYPE,
        switch (builder.kind) {
          case REGISTRY_SET -> "SetValue";
          case REGISTRY_ADD -> "CreateKey";
          case REGISTRY_RENAME -> "RenameKey";
          default -> value == null ? "DeleteKey" : "DeleteValue";
        });
  }
}
