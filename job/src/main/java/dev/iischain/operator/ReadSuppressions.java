package dev.iischain.operator;

import dev.iischain.event.DeadLetter;
import dev.iischain.metric.Metric;
import dev.iischain.metric.Metrics;
import dev.iischain.suppression.SuppressionProblem;
import dev.iischain.suppression.SuppressionText;
import dev.iischain.suppression.SuppressionUpdate;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Records of the topic of suppressions to updates; what is wrong becomes a dead letter whole. */
public final class ReadSuppressions extends ProcessFunction<SuppressionRecord, Control> {

  /** What could not be read. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("suppression-dead-letters", TypeInformation.of(DeadLetter.class));

  private static final long serialVersionUID = 1L;

  private final Set<String> knownRules;
  private transient SuppressionText reader;
  private transient Counter rejected;

  /** Reads entries that may name these rules. */
  public ReadSuppressions(Set<String> knownRules) {
    this.knownRules = knownRules;
  }

  @Override
  public void open(OpenContext context) {
    reader = new SuppressionText(knownRules);
    rejected =
        new Metrics(getRuntimeContext().getMetricGroup()).counter(Metric.REJECTED_SUPPRESSIONS);
  }

  @Override
  public void processElement(SuppressionRecord record, Context context, Collector<Control> out) {
    Answer answer = read(record, reader);
    if (answer.update() != null) {
      out.collect(Control.of(answer.update()));
    }
    if (!answer.problems().isEmpty()) {
      rejected.inc();
      context.output(DEAD_LETTERS, deadLetter(record, answer.problems()));
    }
  }

  /**
   * What a record says.
   *
   * @param update the change, or null when the record is wrong
   * @param problems what is wrong with it
   */
  public record Answer(
      @org.jspecify.annotations.Nullable SuppressionUpdate update,
      List<SuppressionProblem> problems) {}

  /** Reads one record; a wrong one changes nothing. */
  public static Answer read(SuppressionRecord record, SuppressionText reader) {
    String key = record.key();
    byte[] value = record.value();
    if (key == null) {
      return wrong(record, "key", "The record has no key.", "Give it the suppression's id as key.");
    }
    if (value == null) {
      return new Answer(
          new SuppressionUpdate(key, record.partition(), record.offset(), null), List.of());
    }
    SuppressionText.Read read =
        reader.read(record.topic(), new String(value, StandardCharsets.UTF_8), false);
    if (!read.problems().isEmpty()) {
      return new Answer(null, read.problems());
    }
    if (read.entries().size() != 1) {
      return wrong(
          record, "", "The record holds " + read.entries().size() + " entries.", "Write one.");
    }
    if (!read.entries().get(0).id().equals(key)) {
      return wrong(
          record,
          "id",
          "The entry is called " + read.entries().get(0).id() + " and the record's key is another.",
          "Make the key the id, so that a later record replaces it.");
    }
    return new Answer(
        new SuppressionUpdate(key, record.partition(), record.offset(), read.entries().get(0)),
        List.of());
  }

  private static Answer wrong(
      SuppressionRecord record, String key, String message, String suggestion) {
    return new Answer(
        null, List.of(new SuppressionProblem(record.topic(), 1, key, message, suggestion)));
  }

  private static DeadLetter deadLetter(
      SuppressionRecord record, List<SuppressionProblem> problems) {
    StringBuilder detail = new StringBuilder("The suppression is not applied.");
    for (SuppressionProblem problem : problems) {
      detail.append(' ').append(problem);
    }
    byte[] value = record.value();
    return new DeadLetter(
        DeadLetter.Reason.BAD_SUPPRESSION,
        detail.toString(),
        record.topic(),
        record.partition(),
        record.offset(),
        record.timeMillis(),
        value == null ? new byte[0] : value,
        false);
  }
}
