package dev.iischain.operator;

import dev.iischain.event.Detection;
import dev.iischain.event.DllReference;
import dev.iischain.event.Evidence;
import dev.iischain.event.HostIdentity;
import dev.iischain.event.ProcessInfo;
import dev.iischain.event.RuleReference;
import dev.iischain.event.SourceIdentity;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Writes detections field by field, for {@link DetectionReader}. */
final class DetectionWriter {

  private final TextWriter texts = new TextWriter();

  void write(Detection detection, DataOutputView out) throws IOException {
    texts.write(detection.tenant(), out);
    host(detection.host(), out);
    texts.write(detection.alertId(), out);
    texts.write(detection.title(), out);
    out.writeByte(detection.level().ordinal());
    VariableLength.write(detection.rules().size(), out);
    for (RuleReference rule : detection.rules()) {
      rule(rule, out);
    }
    list(detection.attack(), out);
    VariableLength.write(detection.evidence().size(), out);
    for (Evidence evidence : detection.evidence()) {
      evidence(evidence, detection, out);
    }
  }

  private void rule(RuleReference rule, DataOutputView out) throws IOException {
    texts.write(rule.name(), out);
    texts.write(rule.id(), out);
    texts.write(rule.pack(), out);
    out.writeByte(rule.level().ordinal());
    out.writeInt(rule.version());
    choice(rule.vendorSeverity(), out);
  }

  private void evidence(Evidence evidence, Detection of, DataOutputView out) throws IOException {
    texts.write(evidence.evidenceId(), out);
    out.writeLong(evidence.eventTimeMillis());
    boolean sameHost = evidence.tenant().equals(of.tenant()) && evidence.host().equals(of.host());
    out.writeBoolean(sameHost);
    if (!sameHost) {
      texts.write(evidence.tenant(), out);
      host(evidence.host(), out);
    }
    choice(evidence.stage(), out);
    out.writeByte(evidence.kind().ordinal());
    texts.write(evidence.summary(), out);
    list(evidence.rules(), out);
    DllReference dll = evidence.dll();
    out.writeBoolean(dll != null);
    if (dll != null) {
      dll(dll, out);
    }
    process(evidence.process(), out);
    source(evidence.source(), out);
    texts.write(evidence.alertId(), out);
    out.writeInt(evidence.weight().points());
    out.writeDouble(evidence.weight().trust());
    texts.write(evidence.weight().reason(), out);
    list(evidence.flags(), out);
    texts.write(evidence.moduleName(), out);
    list(evidence.names(), out);
  }

  private void host(HostIdentity host, DataOutputView out) throws IOException {
    texts.write(host.key(), out);
    texts.write(host.name(), out);
    texts.write(host.fqdn(), out);
    list(host.ids(), out);
  }

  private void dll(DllReference dll, DataOutputView out) throws IOException {
    texts.write(dll.raw(), out);
    texts.write(dll.path(), out);
    texts.write(dll.hashes().sha256(), out);
    texts.write(dll.hashes().sha1(), out);
    texts.write(dll.hashes().md5(), out);
    out.writeByte(dll.signature().trust().ordinal());
    texts.write(dll.signature().signer(), out);
    list(dll.flags(), out);
  }

  private void process(ProcessInfo process, DataOutputView out) throws IOException {
    texts.write(process.image(), out);
    texts.write(process.commandLine(), out);
    texts.write(process.user(), out);
    texts.write(process.processId(), out);
    texts.write(process.parentImage(), out);
    texts.write(process.parentCommandLine(), out);
  }

  private void source(SourceIdentity source, DataOutputView out) throws IOException {
    out.writeByte(source.vendor().ordinal());
    out.writeByte(source.format().ordinal());
    texts.write(source.computer(), out);
    texts.write(source.provider(), out);
    texts.write(source.channel(), out);
    texts.write(source.eventCode(), out);
    texts.write(source.recordId(), out);
  }

  private void list(List<String> values, DataOutputView out) throws IOException {
    VariableLength.write(values.size(), out);
    for (int i = 0; i < values.size(); i++) {
      texts.write(values.get(i), out);
    }
  }

  private static void choice(@Nullable Enum<?> value, DataOutputView out) throws IOException {
    out.writeByte(value == null ? -1 : value.ordinal());
  }
}
