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
import org.jspecify.annotations.Nullable;

/** Evidence for tests, said in one line. */
public final class Evidences {

  public static final String DLL = "c:\\windows\\system32\\inetsrv\\diag.dll";
  public static final long HOUR = 3_600_000L;
  public static final long DAY = 24 * HOUR;

  private Evidences() {}

  public static Evidence write(String id, long time, String path, @Nullable String hash) {
    return of(id, time, Stage.WRITE, path, hash, new Weight(18, 1, "written"), Vendor.SYSMON);
  }

  public static Evidence registration(String id, long time, String path) {
    return of(
        id, time, Stage.REGISTRATION, path, null, new Weight(26, 1, "registered"), Vendor.SYSMON);
  }

  public static Evidence load(String id, long time, String path, @Nullable String hash) {
    return of(id, time, Stage.LOAD, path, hash, new Weight(22, 1, "loaded"), Vendor.SYSMON);
  }

  /** The same evidence with a signature of its module. */
  public static Evidence signed(Evidence evidence, Signature.Trust trust, String signer) {
    DllReference dll = evidence.dll();
    return with(
        evidence,
        new DllReference(
            dll.raw(), dll.path(), dll.hashes(), new Signature(trust, signer), dll.flags()),
        evidence.rules());
  }

  /** The same evidence, matched by one more rule. */
  public static Evidence alsoMatching(Evidence evidence, String rule) {
    List<String> rules = new java.util.ArrayList<>(evidence.rules());
    rules.add(rule);
    return with(evidence, evidence.dll(), rules);
  }

  private static Evidence with(Evidence each, @Nullable DllReference dll, List<String> rules) {
    return new Evidence(
        each.evidenceId(),
        each.eventTimeMillis(),
        each.tenant(),
        each.host(),
        each.stage(),
        each.kind(),
        each.summary(),
        rules,
        dll,
        each.process(),
        each.source(),
        each.alertId(),
        each.weight(),
        each.flags(),
        each.moduleName());
  }

  public static Evidence of(
      String id,
      long time,
      Stage stage,
      String path,
      @Nullable String hash,
      Weight weight,
      Vendor vendor) {
    return new Evidence(
        id,
        time,
        "default",
        new HostIdentity("host:default/web01", "web01", null, List.of()),
        stage,
        EventKind.FILE_EVENT,
        stage.label() + " of " + path,
        List.of("rule_" + stage.name().toLowerCase(java.util.Locale.ROOT)),
        new DllReference(path, path, new Hashes(hash, null, null), Signature.UNKNOWN, List.of()),
        new ProcessInfo("c:\\x.exe", null, null, null, null, null),
        new SourceIdentity(vendor, TelemetryFormat.EVTX_DUMP, "WEB01", null, null, null, id),
        "al-" + id,
        weight,
        List.of(),
        null);
  }
}
