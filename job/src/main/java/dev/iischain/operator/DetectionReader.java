package dev.iischain.operator;

import dev.iischain.event.Detection;
import dev.iischain.event.DllReference;
import dev.iischain.event.EventKind;
import dev.iischain.event.Evidence;
import dev.iischain.event.Hashes;
import dev.iischain.event.HostIdentity;
import dev.iischain.event.Level;
import dev.iischain.event.ProcessInfo;
import dev.iischain.event.RuleReference;
import dev.iischain.event.Signature;
import dev.iischain.event.SourceIdentity;
import dev.iischain.event.Stage;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.jspecify.annotations.Nullable;

/** Reads what {@link DetectionWriter} wrote. */
final class DetectionReader {

  private static final Level[] LEVELS = Level.values();
  private static final Stage[] STAGES = Stage.values();
  private static final EventKind[] KINDS = EventKind.values();
  private static final Signature.Trust[] TRUSTS = Signature.Trust.values();
  private static final Vendor[] VENDORS = Vendor.values();
  private static final TelemetryFormat[] FORMATS = TelemetryFormat.values();

  private final TextReader texts = new TextReader();

  Detection read(DataInputView in) throws IOException {
    String tenant = shared(in);
    HostIdentity host = host(in);
    String alertId = texts.own(in);
    String title = shared(in);
    Level level = LEVELS[in.readByte()];
    int count = size(in);
    List<RuleReference> rules = count == 0 ? List.of() : new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      rules.add(rule(in));
    }
    List<String> attack = list(in);
    count = size(in);
    List<Evidence> evidence = count == 0 ? List.of() : new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      evidence.add(evidence(tenant, host, in));
    }
    return new Detection(tenant, host, alertId, title, level, rules, attack, evidence);
  }

  private RuleReference rule(DataInputView in) throws IOException {
    return new RuleReference(
        shared(in),
        shared(in),
        shared(in),
        LEVELS[in.readByte()],
        in.readInt(),
        choice(LEVELS, in));
  }

  private Evidence evidence(String tenant, HostIdentity host, DataInputView in) throws IOException {
    String id = own(in);
    long time = in.readLong();
    boolean sameHost = in.readBoolean();
    return new Evidence(
        id,
        time,
        sameHost ? tenant : shared(in),
        sameHost ? host : host(in),
        choice(STAGES, in),
        KINDS[in.readByte()],
        own(in),
        list(in),
        in.readBoolean() ? dll(in) : null,
        process(in),
        source(in),
        texts.own(in),
        weight(in),
        list(in),
        texts.shared(in),
        list(in));
  }

  private HostIdentity host(DataInputView in) throws IOException {
    return new HostIdentity(shared(in), shared(in), texts.shared(in), list(in));
  }

  private DllReference dll(DataInputView in) throws IOException {
    return new DllReference(
        own(in),
        own(in),
        new Hashes(texts.own(in), texts.own(in), texts.own(in)),
        new Signature(TRUSTS[in.readByte()], texts.shared(in)),
        list(in));
  }

  private ProcessInfo process(DataInputView in) throws IOException {
    return new ProcessInfo(
        texts.shared(in),
        texts.own(in),
        texts.shared(in),
        texts.own(in),
        texts.shared(in),
        texts.own(in));
  }

  private SourceIdentity source(DataInputView in) throws IOException {
    return new SourceIdentity(
        VENDORS[in.readByte()],
        FORMATS[in.readByte()],
        texts.shared(in),
        texts.shared(in),
        texts.shared(in),
        texts.shared(in),
        texts.own(in));
  }

  private Evidence.Weight weight(DataInputView in) throws IOException {
    return new Evidence.Weight(in.readInt(), in.readDouble(), shared(in));
  }

  private List<String> list(DataInputView in) throws IOException {
    int count = size(in);
    if (count == 0) {
      return List.of();
    }
    if (count == 1) {
      return List.of(shared(in));
    }
    List<String> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(shared(in));
    }
    return values;
  }

  private String shared(DataInputView in) throws IOException {
    return present(texts.shared(in));
  }

  private String own(DataInputView in) throws IOException {
    return present(texts.own(in));
  }

  private static String present(@Nullable String text) throws IOException {
    if (text == null) {
      throw new IOException("a detection lacks a text; it was written by something else");
    }
    return text;
  }

  private static int size(DataInputView in) throws IOException {
    return (int) VariableLength.read(in);
  }

  private static <T> @Nullable T choice(T[] values, DataInputView in) throws IOException {
    int ordinal = in.readByte();
    return ordinal < 0 ? null : values[ordinal];
  }
}
