package dev.iischain.normalise;

import dev.iischain.event.Field;
import java.util.EnumMap;
import java.util.Map;

/**
 * The use of every value that some decoder reads. What is not listed is {@link ValueUse#PINNED}: a
 * name that is added to the decoders costs the filter reach until it is listed here, and never an
 * event.
 */
final class ValueUses {

  private static final ValueUse[] NAMED = new ValueUse[ValueNames.COUNT];
  private static final Map<Slot, ValueUse> SLOTS = new EnumMap<>(Slot.class);

  static {
    java.util.Arrays.fill(NAMED, ValueUse.PINNED);
    fields(
        ValueUse.TEXT,
        Field.IMAGE,
        Field.ORIGINAL_FILE_NAME,
        Field.COMMAND_LINE,
        Field.CURRENT_DIRECTORY,
        Field.PARENT_IMAGE,
        Field.PARENT_COMMAND_LINE,
        Field.TARGET_FILENAME,
        Field.SOURCE_FILENAME,
        Field.IMAGE_LOADED,
        Field.TARGET_OBJECT,
        Field.DETAILS,
        Field.NEW_NAME,
        Field.SCRIPT_BLOCK_TEXT,
        Field.PATH,
        Field.PAYLOAD,
        Field.CONTEXT_INFO,
        Field.NEW_PROCESS_NAME,
        Field.PARENT_PROCESS_NAME,
        Field.OBJECT_NAME,
        Field.OBJECT_VALUE_NAME,
        Field.OLD_VALUE,
        Field.NEW_VALUE,
        Field.PROCESS_NAME,
        Field.FOLDER_PATH,
        Field.FILE_NAME,
        Field.REGISTRY_KEY,
        Field.REGISTRY_VALUE_NAME,
        Field.REGISTRY_VALUE_DATA,
        Field.INITIATING_PROCESS_FILE_NAME,
        Field.INITIATING_PROCESS_FOLDER_PATH,
        Field.INITIATING_PROCESS_COMMAND_LINE,
        Field.TARGET_FILE_NAME,
        Field.IMAGE_FILE_NAME,
        Field.TARGET_IMAGE_FILE_NAME,
        Field.REG_OBJECT_NAME,
        Field.REG_VALUE_NAME,
        Field.REG_STRING_VALUE);
    fields(
        ValueUse.NOTE,
        Field.COMPANY,
        Field.DESCRIPTION,
        Field.PRODUCT,
        Field.FILE_VERSION,
        Field.SIGNATURE,
        Field.CONTENTS);
    fields(
        ValueUse.NAME,
        Field.USER,
        Field.PARENT_USER,
        Field.SUBJECT_USER_NAME,
        Field.SUBJECT_DOMAIN_NAME,
        Field.SUBJECT_USER_SID);
    fields(
        ValueUse.LABEL,
        Field.LOGON_ID,
        Field.PROCESS_GUID,
        Field.PROCESS_ID,
        Field.PARENT_PROCESS_GUID,
        Field.PARENT_PROCESS_ID,
        Field.CREATION_UTC_TIME,
        Field.PREVIOUS_CREATION_UTC_TIME,
        Field.HASHES,
        Field.IMPHASH,
        Field.MD5,
        Field.SHA1,
        Field.SHA256,
        Field.SCRIPT_BLOCK_ID,
        Field.SUBJECT_LOGON_ID,
        Field.NEW_PROCESS_ID);
    fields(ValueUse.HOST, Field.COMPUTER);
    names(
        ValueUse.TEXT,
        ValueName.PREVIOUS_REGISTRY_KEY,
        ValueName.PREVIOUS_REGISTRY_VALUE_NAME,
        ValueName.PREVIOUS_REGISTRY_VALUE_DATA,
        ValueName.PREVIOUS_FILE_NAME,
        ValueName.PREVIOUS_FOLDER_PATH,
        ValueName.PROCESS_COMMAND_LINE,
        ValueName.INITIATING_PROCESS_PARENT_FILE_NAME,
        ValueName.VERSION_ORIGINAL_FILE_NAME,
        ValueName.PARENT_BASE_FILE_NAME,
        ValueName.PARENT_IMAGE_FILE_NAME,
        ValueName.CONTEXT_IMAGE_FILE_NAME,
        ValueName.CONTEXT_BASE_FILE_NAME,
        ValueName.PROCESS_IMAGE_FILE_NAME,
        ValueName.SOURCE_FILE_NAME,
        ValueName.REG_DATA,
        ValueName.SEED_MODULE,
        ValueName.SEED_KEY,
        ValueName.SEED_VALUE_NAME,
        ValueName.SEED_DATA);
    names(
        ValueUse.NOTE,
        ValueName.VERSION_COMPANY_NAME,
        ValueName.VERSION_PRODUCT_NAME,
        ValueName.VERSION_FILE_DESCRIPTION,
        ValueName.VERSION_PRODUCT_VERSION);
    names(
        ValueUse.NAME,
        ValueName.TARGET_USER_NAME,
        ValueName.TARGET_DOMAIN_NAME,
        ValueName.TARGET_USER_SID,
        ValueName.ROW_USER_NAME,
        ValueName.ACCOUNT,
        ValueName.SUBJECT_ACCOUNT,
        ValueName.ACCOUNT_NAME,
        ValueName.ACCOUNT_DOMAIN,
        ValueName.INITIATING_PROCESS_ACCOUNT_NAME,
        ValueName.INITIATING_PROCESS_ACCOUNT_DOMAIN,
        ValueName.USER_SID,
        ValueName.USER_ID);
    names(
        ValueUse.LABEL,
        ValueName.HASH,
        ValueName.RECORD_NUMBER,
        ValueName.EVENT_RECORD_ID,
        ValueName.LOGGER_PROCESS_ID,
        ValueName.EXECUTION_PROCESS_ID,
        ValueName.LOGGER_THREAD_ID,
        ValueName.DEVICE_ID,
        ValueName.REPORT_ID,
        ValueName.PROCESS_CREATION_TIME,
        ValueName.INITIATING_PROCESS_ID,
        ValueName.INITIATING_PROCESS_CREATION_TIME,
        ValueName.INITIATING_PROCESS_PARENT_ID,
        ValueName.AID,
        ValueName.CID,
        ValueName.REPOSITORY_CID,
        ValueName.TAGGED_CID,
        ValueName.ID,
        ValueName.LOGSCALE_ID,
        ValueName.CONTEXT_PROCESS_ID,
        ValueName.TARGET_PROCESS_ID,
        ValueName.TARGET_PROCESS_GUID,
        ValueName.ACTING_PROCESS_ID,
        ValueName.ACTING_PROCESS_GUID,
        ValueName.RAW_PROCESS_ID,
        ValueName.MD5_HASH_DATA,
        ValueName.SHA1_HASH_DATA,
        ValueName.SHA256_HASH_DATA);
    names(
        ValueUse.TIME,
        ValueName.UTC_TIME,
        ValueName.EVENT_TIME,
        ValueName.EVENT_RECEIVED_TIME,
        ValueName.TIME_CREATED,
        ValueName.AT_TIMESTAMP,
        ValueName.TIME_GENERATED,
        ValueName.TIMESTAMP,
        ValueName.TIME,
        ValueName.RECEIVED_TIMESTAMP,
        ValueName.CONTEXT_TIME_STAMP,
        ValueName.PROCESS_START_TIME);
    names(ValueUse.HOST, ValueName.HOSTNAME, ValueName.COMPUTER_NAME, ValueName.DEVICE_NAME);
    slots(
        ValueUse.TEXT,
        Slot.PROCESS_PATH,
        Slot.PROCESS_NAME,
        Slot.PROCESS_COMMAND,
        Slot.PROCESS_DIRECTORY,
        Slot.PROCESS_ORIGINAL_NAME,
        Slot.PARENT_PATH,
        Slot.PARENT_NAME,
        Slot.PARENT_COMMAND,
        Slot.FILE_PATH,
        Slot.FILE_NAME,
        Slot.FILE_ORIGINAL_NAME,
        Slot.REGISTRY_PATH,
        Slot.REGISTRY_KEY,
        Slot.REGISTRY_VALUE,
        Slot.REGISTRY_STRINGS,
        Slot.SCRIPT_TEXT);
    slots(
        ValueUse.NOTE,
        Slot.PROCESS_COMPANY,
        Slot.PROCESS_DESCRIPTION,
        Slot.PROCESS_PRODUCT,
        Slot.PROCESS_VERSION,
        Slot.FILE_COMPANY,
        Slot.FILE_DESCRIPTION,
        Slot.FILE_PRODUCT,
        Slot.FILE_VERSION,
        Slot.FILE_SIGNER);
    slots(ValueUse.NAME, Slot.USER_NAME, Slot.USER_DOMAIN, Slot.USER_SID, Slot.USER_ID);
    slots(
        ValueUse.LABEL,
        Slot.RECORD_ID,
        Slot.EXECUTION_PROCESS_ID,
        Slot.AGENT_ID,
        Slot.EVENT_MODEL_ID,
        Slot.PROCESS_PID,
        Slot.PROCESS_ENTITY,
        Slot.PROCESS_SHA256,
        Slot.PROCESS_SHA1,
        Slot.PROCESS_MD5,
        Slot.PROCESS_IMPHASH,
        Slot.PARENT_PID,
        Slot.PARENT_ENTITY,
        Slot.FILE_SHA256,
        Slot.FILE_SHA1,
        Slot.FILE_MD5,
        Slot.FILE_IMPHASH);
    slots(ValueUse.TIME, Slot.TIME);
    slots(ValueUse.HOST, Slot.COMPUTER, Slot.HOST_NAME, Slot.AGENT_NAME);
  }

  private ValueUses() {}

  /** The use of a named value, by its place among {@link ValueNames}. */
  static ValueUse of(int index) {
    return NAMED[index];
  }

  /** The use of a value at a fixed place. */
  static ValueUse of(Slot slot) {
    return SLOTS.getOrDefault(slot, ValueUse.PINNED);
  }

  private static void fields(ValueUse use, Field... fields) {
    for (Field field : fields) {
      NAMED[ValueNames.indexOf(field)] = use;
    }
  }

  private static void names(ValueUse use, ValueName... names) {
    for (ValueName name : names) {
      NAMED[ValueNames.indexOf(name)] = use;
    }
  }

  private static void slots(ValueUse use, Slot... slots) {
    for (Slot slot : slots) {
      SLOTS.put(slot, use);
    }
  }
}
