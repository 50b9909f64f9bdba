package dev.iischain.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.iischain.event.Alert;
import dev.iischain.event.RecordJson;
import dev.iischain.event.SampleRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Alerts for tests. */
public final class SampleAlerts {

  private SampleAlerts() {}

  /** An alert of so many events that belongs to no case. */
  public static Alert of(long count) {
    return with(node -> node.put("count", count).putNull("caseId"));
  }

  /** An alert of so many events that belongs to a case. */
  public static Alert attached(long count) {
    return with(node -> node.put("count", count).put("caseId", SampleCases.id(1)));
  }

  static Alert with(Consumer<ObjectNode> change) {
    try {
      ObjectNode node =
          (ObjectNode) new ObjectMapper().readTree(RecordJson.write(SampleRecords.writeAlert()));
      change.accept(node);
      return RecordJson.read(node.toString().getBytes(StandardCharsets.UTF_8), Alert.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
