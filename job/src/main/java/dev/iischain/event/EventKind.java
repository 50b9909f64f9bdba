package dev.iischain.event;

/** What happened on the endpoint, named by the Sigma log source category it answers to. */
public enum EventKind {
  /** A process started (Sysmon 1, Security 4688, ProcessRollup2, DeviceProcessEvents). */
  PROCESS_CREATION("process_creation"),
  /**
   * A file was created or overwritten (Sysmon 11 and 29, FileCreated, FileModified, PeFileWritten).
   */
  FILE_EVENT("file_event"),
  /** A file was renamed. */
  FILE_RENAME("file_rename"),
  /** A file was deleted (Sysmon 23 and 26). */
  FILE_DELETE("file_delete"),
  /** A file's creation time was changed (Sysmon 2). */
  FILE_CHANGE("file_change"),
  /** A file was opened with some access (Security 4663). */
  FILE_ACCESS("file_access"),
  /** An alternate data stream was written (Sysmon 15). */
  CREATE_STREAM_HASH("create_stream_hash"),
  /** A module was loaded into a process (Sysmon 7, ClassifiedModuleLoad, ImageLoaded). */
  IMAGE_LOAD("image_load"),
  /** A registry value was set (Sysmon 13, Security 4657, RegistryValueSet). */
  REGISTRY_SET("registry_set"),
  /** A registry key was created (Sysmon 12). */
  REGISTRY_ADD("registry_add"),
  /** A registry key or value was deleted (Sysmon 12). */
  REGISTRY_DELETE("registry_delete"),
  /** A registry key or value was renamed (Sysmon 14). */
  REGISTRY_RENAME("registry_rename"),
  /** A PowerShell script block (4104). */
  PS_SCRIPT("ps_script"),
  /** A PowerShell pipeline execution (4103). */
  PS_MODULE("ps_module"),
  /** A classic Windows PowerShell engine event (400, 600). */
  PS_CLASSIC_START("ps_classic_start"),
  /** A classic Windows PowerShell pipeline event (800). */
  PS_CLASSIC_SCRIPT("ps_classic_script"),
  /** A committed change of the IIS configuration (IIS-Configuration 29, 30, 50, 51). */
  IIS_CONFIGURATION("iis_configuration"),
  /** IIS reports about a module or filter it did or did not load (2280, 2282, 2223, 2293, 2295). */
  IIS_MODULE("iis_module"),
  /** A row of a module inventory. */
  MODULE_INVENTORY("module_inventory"),
  /** A row that tells on which host an agent runs (Falcon's aidmaster); joined, never detected. */
  AGENT_HOST("agent_host"),
  /** A process that ran before its sensor did (SyntheticProcessRollup2); joined, never detected. */
  RUNNING_PROCESS("running_process"),
  /** Well read, and of no kind that a rule can name. */
  OTHER("other");

  private final String category;

  EventKind(String category) {
    this.category = category;
  }

  /** Whether events of this kind only tell what other events lack, and no rule ever sees them. */
  public boolean isJoined() {
    return this == AGENT_HOST || this == RUNNING_PROCESS;
  }

  /** The Sigma log source category, or our own word where Sigma has none. */
  public String category() {
    return category;
  }
}
