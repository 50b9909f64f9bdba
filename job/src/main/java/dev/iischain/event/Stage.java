package dev.iischain.event;

/** The part an event can play in a chain. */
public enum Stage {
  /** A module file was written, renamed into place or overwritten. */
  WRITE("write"),
  /** A module was registered with IIS. */
  REGISTRATION("registration"),
  /** An IIS worker process loaded the module. */
  LOAD("load"),
  /** IIS tried to load the module and failed. */
  LOAD_FAILURE("load-failure"),
  /** Something an intruder does around the chain: a shell from w3wp, logging switched off. */
  BEHAVIOUR("behaviour");

  private final String label;

  Stage(String label) {
    this.label = label;
  }

  /** The word used in records and rule files. */
  public String label() {
    return label;
  }

  /** The stage with this label; throws IllegalArgumentException for any other word. */
  public static Stage of(String label) {
    for (Stage stage : values()) {
      if (stage.label.equals(label)) {
        return stage;
      }
    }
    throw new IllegalArgumentException(
        "stage '" + label + "' is not one of write, registration, load, load-failure, behaviour");
  }
}
