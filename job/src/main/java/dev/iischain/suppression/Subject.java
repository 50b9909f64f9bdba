package dev.iischain.suppression;

import dev.iischain.event.DllReference;
import dev.iischain.event.EventKind;
import dev.iischain.event.Evidence;
import dev.iischain.event.Hashes;
import dev.iischain.event.HostIdentity;
import dev.iischain.event.ProcessInfo;
import dev.iischain.event.Signature;
import dev.iischain.event.Stage;
import dev.iischain.normalise.CanonicalPath;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a suppression can tell events apart by. Whatever is unknown is null, and satisfies no
 * criterion.
 *
 * @param host the host's short name
 * @param fqdn its fully qualified name
 * @param path the module's canonical path
 * @param hashes its content
 * @param signer who validly signed it, in lower case
 * @param writer the canonical full path of the process that acted
 * @param module the name it is registered under, in lower case
 * @param rules the rules that matched
 * @param stage its part in a chain
 * @param firstMillis the earliest event that looks like this
 * @param lastMillis the latest
 */
public record Subject(
    String host,
    @Nullable String fqdn,
    @Nullable String path,
    Hashes hashes,
    @Nullable String signer,
    @Nullable String writer,
    @Nullable String module,
    List<String> rules,
    @Nullable Stage stage,
    long firstMillis,
    long lastMillis) {

  /** What a piece of evidence offers. */
  public static Subject of(Evidence evidence) {
    HostIdentity host = evidence.host();
    DllReference dll = evidence.dll();
    return new Subject(
        host.name(),
        host.fqdn(),
        dll == null ? null : dll.path(),
        dll == null ? Hashes.NONE : dll.hashes(),
        dll == null ? null : validSigner(dll.signature()),
        writer(evidence.kind(), evidence.process()),
        lower(evidence.moduleName()),
        evidence.rules(),
        evidence.stage(),
        evidence.eventTimeMillis(),
        evidence.eventTimeMillis());
  }

  /** Anybody can write a name into a signature that does not hold. */
  private static @Nullable String validSigner(Signature signature) {
    return signature.trust() == Signature.Trust.TRUSTED ? lower(signature.signer()) : null;
  }

  /** Who acted: where the event is the start of a process, that is its parent. */
  private static @Nullable String writer(EventKind kind, ProcessInfo process) {
    String image = kind == EventKind.PROCESS_CREATION ? process.parentImage() : process.image();
    if (image == null || image.indexOf('\\') < 0) {
      return null;
    }
    CanonicalPath path = CanonicalPath.canon(image, null, null, false);
    return path.flags().contains("rel") ? null : path.reachablePath();
  }

  private static @Nullable String lower(@Nullable String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }

  /** Whether two differ in time only. */
  boolean looksLike(Subject other) {
    return host.equals(other.host)
        && rules.equals(other.rules)
        && stage == other.stage
        && Objects.equals(path, other.path)
        && Objects.equals(writer, other.writer)
        && Objects.equals(signer, other.signer)
        && hashes.equals(other.hashes)
        && Objects.equals(module, other.module)
        && Objects.equals(fqdn, other.fqdn);
  }

  /** This one, seen at the other's times too. */
  Subject spanning(Subject other) {
    long first = Math.min(firstMillis, other.firstMillis);
    long last = Math.max(lastMillis, other.lastMillis);
    return first == firstMillis && last == lastMillis
        ? this
        : new Subject(host, fqdn, path, hashes, signer, writer, module, rules, stage, first, last);
  }
}
