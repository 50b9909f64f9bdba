package dev.iischain.chain;

import dev.iischain.event.DllReference;
import dev.iischain.event.EventKind;
import dev.iischain.event.Evidence;
import dev.iischain.event.Evidence.Weight;
import dev.iischain.event.Hashes;
import dev.iischain.event.HostIdentity;
import dev.iischain.event.ProcessInfo;
import dev.iischain.event.Signature;
import dev.iischain.event.SourceIdentity;
import dev.iischain.event.Stage;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Evidence with whatever tells of its module, said part by part. */
public final class EvidenceMaker {

  private final String id;
  private final long time;
  private final @Nullable Stage stage;
  private EventKind kind = EventKind.FILE_EVENT;
  private @Nullable String path;
  private @Nullable String hash;
  private @Nullable String command;
  private List<String> pathFlags = List.of();
  private List<String> names = List.of();
  private List<String> flags = List.of();
  private Weight weight;

  private EvidenceMaker(String id, long time, @Nullable Stage stage) {
    this.id = id;
    this.time = time;
    this.stage = stage;
    this.weight = new Weight(stage == Stage.REGISTRATION ? 26 : 20, 1, "seen");
  }

  /** Evidence of a stage, or of none. */
  public static EvidenceMaker of(String id, long time, @Nullable Stage stage) {
    return new EvidenceMaker(id, time, stage);
  }

  /** The file, and what canonicalisation noticed about its path. */
  public EvidenceMaker at(String canonical, String... noticed) {
    path = canonical;
    pathFlags = List.of(noticed);
    return this;
  }

  /** The file's content. */
  public EvidenceMaker content(String sha256) {
    hash = sha256;
    return this;
  }

  /** What else the module is called. */
  public EvidenceMaker named(String... sorted) {
    names = List.of(sorted);
    return this;
  }

  /** The command line of the process that acted. */
  public EvidenceMaker by(String commandLine) {
    command = commandLine;
    return this;
  }

  /** What happened. */
  public EvidenceMaker kind(EventKind what) {
    kind = what;
    return this;
  }

  /** What it scores. */
  public EvidenceMaker points(int points) {
    weight = new Weight(points, 1, "seen");
    return this;
  }

  /** What was noticed about the event. */
  public EvidenceMaker flagged(String... sorted) {
    flags = List.of(sorted);
    return this;
  }

  /** The evidence. */
  public Evidence make() {
    String label = stage == null ? "event" : stage.label();
    return new Evidence(
        id,
        time,
        "default",
        new HostIdentity("host:default/web01", "web01", null, List.of()),
        stage,
        kind,
        label + " of " + path,
        List.of("rule_" + label.toLowerCase(Locale.ROOT)),
        path == null
            ? null
            : new DllReference(
                path, path, new Hashes(hash, null, null), Signature.UNKNOWN, pathFlags),
        new ProcessInfo("c:\\x.exe", command, null, null, null, null),
        new SourceIdentity(Vendor.SYSMON, TelemetryFormat.EVTX_DUMP, "WEB01", null, null, null, id),
        null,
        weight,
        flags,
        null,
        names);
  }
}
