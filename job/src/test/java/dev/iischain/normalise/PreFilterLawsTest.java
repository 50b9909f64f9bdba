package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.iischain.event.DeadLetter;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.RawRecord;
import dev.iischain.event.RecordJson;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import dev.iischain.rule.Rule;
import dev.iischain.rule.RuleEvaluator;
import dev.iischain.rule.RuleExample;
import dev.iischain.rule.RuleLibrary;
import dev.iischain.rule.RuleRelevance;
import dev.iischain.rule.RuleSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The law of the filter: what it skips, the decoder reads without a dead letter, no rule matches,
 * and the counts are the same. Over all examples of telemetry and of rules, with values, spelling,
 * wrapping and bytes changed at random.
 */
class PreFilterLawsTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final NormaliseOptions OPTIONS = NormaliseOptions.defaults();
  private static final List<Rule> BUILT_IN = RuleLibrary.builtIn().orThrow();
  private static final RuleSet RULES = RuleSet.compile(BUILT_IN);
  private static final List<byte[]> SEEDS = seeds();
  private static final List<JsonNode> OBJECTS = objects();

  private static final String[] HOSTILE = {
    "C:\\Windows\\System32\\inetsrv\\appcmd.exe install module /name:x /image:C:\\x\\y.dll",
    "x.exe add module /name:x /type:A.B,C",
    "\"C:\\x\\a^p^pcmd.exe\" install module /name:x /image:C:\\x\\y.dll",
    "cmd /c app\"\"cmd install module /name:x /image:C:\\x\\y.dll",
    "cmd /c \"app\"cmd.exe install \"mod\"ule /name:x /image:C:\\x\\y.dll",
    "\u0430ppcmd.exe install module /name:x /image:C:\\x\\y.dll",
    "renamed.exe install modu\"l\"e /name:x /image:C:\\x\\y.dll",
    "gacutil /i C:\\x\\y.dll",
    "powershell -c New-WebGlobalModule -Name x -Image C:\\x\\y.dll",
    "powershell -enc "
        + Base64.getEncoder()
            .encodeToString(
                "New-WebGlobalModule -Name x -Image C:\\x\\y.dll"
                    .getBytes(StandardCharsets.UTF_16LE)),
    "New-WebGlobalModule -Name x -Image C:\\x\\y.dll",
    "& ('New-WebGlob'+'alModule') -Name x -Image C:\\x\\y.dll",
    "N`ew-WebGlobalMo`dule -Name x -Image C:\\x\\y.dll",
    "appcmd.exe",
    "gacutil.exe",
    "PowerShell.EXE",
    "w3wp.exe",
    "C:\\Windows\\System32\\inetsrv\\w3wp.exe",
    "%windir%\\system32\\inetsrv\\w3wp.exe",
    "\\Device\\HarddiskVolume3\\Windows\\SysWOW64\\inetsrv\\w3wp.exe",
    "C:\\Windows\\System32\\inetsrv\\w3\"wp.exe",
    "C:\\inetpub\\x.dll",
    "C:\\inetpub\\x.d\"ll",
    "C:\\inetpub\\x.d\u0001ll",
    "C:\\inetpub\\x.dll::$DATA",
    "\\\\server\\c$\\inetpub\\x.DLL",
    "C:\\PROGRA~3\\x.tmp",
    "C:\\Windows\\System32\\inetsrv\\x.tmp",
    "C:\\ProgramData\\x.dll",
    "C:\\Users\\Public\\x.dll",
    "HKLM\\System\\CurrentControlSet\\Services\\W3SVC\\Parameters\\Filter DLLs",
    "HKLM\\System\\CurrentControlSet\\Services\\W3SVC\\Parameters",
    "\\REGISTRY\\MACHINE\\SYSTEM\\ControlSet001\\Services\\W3SVC",
    "HKLM\\System\\CurrentControlSet\\Services\\WAS\\Parameters\\ServiceDll",
    "HKLM\\System\\CurrentControlSet\\Services\\W3\"SVC\\Parameters\\ServiceDll",
    "HKLM\\System\\CurrentControlSet\\Services\\WAS\\Environment",
    "Filter DLLs",
    "FilterDLLs",
    "ServiceDll",
    "Environment",
    "COR_PROFILER_PATH=C:\\x.dll",
    "Library",
    "192.0.2.7",
    "localhost",
    "LOCALHOST.example",
    "minwinpc",
    "-",
    "",
    " ",
    "N/A",
    "null",
    "\u00a0",
    "\u3000",
    "2026-02-31 10:00:00.000",
    "2026-13-01T10:00:00Z",
    "1999-12-31T23:59:59Z",
    "2150-01-01T00:00:00Z",
    "0",
    "12",
    "4102444800000",
    "2280",
    "29",
    "11",
    "%%1906",
    "DeleteKey",
    "ImageLoaded",
    "RegistryValueSet",
    "PeFileWritten",
    "Lin",
    "{\"a\":\"b\"}",
    "<Event><System/></Event>"
  };

  private final PreFilter filter = trained(new JoinRelevance(new RuleRelevance(RULES)));
  private final RuleEvaluator evaluator = new RuleEvaluator(RULES);
  private final TelemetryDecoder decoder = new TelemetryDecoder(OPTIONS);
  private int skipped;
  private int detected;
  private int dead;

  /** A filter that has seen every example. */
  static PreFilter trained(Relevance relevance) {
    PreFilter filter = new PreFilter(OPTIONS, relevance, Integer.MAX_VALUE);
    Heard ignored = new Heard();
    for (byte[] seed : SEEDS) {
      filter.skips(seed, ignored);
    }
    return filter;
  }

  @Test
  void examplesOfTelemetryAreSkippedOnlyWhenNobodyNeedsThem() {
    SEEDS.forEach(this::check);

    assertThat(SEEDS).hasSizeGreaterThan(400);
    assertThat(skipped).isGreaterThan(30);
    assertThat(detected).isGreaterThan(100);
  }

  @Test
  void noRecordThatARuleGivesAsItsExampleIsSkipped() {
    int matching = 0;
    for (Rule rule : BUILT_IN) {
      for (RuleExample example : rule.examples()) {
        byte[] record = example.record().getBytes(StandardCharsets.UTF_8);
        check(record);
        check(record); // now that its shape is known
        matching += Outcome.of(record).events.isEmpty() ? 0 : 1;
      }
    }
    assertThat(matching).isGreaterThan(100);
    assertThat(detected).isGreaterThan(100);
  }

  @Test
  void mutationsReachBothSidesOfTheLaw() {
    Random random = new Random(20_261_121);
    for (int i = 0; i < 12_000; i++) {
      byte[] record = mutated(random);
      check(record);
      check(record); // now that its shape is known
    }
    assertThat(skipped).as("skipped").isGreaterThan(1_000);
    assertThat(detected).as("detected").isGreaterThan(3_000);
    assertThat(dead).as("dead letters").isGreaterThan(1_000);
  }

  @Test
  void deadLettersAreJudgedByTheRecordsInThem() {
    int before = detected;
    for (byte[] seed : SEEDS) {
      byte[] letter =
          RecordJson.write(
              new DeadLetter(DeadLetter.Reason.NO_HOST, "once", "telemetry", 0, 1, 0, seed, false));
      check(letter);
      check(letter);
    }
    assertThat(detected - before).isGreaterThan(100);
  }

  @Property(tries = 2_000)
  void whatIsSkippedIsOfNoUse(@ForAll long seed) {
    byte[] record = mutated(new Random(seed));
    check(record);
    check(record);
  }

  /** Holds the law for one record. */
  private void check(byte[] record) {
    Heard heard = new Heard();
    boolean skips = filter.skips(record, heard);
    Outcome full = new Outcome();
    decoder.decode(new RawRecord(record, "telemetry", 3, 42, RawRecord.NO_TIME), full);
    boolean matches = false;
    for (EndpointEvent event : full.events) {
      matches |= !evaluator.matches(event).isEmpty();
    }
    detected += matches ? 1 : 0;
    dead += full.deadLetters.isEmpty() ? 0 : 1;
    if (!skips) {
      assertThat(heard.all).isEmpty();
      return;
    }
    skipped++;
    String text = new String(record, StandardCharsets.UTF_8);
    assertThat(full.deadLetters).as(text).isEmpty();
    assertThat(matches).as(text).isFalse();
    assertThat(heard.all).as(text).isEqualTo(Heard.of(full));
  }

  private static byte[] mutated(Random random) {
    JsonNode node = OBJECTS.get(random.nextInt(OBJECTS.size())).deepCopy();
    int changes = random.nextInt(3);
    for (int i = 0; i <= changes; i++) {
      change(node, random);
    }
    byte[] bytes = respelled(wrapped(node, random).toString(), random);
    return switch (random.nextInt(12)) {
      case 0 -> damaged(bytes, random);
      case 1 -> gzip(bytes);
      case 2 -> new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16LE);
      default -> bytes;
    };
  }

  private static void change(JsonNode root, Random random) {
    List<Runnable> places = new ArrayList<>();
    String value = value(random);
    collect(root, value, random, places);
    if (!places.isEmpty()) {
      places.get(random.nextInt(places.size())).run();
    }
  }

  /** Every place that a text or a number stands at, as a change of it. */
  private static void collect(JsonNode node, String value, Random random, List<Runnable> places) {
    if (node instanceof ObjectNode object) {
      object
          .fieldNames()
          .forEachRemaining(
              name -> {
                JsonNode child = object.get(name);
                if (child.isValueNode()) {
                  places.add(() -> object.set(name, changed(child, value, random)));
                } else {
                  collect(child, value, random, places);
                }
              });
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int place = i;
        JsonNode child = array.get(i);
        if (child.isValueNode()) {
          places.add(() -> array.set(place, changed(child, value, random)));
        } else {
          collect(child, value, random, places);
        }
      }
    }
  }

  private static JsonNode changed(JsonNode old, String value, Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> MAPPER.getNodeFactory().numberNode(random.nextInt(5_000));
      case 1 -> MAPPER.nullNode();
      case 2 -> new TextNode(old.asText() + random.nextInt(100));
      case 3 -> new TextNode(old.asText() + value);
      default -> new TextNode(value);
    };
  }

  private static String value(Random random) {
    String value = HOSTILE[random.nextInt(HOSTILE.length)];
    return switch (random.nextInt(4)) {
      case 0 -> value.toUpperCase(Locale.ROOT);
      case 1 -> value.toLowerCase(Locale.ROOT);
      default -> value;
    };
  }

  private static JsonNode wrapped(JsonNode node, Random random) {
    ObjectNode envelope = MAPPER.createObjectNode();
    return switch (random.nextInt(14)) {
      case 0 -> MAPPER.createArrayNode().add(node);
      case 1 -> envelope.set("records", MAPPER.createArrayNode().add(node).add(node));
      case 2 -> envelope.put("message", node.toString());
      case 3 -> envelope.put("_raw", node.toString()).put("_time", 1_795_200_000);
      case 4 -> envelope.set("event", node);
      default -> node;
    };
  }

  /** The text with some characters written as escapes that mean the same. */
  private static byte[] respelled(String json, Random random) {
    if (random.nextInt(3) > 0) {
      return json.getBytes(StandardCharsets.UTF_8);
    }
    StringBuilder out = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      }
      if (quoted && c == '\\') {
        out.append(c).append(json.charAt(++i));
      } else if (quoted && c != '"' && random.nextInt(20) == 0) {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else if (quoted && c == '/' && random.nextBoolean()) {
        out.append("\\/");
      } else {
        out.append(c);
      }
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    byte[] other = bytes.clone();
    int at = random.nextInt(other.length);
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(other, at);
      case 1 -> {
        other[at] = (byte) random.nextInt(256);
        yield other;
      }
      case 2 -> {
        other[at] = (byte) "{}[],:\"\\\n\u0001".charAt(random.nextInt(10));
        yield other;
      }
      default -> Arrays.copyOfRange(other, at, other.length);
    };
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    TelemetryExamples.all()
        .forEach(
            file -> {
              byte[] whole = TelemetryExamples.read(file);
              seeds.add(whole);
              for (String line : new String(whole, StandardCharsets.UTF_8).split("\n")) {
                seeds.add(line.getBytes(StandardCharsets.UTF_8));
              }
            });
    for (Rule rule : BUILT_IN) {
      for (RuleExample example : rule.examples()) {
        seeds.add(example.record().getBytes(StandardCharsets.UTF_8));
      }
    }
    for (byte[] seed : List.copyOf(seeds)) {
      JsonNode node = tree(seed);
      if (node != null) {
        seeds.add(node.toString().getBytes(StandardCharsets.UTF_8));
      }
    }
    return seeds;
  }

  private static List<JsonNode> objects() {
    List<JsonNode> objects = new ArrayList<>();
    for (byte[] seed : SEEDS) {
      JsonNode node = tree(seed);
      if (node != null) {
        objects.add(node);
        node.path("records").forEach(objects::add);
      }
    }
    return objects;
  }

  private static @Nullable JsonNode tree(byte[] seed) {
    try {
      JsonNode node = MAPPER.readTree(new String(seed, StandardCharsets.UTF_8));
      return node instanceof ObjectNode ? node : null;
    } catch (JsonProcessingException noJson) {
      return null;
    }
  }

  /** What a filter, or a decoder, told of the elements of a record. */
  private static final class Heard implements PreFilter.Skipped {

    final List<String> all = new ArrayList<>();

    static List<String> of(Outcome outcome) {
      Heard heard = new Heard();
      for (Object each : outcome.all) {
        if (each instanceof EndpointEvent event) {
          heard.event(event.kind(), event.source().format(), event.source().vendor());
        } else if (each instanceof Outcome.Irrelevant irrelevant) {
          heard.irrelevant(irrelevant.format(), irrelevant.vendor());
        }
      }
      return heard.all;
    }

    @Override
    public void event(EventKind kind, TelemetryFormat format, Vendor vendor) {
      all.add(kind + " " + format + " " + vendor);
    }

    @Override
    public void irrelevant(TelemetryFormat format, Vendor vendor) {
      all.add("irrelevant " + format + " " + vendor);
    }
  }
}
