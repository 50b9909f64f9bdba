package dev.iischain.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RecordFramerTest {

  @Test
  void linesAreRecordsAndBlankLinesAreNot() throws IOException {
    assertThat(records("{\"a\":1}\n\n  \r\n{\"b\":2}\r\n{\"c\":3}", 100))
        .containsExactly("{\"a\":1}", "{\"b\":2}\r", "{\"c\":3}");
  }

  @Test
  void aByteOrderMarkIsNoPartOfARecord() throws IOException {
    assertThat(records("\uFEFF{\"a\":1}\n", 100)).containsExactly("{\"a\":1}");
  }

  @Test
  void eventsOfAnXmlDocumentAreRecordsWhereverTheLinesEnd() throws IOException {
    assertThat(records("<Events>\n<Event>\n1</Event><Event>2</Event></Events>\n", 100))
        .containsExactly("<Events>\n<Event>\n1</Event>", "<Event>2</Event>");
  }

  @Test
  void aBrokenEventOnALineOfItsOwnLosesNoneOfItsNeighbours() throws IOException {
    assertThat(records("<Event>1</Event>\n<Event>2\n{\"a\":1}\n<Event>3</Event>", 100))
        .containsExactly("<Event>1</Event>", "<Event>2", "{\"a\":1}", "<Event>3</Event>");
  }

  @Test
  void prettyPrintedObjectsAndArraysAreCutIntoObjects() throws IOException {
    assertThat(records("[\n {\"a\": \"}\\\"]\"},\n {\"b\": [1, 2]}\n]\n", 100))
        .containsExactly("{\"a\": \"}\\\"]\"}", "{\"b\": [1, 2]}");
    assertThat(records("{\n \"a\": 1\n}\n{\n \"b\": 2\n}\n", 100))
        .containsExactly("{\n \"a\": 1\n}", "{\n \"b\": 2\n}");
  }

  @Test
  void arraysOnOneLineEachAreRecords() throws IOException {
    assertThat(records("[{\"a\":1},{\"b\":2}]\n[{\"c\":3}]\n", 100))
        .containsExactly("[{\"a\":1},{\"b\":2}]", "[{\"c\":3}]");
    assertThat(records("[{\"a\":1},{\"b\":2}]", 100)).containsExactly("{\"a\":1}", "{\"b\":2}");
  }

  @Test
  void garbageAmongObjectsIsARecordOfItsOwn() throws IOException {
    assertThat(records("[\n{\"a\":1},\ngarbage\n{\"b\":2}]", 100))
        .containsExactly("{\"a\":1}", "garbage", "{\"b\":2}");
  }

  @Test
  void anOverlongLineIsCutJustBeyondTheBoundAndTheNextOneIsWhole() throws IOException {
    List<String> records = records("x".repeat(300_000) + "\n{\"b\":2}\n", 1_000);
    assertThat(records).hasSize(2);
    assertThat(records.get(0)).hasSize(1_001);
    assertThat(records.get(1)).isEqualTo("{\"b\":2}");
  }

  @Property
  void everyLineComesOutOnceInOrder(@ForAll List<Integer> numbers) throws IOException {
    List<String> lines = numbers.stream().map(number -> "{\"n\":" + number + "}").toList();
    assertThat(records(String.join("\n", lines), 100)).isEqualTo(lines);
  }

  @Property
  void anyBytesEndInFinitelyManyRecordsNoLongerThanTheInput(@ForAll byte[] bytes)
      throws IOException {
    RecordFramer framer = new RecordFramer(new ByteArrayInputStream(bytes), 64);
    int total = 0;
    for (byte[] record = framer.next(); record != null; record = framer.next()) {
      assertThat(record).isNotEmpty();
      total += record.length;
    }
    assertThat(total).isLessThanOrEqualTo(bytes.length);
  }

  private static List<String> records(String text, int maxBytes) throws IOException {
    RecordFramer framer =
        new RecordFramer(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), maxBytes);
    List<String> records = new ArrayList<>();
    for (byte[] record = framer.next(); record != null; record = framer.next()) {
      records.add(new String(record, StandardCharsets.UTF_8));
    }
    return records;
  }
}
