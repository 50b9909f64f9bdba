package dev.iischain.event;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field of an event, spelled as rules spell it: the Sigma taxonomy, vendor words, and what we
 * derive.
 */
public enum Field {
  // What acted or was started
  IMAGE("Image"),
  ORIGINAL_FILE_NAME("OriginalFileName"),
  COMPANY("Company"),
  DESCRIPTION("Description"),
  PRODUCT("Product"),
  FILE_VERSION("FileVersion"),
  COMMAND_LINE("CommandLine"),
  CURRENT_DIRECTORY("CurrentDirectory"),
  USER("User"),
  LOGON_ID("LogonId"),
  INTEGRITY_LEVEL("IntegrityLevel"),
  PROCESS_GUID("ProcessGuid"),
  PROCESS_ID("ProcessId"),
  PARENT_IMAGE("ParentImage"),
  PARENT_COMMAND_LINE("ParentCommandLine"),
  PARENT_USER("ParentUser"),
  PARENT_PROCESS_GUID("ParentProcessGuid"),
  PARENT_PROCESS_ID("ParentProcessId"),
  // Files
  TARGET_FILENAME("TargetFilename"),
  SOURCE_FILENAME("SourceFilename"),
  CREATION_UTC_TIME("CreationUtcTime"),
  PREVIOUS_CREATION_UTC_TIME("PreviousCreationUtcTime"),
  CONTENTS("Contents"),
  HASHES("Hashes"),
  IMPHASH("Imphash"),
  MD5("md5"),
  SHA1("sha1"),
  SHA256("sha256"),
  // Modules
  IMAGE_LOADED("ImageLoaded"),
  SIGNED("Signed"),
  SIGNATURE("Signature"),
  SIGNATURE_STATUS("SignatureStatus"),
  // Registry
  EVENT_TYPE("EventType"),
  TARGET_OBJECT("TargetObject"),
  DETAILS("Details"),
  NEW_NAME("NewName"),
  // PowerShell
  SCRIPT_BLOCK_TEXT("ScriptBlockText"),
  SCRIPT_BLOCK_ID("ScriptBlockId"),
  MESSAGE_NUMBER("MessageNumber"),
  MESSAGE_TOTAL("MessageTotal"),
  PATH("Path"),
  PAYLOAD("Payload"),
  CONTEXT_INFO("ContextInfo"),
  DATA("Data"),
  HOST_APPLICATION("HostApplication"),
  // IIS
  PHYSICAL_PATH("PhysicalPath"),
  CONFIG_PATH("ConfigPath"),
  EFFECTIVE_LOCATION_PATH("EffectiveLocationPath"),
  CONFIGURATION("Configuration"),
  EDIT_OPERATION_TYPE("EditOperationType"),
  OLD_VALUE("OldValue"),
  NEW_VALUE("NewValue"),
  MODULE_DLL("ModuleDll"),
  PROCESSOR_ARCHITECTURE("ProcessorArchitecture"),
  // Windows
  CHANNEL("Channel"),
  PROVIDER_NAME("Provider_Name"),
  EVENT_ID("EventID"),
  COMPUTER("Computer"),
  LEVEL("Level"),
  MESSAGE("Message"),
  SUBJECT_USER_SID("SubjectUserSid"),
  SUBJECT_USER_NAME("SubjectUserName"),
  SUBJECT_DOMAIN_NAME("SubjectDomainName"),
  SUBJECT_LOGON_ID("SubjectLogonId"),
  NEW_PROCESS_ID("NewProcessId"),
  NEW_PROCESS_NAME("NewProcessName"),
  PARENT_PROCESS_NAME("ParentProcessName"),
  TOKEN_ELEVATION_TYPE("TokenElevationType"),
  OBJECT_SERVER("ObjectServer"),
  OBJECT_TYPE("ObjectType"),
  OBJECT_NAME("ObjectName"),
  OBJECT_VALUE_NAME("ObjectValueName"),
  OPERATION_TYPE("OperationType"),
  OLD_VALUE_TYPE("OldValueType"),
  NEW_VALUE_TYPE("NewValueType"),
  ACCESS_LIST("AccessList"),
  ACCESS_MASK("AccessMask"),
  PROCESS_NAME("ProcessName"),
  // Vendor words that the published queries use
  ACTION_TYPE("ActionType"),
  FOLDER_PATH("FolderPath"),
  FILE_NAME("FileName"),
  REGISTRY_KEY("RegistryKey"),
  REGISTRY_VALUE_NAME("RegistryValueName"),
  REGISTRY_VALUE_DATA("RegistryValueData"),
  INITIATING_PROCESS_FILE_NAME("InitiatingProcessFileName"),
  INITIATING_PROCESS_FOLDER_PATH("InitiatingProcessFolderPath"),
  INITIATING_PROCESS_COMMAND_LINE("InitiatingProcessCommandLine"),
  EVENT_SIMPLE_NAME("event_simpleName"),
  TARGET_FILE_NAME("TargetFileName"),
  IMAGE_FILE_NAME("ImageFileName"),
  TARGET_IMAGE_FILE_NAME("TargetImageFileName"),
  REG_OBJECT_NAME("RegObjectName"),
  REG_VALUE_NAME("RegValueName"),
  REG_STRING_VALUE("RegStringValue"),
  // Derived in normalisation
  /** The verb of an appcmd command line, such as {@code install}. */
  APPCMD_VERB("AppcmdVerb"),
  /** The object of an appcmd command line, such as {@code module}. */
  APPCMD_OBJECT("AppcmdObject"),
  /** The configuration section an appcmd command line edits, such as {@code globalmodules}. */
  APPCMD_SECTION("AppcmdSection"),
  /** The base name of the tool with confusable letters folded, such as {@code appcmd.exe}. */
  TOOL_SKELETON("ToolSkeleton"),
  /** What an encoded PowerShell command decodes to. */
  DECODED_COMMAND("DecodedCommand"),
  /** The name under which a module is registered. */
  MODULE_NAME("ModuleName"),
  /** The path a module is registered with, as spelled. */
  MODULE_IMAGE("ModuleImage"),
  /** The .NET type a managed module is registered with. */
  MODULE_TYPE("ModuleType"),
  /**
   * The IIS configuration section that is edited, such as {@code system.webServer/globalModules}.
   */
  CONFIG_SECTION("ConfigSection"),
  /** The attribute of the IIS configuration element that is edited, such as {@code image}. */
  CONFIG_ATTRIBUTE("ConfigAttribute"),
  /** The registry key, folded: {@code hklm\\system\\currentcontrolset\\...} in lower case. */
  REGISTRY_KEY_PATH("RegistryKeyPath"),
  /** The registry value name in lower case. */
  REGISTRY_VALUE("RegistryValue"),
  /** The text written to a registry value. */
  REGISTRY_DATA("RegistryData"),
  /**
   * How a module was registered: {@code appcmd}, {@code powershell}, {@code gacutil}, {@code
   * iis-configuration}, {@code registry}.
   */
  REGISTRATION_METHOD("RegistrationMethod"),
  /** The canonical path of the process that acted; null while it is unknown. */
  ACTOR_IMAGE("ActorImage"),
  /** The canonical paths of the module files, one per line. */
  DLL_PATH("DllPath"),
  /** The canonical path of the IIS configuration file that was written. */
  CONFIG_FILE("ConfigFile"),
  /**
   * What is known of a loaded module's signature: {@code trusted}, {@code untrusted}, {@code
   * unknown}.
   */
  SIGNATURE_TRUST("SignatureTrust"),
  /** What normalisation noticed about the event, such as {@code tool-masquerade}, one per line. */
  NOTICED("Noticed");

  /** As spelled. */
  private static final Map<String, Field> BY_LABEL = new HashMap<>();

  /** In lower case; of fields that differ in case only, the one that stands first. */
  private static final Map<String, Field> BY_NAME = new HashMap<>();

  static {
    for (Field field : values()) {
      BY_LABEL.put(field.label, field);
      BY_NAME.putIfAbsent(field.label.toLowerCase(Locale.ROOT), field);
    }
  }

  /** How many fields there are: the length of an event's value array. */
  public static final int COUNT = values().length;

  private final String label;

  Field(String label) {
    this.label = label;
  }

  /** The spelling in rule files. */
  public String label() {
    return label;
  }

  /** The field a rule means by this name: as spelled, else in any case, or null. */
  public static @Nullable Field named(String name) {
    Field exact = BY_LABEL.get(name);
    return exact != null ? exact : BY_NAME.get(name.toLowerCase(Locale.ROOT));
  }
}
