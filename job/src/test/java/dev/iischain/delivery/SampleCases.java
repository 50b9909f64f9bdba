package dev.iischain.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import dev.iischain.event.SampleRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Revisions of cases for tests. */
public final class SampleCases {

  private SampleCases() {}

  public static Case of(String caseId, long revision) {
    return with(SampleRecords.completeCase(), caseId, revision, "complete");
  }

  public static Case partial(String caseId, long revision) {
    return with(SampleRecords.completeCase(), caseId, revision, "partial");
  }

  /** A case that is called as an attacker likes. */
  public static Case titled(String caseId, String title) {
    return with(of(caseId, 1), "title", title);
  }

  /** A case with another text in one place. */
  static Case with(Case base, String property, String text) {
    try {
      ObjectNode node = (ObjectNode) new ObjectMapper().readTree(RecordJson.write(base));
      node.put(property, text);
      return RecordJson.read(node.toString().getBytes(StandardCharsets.UTF_8), Case.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CaseRecord record(String caseId, long revision) {
    Case snapshot = of(caseId, revision);
    return new CaseRecord(caseId, revision, true, RecordJson.write(snapshot));
  }

  /** The id of one of many cases. */
  public static String id(int number) {
    String digits = Integer.toString(number, 26);
    StringBuilder letters = new StringBuilder();
    for (char digit : digits.toCharArray()) {
      letters.append((char) ('a' + Character.digit(digit, 26)));
    }
    return "ch-" + "a".repeat(32 - letters.length()) + letters;
  }

  private static Case with(Case base, String caseId, long revision, String status) {
    try {
      ObjectNode node = (ObjectNode) new ObjectMapper().readTree(RecordJson.write(base));
      node.put("caseId", caseId).put("revision", revision).put("status", status);
      return RecordJson.read(node.toString().getBytes(StandardCharsets.UTF_8), Case.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
