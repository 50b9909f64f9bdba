package dev.iischain.normalise;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import dev.iischain.event.Signature;
import dev.iischain.event.Vendor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** CrowdStrike Falcon events, as the data replicator and LogScale give them. */
final class FalconDecoder {

  /** What stands for a directory that the sensor does not tell. */
  private static final String UNKNOWN_DIRECTORY = "?\\";

  private static final String WORKER = "w3wp.exe";

  private final JsonParsers parsers;
  private final RecordValues original = new RecordValues();
  private NamedValues flat = new NamedValues();
  private boolean hasOriginal;

  /** A decoder that reads nested original records with these bounds. */
  FalconDecoder(JsonParsers parsers) {
    this.parsers = parsers;
  }

  /** The event's class, or null when this is no Falcon event. */
  static @Nullable String simpleName(RecordValues values) {
    String tagged = values.flat.get(ValueName.TAGGED_SIMPLE_NAME);
    return tagged == null ? values.flat.get(Field.EVENT_SIMPLE_NAME) : tagged;
  }

  /** Fills the builder; its kind stays {@link EventKind#OTHER} when no rule can name the event. */
  void decode(RecordValues values, EventBuilder builder) {
    builder.vendor = Vendor.FALCON;
    flat = values.flat;
    hasOriginal = false;
    String name = simpleName(values);
    String platform = flat.get(ValueName.PLATFORM);
    if (platform != null && !platform.equalsIgnoreCase("Win")) {
      return;
    }
    if (name == null) {
      agentRow(builder);
      return;
    }
    EventKind kind = kind(name);
    if (kind == EventKind.OTHER
        || (kind == EventKind.AGENT_HOST && flat.get(ValueName.COMPUTER_NAME) == null)) {
      return;
    }
    if (values.has(Passage.RAW_STRING)) {
      readOriginal(PassageText.read(values, Passage.RAW_STRING));
    }
    builder.kind = kind;
    common(builder, name);
    switch (kind) {
      case AGENT_HOST -> {}
      case PROCESS_CREATION, RUNNING_PROCESS -> process(builder);
      case IMAGE_LOAD -> module(builder, name);
      case REGISTRY_SET -> registry(builder, name);
      default -> file(builder);
    }
  }

  private static EventKind kind(String name) {
    return switch (name) {
      case "ProcessRollup2" -> EventKind.PROCESS_CREATION;
      case "SyntheticProcessRollup2" -> EventKind.RUNNING_PROCESS;
      case "AgentOnline", "HostInfo", "HostnameChanged" -> EventKind.AGENT_HOST;
      case "ClassifiedModuleLoad", "UnsignedModuleLoad" -> EventKind.IMAGE_LOAD;
      case "AsepValueUpdate",
          "AsepKeyUpdate",
          "RegGenericValueUpdate",
          "RegSystemConfigValueUpdate",
          "RegCrowdstrikeValueUpdate",
          "SuspiciousRegAsepUpdate",
          "RegistryOperationDetectInfo",
          "RegValueUpdate" ->
          EventKind.REGISTRY_SET;
      case "NewExecutableRenamed" -> EventKind.FILE_RENAME;
      case "ExecutableDeleted" -> EventKind.FILE_DELETE;
      default -> {
        if (name.endsWith("Written")) {
          yield EventKind.FILE_EVENT;
        }
        if (name.endsWith("FileRenamed")) {
          yield EventKind.FILE_RENAME;
        }
        yield name.endsWith("FileDeleted") ? EventKind.FILE_DELETE : EventKind.OTHER;
      }
    };
  }

  /** Whether this is a row of the list of agents (aidmaster), which is no event. */
  static boolean isAgentRow(NamedValues flat) {
    return flat.get(ValueName.AID) != null
        && flat.get(ValueName.COMPUTER_NAME) != null
        && (flat.has(ValueName.CID) || flat.has(ValueName.PLATFORM))
        && !flat.has(ValueName.ID);
  }

  private void agentRow(EventBuilder builder) {
    builder.kind = EventKind.AGENT_HOST;
    String aid = get(ValueName.AID);
    String computer = get(ValueName.COMPUTER_NAME);
    String domain = get(ValueName.MACHINE_DOMAIN);
    boolean named = computer != null && computer.indexOf('.') < 0;
    if (named && domain != null && domain.indexOf('.') > 0) {
      computer = computer + '.' + domain;
    }
    builder.computer = computer;
    builder.set(Field.COMPUTER, computer);
    builder.hostIds.add("aid:" + aid);
    String cid = get(ValueName.CID);
    if (cid != null) {
      builder.hostIds.add("cid:" + cid);
    }
    builder.channel = "aidmaster";
    builder.eventCode = "aidmaster";
    long time = EventTimes.parse(get(ValueName.TIME));
    // A row without a time holds from the beginning.
    builder.eventTimeMillis = time < EventTimes.EARLIEST ? EventTimes.EARLIEST : time;
    builder.naturalKey = aid + "|aidmaster|" + computer + '|' + builder.eventTimeMillis;
  }

  private void common(EventBuilder builder, String name) {
    String aid = get(ValueName.AID);
    String cid = get(ValueName.CID);
    if (cid == null) {
      cid = get(ValueName.REPOSITORY_CID);
    }
    if (cid == null) {
      cid = get(ValueName.TAGGED_CID);
    }
    String id = get(ValueName.ID);
    if (id == null) {
      id = get(ValueName.LOGSCALE_ID);
    }
    builder.computer = get(ValueName.COMPUTER_NAME);
    if (aid != null) {
      builder.hostIds.add("aid:" + aid);
    }
    if (cid != null) {
      builder.hostIds.add("cid:" + cid);
    }
    builder.channel = name;
    builder.eventCode = name;
    builder.recordId = id;
    builder.naturalKey = aid == null || id == null ? null : aid + "|" + id;
    String time = get(ValueName.CONTEXT_TIME_STAMP);
    if (builder.kind == EventKind.PROCESS_CREATION || builder.kind == EventKind.RUNNING_PROCESS) {
      String start = get(ValueName.PROCESS_START_TIME);
      time = start == null ? time : start;
    }
    if (time == null) {
      time = get(ValueName.RECEIVED_TIMESTAMP);
    }
    builder.eventTimeMillis = EventTimes.parse(time == null ? get(ValueName.AT_TIMESTAMP) : time);
    String user = get(ValueName.ROW_USER_NAME);
    builder.set(Field.USER, user == null ? get(ValueName.USER_SID) : user);
    builder.set(Field.COMPUTER, builder.computer);
    builder.set(Field.EVENT_SIMPLE_NAME, name);
    builder.set(Field.TARGET_FILE_NAME, get(Field.TARGET_FILE_NAME));
    builder.set(Field.IMAGE_FILE_NAME, get(Field.IMAGE_FILE_NAME));
    builder.set(Field.TARGET_IMAGE_FILE_NAME, get(Field.TARGET_IMAGE_FILE_NAME));
    builder.set(Field.FILE_NAME, get(Field.FILE_NAME));
    builder.set(Field.PROCESS_GUID, get(ValueName.CONTEXT_PROCESS_ID));
  }

  private void process(EventBuilder builder) {
    builder.set(Field.IMAGE, get(Field.IMAGE_FILE_NAME));
    builder.set(Field.COMMAND_LINE, get(Field.COMMAND_LINE));
    builder.set(Field.PROCESS_GUID, get(ValueName.TARGET_PROCESS_ID));
    builder.set(Field.PROCESS_ID, get(ValueName.RAW_PROCESS_ID));
    builder.set(Field.PARENT_PROCESS_GUID, get(Field.PARENT_PROCESS_ID));
    builder.set(
        Field.PARENT_IMAGE,
        path(get(ValueName.PARENT_IMAGE_FILE_NAME), get(ValueName.PARENT_BASE_FILE_NAME)));
    builder.set(Field.PARENT_COMMAND_LINE, get(Field.PARENT_COMMAND_LINE));
    builder.set(Field.ORIGINAL_FILE_NAME, get(Field.ORIGINAL_FILE_NAME));
    builder.set(Field.INTEGRITY_LEVEL, WindowsValues.integrity(get(Field.INTEGRITY_LEVEL)));
    hashes(builder);
  }

  private void module(EventBuilder builder, String name) {
    String first = get(Field.IMAGE_FILE_NAME);
    String second = get(Field.TARGET_IMAGE_FILE_NAME);
    String seeded = get(ValueName.SEED_MODULE);
    String module = seeded == null ? first : seeded;
    String process = seeded == null ? second : second == null ? first : second;
    // Descriptions of this event disagree about the roles; a worker process is never the module.
    if (isWorker(module) && !isWorker(process)) {
      String swapped = module;
      module = process;
      process = swapped;
    }
    builder.set(Field.IMAGE_LOADED, module);
    builder.set(Field.IMAGE, process);
    builder.set(Field.ORIGINAL_FILE_NAME, get(Field.ORIGINAL_FILE_NAME));
    if (builder.get(Field.PROCESS_GUID) == null) {
      builder.set(Field.PROCESS_GUID, get(ValueName.TARGET_PROCESS_ID));
    }
    if (name.equals("UnsignedModuleLoad")) {
      builder.signature = new Signature(Signature.Trust.UNTRUSTED, null);
    }
    hashes(builder);
  }

  private static boolean isWorker(@Nullable String path) {
    if (path == null) {
      return false;
    }
    int start = path.length() - WORKER.length();
    return start >= 0
        && path.regionMatches(true, start, WORKER, 0, WORKER.length())
        && (start == 0 || path.charAt(start - 1) == '\\' || path.charAt(start - 1) == '/');
  }

  private void registry(EventBuilder builder, String name) {
    String operation = get(ValueName.REG_OPERATION_TYPE);
    if (operation == null) {
      operation = name.equals("AsepKeyUpdate") ? "3" : "1";
    }
    switch (operation) {
      case "1" -> registry(builder, EventKind.REGISTRY_SET, "SetValue");
      case "2" -> registry(builder, EventKind.REGISTRY_DELETE, "DeleteValue");
      case "3" -> registry(builder, EventKind.REGISTRY_ADD, "CreateKey");
      case "4" -> registry(builder, EventKind.REGISTRY_DELETE, "DeleteKey");
      case "7" -> registry(builder, EventKind.REGISTRY_RENAME, "RenameKey");
      default -> builder.kind = EventKind.OTHER;
    }
  }

  private void registry(EventBuilder builder, EventKind kind, String verb) {
    String key = either(get(Field.REG_OBJECT_NAME), get(ValueName.SEED_KEY));
    String value = either(get(Field.REG_VALUE_NAME), get(ValueName.SEED_VALUE_NAME));
    String data = either(get(Field.REG_STRING_VALUE), get(ValueName.SEED_DATA));
    builder.kind = kind;
    builder.set(Field.EVENT_TYPE, verb);
    builder.set(Field.REG_OBJECT_NAME, key);
    builder.set(Field.REG_VALUE_NAME, value);
    builder.set(Field.REG_STRING_VALUE, data);
    builder.set(Field.TARGET_OBJECT, RegistryDialect.join(key, value));
    builder.set(Field.DETAILS, either(data, get(ValueName.REG_DATA)));
    builder.set(Field.IMAGE, actor());
  }

  private void file(EventBuilder builder) {
    String target = either(get(Field.TARGET_FILE_NAME), get(Field.TARGET_FILENAME));
    builder.set(Field.TARGET_FILENAME, target);
    builder.set(Field.TARGET_FILE_NAME, target);
    builder.set(Field.SOURCE_FILENAME, get(ValueName.SOURCE_FILE_NAME));
    builder.set(Field.IMAGE, actor());
    hashes(builder);
  }

  private @Nullable String actor() {
    return path(
        either(get(ValueName.CONTEXT_IMAGE_FILE_NAME), get(ValueName.PROCESS_IMAGE_FILE_NAME)),
        get(ValueName.CONTEXT_BASE_FILE_NAME));
  }

  private void hashes(EventBuilder builder) {
    builder.hashes =
        HashText.of(
            get(ValueName.SHA256_HASH_DATA),
            get(ValueName.SHA1_HASH_DATA),
            get(ValueName.MD5_HASH_DATA));
    builder.set(Field.SHA256, builder.hashes.sha256());
    builder.set(Field.SHA1, builder.hashes.sha1());
    builder.set(Field.MD5, builder.hashes.md5());
  }

  /** The full path, or else the name in an unknown directory, so that path suffixes match. */
  static @Nullable String path(@Nullable String full, @Nullable String name) {
    if (full != null) {
      return full;
    }
    return name == null || name.indexOf('\\') >= 0 ? name : UNKNOWN_DIRECTORY + name;
  }

  private static @Nullable String either(@Nullable String one, @Nullable String other) {
    return one == null ? other : one;
  }

  private @Nullable String get(ValueName name) {
    String value = flat.get(name);
    return value == null && hasOriginal ? original.flat.get(name) : value;
  }

  private @Nullable String get(Field field) {
    String value = flat.get(field);
    return value == null && hasOriginal ? original.flat.get(field) : value;
  }

  private void readOriginal(@Nullable String text) {
    if (text == null || !text.startsWith("{")) {
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    original.reset(bytes, false, false);
    try (JsonParser parser = parsers.parse(bytes, 0, bytes.length, false)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        new JsonRecordReader(parser, original, 0, bytes.length, null).read();
      }
      hasOriginal = true;
    } catch (IOException unreadable) {
      // The tagged fields around it are good enough.
      hasOriginal = false;
    }
  }
}
