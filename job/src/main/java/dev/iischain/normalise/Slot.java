package dev.iischain.normalise;

import java.util.List;

/**
 * A value that a decoder reads from a fixed place of a JSON record, whatever the shipper calls the
 * place. Paths may be nested objects, literal dotted keys, or a mixture of both.
 */
enum Slot {
  PROVIDER(
      "Event.System.Provider.#attributes.Name",
      "Event.System.Provider_attributes.Name",
      "Event.System.Provider.@Name",
      "Event.System.Provider.Name",
      "System.Provider.#attributes.Name",
      "System.Provider.Name",
      "winlog.provider_name",
      "event.provider",
      "win.system.providerName",
      "data.win.system.providerName"),
  EVENT_SOURCE(
      "Event.System.Provider.#attributes.EventSourceName",
      "Event.System.Provider_attributes.EventSourceName",
      "Event.System.Provider.@EventSourceName",
      "Event.System.Provider.EventSourceName",
      "System.Provider.EventSourceName"),
  EVENT_CODE(
      "Event.System.EventID",
      "System.EventID",
      "winlog.event_id",
      "win.system.eventID",
      "data.win.system.eventID"),
  LEVEL(
      "Event.System.Level",
      "System.Level",
      "log.level",
      "win.system.level",
      "data.win.system.level"),
  TIME(
      "Event.System.TimeCreated.#attributes.SystemTime",
      "Event.System.TimeCreated_attributes.SystemTime",
      "Event.System.TimeCreated.@SystemTime",
      "Event.System.TimeCreated.SystemTime",
      "Event.System.TimeCreated",
      "System.TimeCreated.#attributes.SystemTime",
      "System.TimeCreated.SystemTime",
      "System.TimeCreated",
      "win.system.systemTime",
      "data.win.system.systemTime"),
  RECORD_ID(
      "Event.System.EventRecordID",
      "System.EventRecordID",
      "winlog.record_id",
      "win.system.eventRecordID",
      "data.win.system.eventRecordID"),
  CHANNEL(
      "Event.System.Channel",
      "System.Channel",
      "winlog.channel",
      "win.system.channel",
      "data.win.system.channel"),
  COMPUTER(
      "Event.System.Computer",
      "System.Computer",
      "winlog.computer_name",
      "win.system.computer",
      "data.win.system.computer"),
  USER_SID(
      "Event.System.Security.#attributes.UserID",
      "Event.System.Security_attributes.UserID",
      "Event.System.Security.@UserID",
      "Event.System.Security.UserID",
      "System.Security.UserID",
      "System.UserID",
      "winlog.user.identifier"),
  EXECUTION_PROCESS_ID(
      "Event.System.Execution.#attributes.ProcessID",
      "Event.System.Execution_attributes.ProcessID",
      "Event.System.Execution.@ProcessID",
      "Event.System.Execution.ProcessID",
      "System.Execution.ProcessID",
      "winlog.process.pid",
      "win.system.processID",
      "data.win.system.processID"),
  HOST_NAME("host.name", "host.hostname"),
  HOST("host"),
  HOST_OS("host.os.type", "host.os.family", "device.os.name"),
  AGENT_NAME("agent.name"),
  AGENT_ID("agent.id"),

  // What was done, in the words of normalised feeds
  ACTION("action", "event.action"),
  ACTION_OBJECT("object"),
  EVENT_CATEGORY("event.category"),
  EVENT_TYPE("event.type"),
  EVENT_MODEL_CODE("event.code"),
  EVENT_MODEL_ID("event.id"),
  USER("user"),
  USER_NAME("user.name", "actor.user.name", "subject.account.name"),
  USER_DOMAIN("user.domain", "actor.user.domain", "subject.account.domain"),
  USER_ID("user.id", "actor.user.uid", "subject.account.id"),

  // A process, where it is not told whether it acted or was started
  PROCESS("process"),
  PROCESS_PATH("process.executable", "process.file.path", "object.process.fullpath"),
  PROCESS_NAME("process.name", "process.file.name", "object.process.name"),
  PROCESS_PID("process.pid", "object.process.id"),
  PROCESS_ENTITY("process.entity_id", "process.uid", "object.process.guid"),
  PROCESS_COMMAND("process.command_line", "process.cmd_line", "object.process.cmdline"),
  PROCESS_DIRECTORY("process.working_directory", "object.process.cwd"),
  PROCESS_SHA256("process.hash.sha256", "object.process.hash.sha256"),
  PROCESS_SHA1("process.hash.sha1", "object.process.hash.sha1"),
  PROCESS_MD5("process.hash.md5", "object.process.hash.md5"),
  PROCESS_IMPHASH("process.hash.imphash", "process.pe.imphash", "object.process.hash.imphash"),
  PROCESS_ORIGINAL_NAME("process.pe.original_file_name", "object.process.original_name"),
  PROCESS_COMPANY("process.pe.company"),
  PROCESS_DESCRIPTION("process.pe.description"),
  PROCESS_PRODUCT("process.pe.product"),
  PROCESS_VERSION("process.pe.file_version"),
  PARENT_PATH(
      "process.parent.executable",
      "process.parent_process.file.path",
      "object.process.parent.fullpath"),
  PARENT_NAME("process.parent.name"),
  PARENT_PID("process.parent.pid", "process.parent_process.pid", "object.process.parent.id"),
  PARENT_ENTITY(
      "process.parent.entity_id", "process.parent_process.uid", "object.process.parent.guid"),
  PARENT_COMMAND(
      "process.parent.command_line",
      "process.parent_process.cmd_line",
      "object.process.parent.cmdline"),

  // The process that acted
  ACTOR_PATH("actor.process.file.path", "subject.process.fullpath"),
  ACTOR_NAME("actor.process.file.name", "actor.process.name", "subject.process.name"),
  ACTOR_PID("actor.process.pid", "subject.process.id"),
  ACTOR_ENTITY("actor.process.uid", "subject.process.guid"),
  ACTOR_COMMAND("actor.process.cmd_line", "subject.process.cmdline"),
  ACTOR_PARENT_PATH("actor.process.parent_process.file.path"),

  // A file or a module
  FILE_PATH("file.path", "dll.path", "module.file.path"),
  FILE_NAME("file.name", "dll.name", "module.file.name"),
  OLD_FILE_PATH("file.Ext.original.path"),
  NEW_FILE_PATH("file_result.path"),
  FILE_SHA256("file.hash.sha256", "dll.hash.sha256"),
  FILE_SHA1("file.hash.sha1", "dll.hash.sha1"),
  FILE_MD5("file.hash.md5", "dll.hash.md5"),
  FILE_IMPHASH("file.hash.imphash", "file.pe.imphash", "dll.hash.imphash", "dll.pe.imphash"),
  FILE_ORIGINAL_NAME("file.pe.original_file_name", "dll.pe.original_file_name"),
  FILE_COMPANY("file.pe.company", "dll.pe.company"),
  FILE_DESCRIPTION("file.pe.description", "dll.pe.description"),
  FILE_PRODUCT("file.pe.product", "dll.pe.product"),
  FILE_VERSION("file.pe.file_version", "dll.pe.file_version"),
  FILE_SIGNED(
      "file.code_signature.signed", "file.code_signature.exists", "dll.code_signature.exists"),
  FILE_TRUSTED(
      "file.code_signature.valid", "file.code_signature.trusted", "dll.code_signature.trusted"),
  FILE_SIGNATURE_STATUS("file.code_signature.status", "dll.code_signature.status"),
  FILE_SIGNER("file.code_signature.subject_name", "dll.code_signature.subject_name"),
  SIGNATURE_STATE("file.signature.state_id", "module.file.signature.state_id"),
  SIGNATURE_SUBJECT(
      "file.signature.certificate.subject", "module.file.signature.certificate.subject"),

  // A registry key or value
  REGISTRY_PATH("registry.path"),
  REGISTRY_HIVE("registry.hive"),
  REGISTRY_KEY("registry.key"),
  REGISTRY_VALUE("registry.value"),
  REGISTRY_STRINGS("registry.data.strings"),
  REGISTRY_TYPE("registry.data.type"),
  REG_VALUE_PATH("reg_value.path"),
  REG_VALUE_NAME("reg_value.name"),
  REG_VALUE_DATA("reg_value.data"),
  REG_VALUE_TEXT(
      "reg_value.reg_string_data", "reg_value.reg_string_list_data", "reg_value.reg_integer_data"),
  REG_KEY_PATH("reg_key.path"),
  PREVIOUS_KEY_PATH("prev_reg_key.path", "prev_reg_value.path"),
  PREVIOUS_VALUE_NAME("prev_reg_value.name"),

  // PowerShell after the ingest pipeline
  SCRIPT_TEXT("powershell.file.script_block_text"),
  SCRIPT_ID("powershell.file.script_block_id"),
  SCRIPT_NUMBER("powershell.sequence"),
  SCRIPT_TOTAL("powershell.total"),

  // Open Cybersecurity Schema Framework
  DEVICE_HOSTNAME("device.hostname"),
  DEVICE_NAME("device.name"),
  DEVICE_UID("device.uid", "device.instance_uid"),
  METADATA_UID("metadata.uid"),
  METADATA_PRODUCT("metadata.product.name"),
  METADATA_VENDOR("metadata.product.vendor_name"),
  METADATA_EVENT_CODE("metadata.event_code"),
  METADATA_ORIGINAL_TIME("metadata.original_time"),
  METADATA_LOGGED_TIME("metadata.logged_time"),

  // MaxPatrol
  SOURCE_FQDN("event_src.fqdn"),
  SOURCE_HOSTNAME("event_src.hostname"),
  SOURCE_HOST("event_src.host"),
  SOURCE_TITLE("event_src.title"),
  SOURCE_SUBSYSTEM("event_src.subsys"),
  OBJECT_FULL_PATH("object.fullpath"),
  OBJECT_PATH("object.path"),
  OBJECT_NAME("object.name"),
  OBJECT_VALUE("object.value"),
  OBJECT_NEW_VALUE("object.new_value"),

  // A module inventory row inside an envelope that names the host
  INVENTORY_NAME("event.name", "event.Name"),
  INVENTORY_IMAGE("event.image", "event.Image");

  private final List<String> paths;

  Slot(String... paths) {
    this.paths = List.of(paths);
  }

  /** The places; where a record has several, the last one in it wins. */
  List<String> paths() {
    return paths;
  }
}
