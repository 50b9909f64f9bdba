package dev.iischain.chain;

import dev.iischain.event.Alert;
import dev.iischain.event.DllReference;
import dev.iischain.event.Evidence;
import dev.iischain.event.EvidenceEntry;
import dev.iischain.event.ProcessInfo;
import dev.iischain.event.SourceIdentity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Shows evidence the way alerts and cases do. */
final class EvidenceEntries {

  private EvidenceEntries() {}

  static EvidenceEntry of(Evidence evidence, Joined.Identity identity) {
    return of(evidence, identity, null);
  }

  static EvidenceEntry of(
      Evidence evidence, Joined.Identity identity, @Nullable String suppressedBy) {
    SourceIdentity source = evidence.source();
    return new EvidenceEntry(
        evidence.evidenceId(),
        Instant.ofEpochMilli(evidence.eventTimeMillis()),
        evidence.stage() == null ? null : evidence.stage().label(),
        evidence.kind().category(),
        evidence.summary(),
        evidence.rules(),
        dll(evidence.dll(), identity),
        actor(evidence.process()),
        new EvidenceEntry.Source(
            source.vendor().label(),
            source.format().label(),
            source.computer(),
            source.channel(),
            source.eventCode(),
            source.recordId()),
        suppressedBy);
  }

  private static EvidenceEntry.@Nullable Dll dll(
      @Nullable DllReference dll, Joined.Identity identity) {
    return dll == null
        ? null
        : new EvidenceEntry.Dll(dll.path(), dll.raw(), identity.label(), dll.hashes().sha256());
  }

  static Alert.Actor actor(ProcessInfo process) {
    return new Alert.Actor(
        process.image(),
        process.commandLine(),
        process.user(),
        process.processId(),
        process.parentImage(),
        process.parentCommandLine());
  }
}
