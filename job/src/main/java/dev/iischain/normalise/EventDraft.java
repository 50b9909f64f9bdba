package dev.iischain.normalise;

import dev.iischain.event.DllReference;
import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import dev.iischain.event.Hashes;
import dev.iischain.event.Signature;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event while fields are derived: a copy of what the decoder knew, and what follows from it. */
final class EventDraft {

  private static final int MAX_DLLS = 64;

  /** How long a derived text may be, in characters. */
  static final int MAX_DERIVED = 16_384;

  EventKind kind;
  final String hostName;
  private final HostNames hostNames;
  final Hashes hashes;
  final Signature signature;
  final List<String> flags;
  private final @Nullable String[] values;
  private final List<DllReference> dlls = new ArrayList<>(1);
  private @Nullable String remoteHost;

  EventDraft(EventBuilder builder, String hostName, HostNames hostNames) {
    this.hostNames = hostNames;
    this.kind = builder.kind;
    this.hostName = hostName;
    this.hashes = builder.hashes;
    this.signature = builder.signature;
    this.values = builder.values.clone();
    this.flags = new ArrayList<>(2);
    for (String flag : builder.flags) {
      flag(flag);
    }
  }

  @Nullable String get(Field field) {
    return values[field.ordinal()];
  }

  /** Sets a field unless the value is absent. */
  void set(Field field, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      values[field.ordinal()] =
          value.length() > MAX_DERIVED ? value.substring(0, MAX_DERIVED) : value;
    }
  }

  /** Sets a field that has no value yet. */
  void setIfAbsent(Field field, @Nullable String value) {
    if (values[field.ordinal()] == null) {
      set(field, value);
    }
  }

  void flag(String flag) {
    Flags.add(flags, flag);
  }

  /** A path as the process at hand means it. */
  CanonicalPath canon(String raw) {
    return CanonicalPath.canon(raw, hostName, null, false);
  }

  /** Adds a file seen with the event's own hashes and signature. */
  void addObserved(String raw, CanonicalPath path) {
    add(raw, path.flags(), path.reachablePath(), hashes, signature);
  }

  /** Adds a file that is only named. */
  void addNamed(String raw, CanonicalPath path) {
    add(raw, path.flags(), path.reachablePath(), Hashes.NONE, Signature.UNKNOWN);
  }

  /**
   * Adds a file that was touched. One on another machine's administrative share is a file of that
   * machine, if its name is known and no mere address.
   */
  void addTouched(String raw, CanonicalPath path) {
    addRenamed(raw, path, null);
  }

  /** Adds a file that got its name by a rename, with the flag {@code from:} and its old path. */
  void addRenamed(String raw, CanonicalPath path, @Nullable CanonicalPath source) {
    String spelled = place(path);
    List<String> noticed = path.flags();
    if (source != null && !source.path().isEmpty()) {
      noticed = new ArrayList<>(noticed);
      noticed.add(Flags.FROM + source.path());
      noticed.sort(null);
    }
    add(raw, noticed, spelled, hashes, signature);
  }

  /** Sets the configuration file that was written, on this machine or on another one's share. */
  void configurationFile(CanonicalPath path) {
    set(Field.CONFIG_FILE, place(path));
    if (path.flags().contains(Flags.UNICODE)) {
      flag(Flags.UNICODE);
    }
  }

  /** The path of a touched file on the machine that it is on, which the event then is about. */
  private String place(CanonicalPath path) {
    if (path.remoteHost() == null) {
      return path.path();
    }
    flag(Flags.REMOTE);
    if (hostNames.clean(path.remoteHost()) == null) {
      return path.reachablePath();
    }
    remoteHost = path.remoteHost();
    return path.path();
  }

  private void add(
      String raw, List<String> noticed, String spelled, Hashes content, Signature signed) {
    if (spelled.isEmpty() || dlls.size() >= MAX_DLLS) {
      return;
    }
    for (DllReference known : dlls) {
      if (known.path().equals(spelled)) {
        return;
      }
    }
    if (noticed.contains(Flags.UNICODE)) {
      flag(Flags.UNICODE);
    }
    String bounded =
        raw.length() > CanonicalPath.MAX_LENGTH ? raw.substring(0, CanonicalPath.MAX_LENGTH) : raw;
    dlls.add(new DllReference(bounded, spelled, content, signed, List.copyOf(noticed)));
  }

  /** The machine that a touched file is on, or null for the event's own. */
  @Nullable String remoteHost() {
    return remoteHost;
  }

  /** The files so far; not to be changed. */
  List<DllReference> files() {
    return dlls;
  }

  List<DllReference> dlls() {
    return List.copyOf(dlls);
  }

  @Nullable String[] values() {
    return values;
  }

  /** Writes the paths of the files into their field. */
  void finish() {
    if (dlls.size() == 1) {
      set(Field.DLL_PATH, dlls.get(0).path());
    } else if (!dlls.isEmpty()) {
      StringBuilder paths = new StringBuilder();
      for (DllReference dll : dlls) {
        if (!paths.isEmpty()) {
          paths.append('\n');
        }
        paths.append(dll.path());
      }
      set(Field.DLL_PATH, paths.toString());
    }
    flags.sort(null);
    if (!flags.isEmpty()) {
      set(Field.NOTICED, flags.size() == 1 ? flags.get(0) : String.join("\n", flags));
    }
  }
}
