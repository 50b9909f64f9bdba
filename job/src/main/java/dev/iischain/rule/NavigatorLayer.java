package dev.iischain.rule;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.iischain.event.Level;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rules as a layer for the MITRE ATT&amp;CK Navigator, format 4.5. A technique scores by how many
 * rules name it and how bad they are, up to 100.
 */
public final class NavigatorLayer {

  private static final int MAX_SCORE = 100;

  private NavigatorLayer() {}

  /** The layer as JSON. */
  public static String render(String name, List<Rule> rules) {
    Map<String, List<Rule>> techniques = new TreeMap<>();
    for (Rule rule : rules) {
      for (String technique : rule.techniques()) {
        techniques.computeIfAbsent(technique, id -> new ArrayList<>()).add(rule);
      }
    }
    StringWriter text = new StringWriter();
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    try (JsonGenerator json = new JsonFactory().createGenerator(text).setPrettyPrinter(printer)) {
      json.writeStartObject();
      json.writeStringField("name", name);
      json.writeObjectFieldStart("versions");
      json.writeStringField("attack", "17");
      json.writeStringField("navigator", "5.1.0");
      json.writeStringField("layer", "4.5");
      json.writeEndObject();
      json.writeStringField("domain", "enterprise-attack");
      json.writeStringField(
          "description",
          rules.size()
              + " rules on "
              + techniques.size()
              + " techniques. A rule scores 40 when critical, 20 when high, 10 when medium, 5 when"
              + " low and 1 when informational.");
      json.writeObjectFieldStart("filters");
      texts(json, "platforms", List.of("Windows"));
      json.writeEndObject();
      json.writeNumberField("sorting", 3);
      json.writeBooleanField("hideDisabled", false);
      json.writeArrayFieldStart("techniques");
      for (Map.Entry<String, List<Rule>> technique : techniques.entrySet()) {
        technique(json, technique.getKey(), technique.getValue());
      }
      json.writeEndArray();
      json.writeObjectFieldStart("gradient");
      texts(json, "colors", List.of("#fff3c4", "#f6a21e", "#c0392b"));
      json.writeNumberField("minValue", 0);
      json.writeNumberField("maxValue", MAX_SCORE);
      json.writeEndObject();
      json.writeBooleanField("selectTechniquesAcrossTactics", true);
      json.writeBooleanField("selectSubtechniquesWithParent", false);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("A string writer does not fail.", e);
    }
    return text + "\n";
  }

  private static void technique(JsonGenerator json, String id, List<Rule> rules)
      throws IOException {
    List<Rule> sorted = new ArrayList<>(rules);
    sorted.sort(Comparator.comparing(Rule::level).reversed().thenComparing(Rule::name));
    json.writeStartObject();
    json.writeStringField("techniqueID", id);
    json.writeNumberField("score", score(sorted));
    json.writeBooleanField("enabled", true);
    json.writeBooleanField("showSubtechniques", id.indexOf('.') < 0);
    json.writeStringField("comment", comment(sorted));
    json.writeArrayFieldStart("metadata");
    for (Rule rule : sorted) {
      json.writeStartObject();
      json.writeStringField("name", rule.name());
      json.writeStringField("value", rule.level().label() + ", " + rule.reference().pack());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static int score(List<Rule> rules) {
    int score = 0;
    for (Rule rule : rules) {
      score +=
          switch (rule.level()) {
            case CRITICAL -> 40;
            case HIGH -> 20;
            case MEDIUM -> 10;
            case LOW -> 5;
            case INFORMATIONAL -> 1;
          };
    }
    return Math.min(MAX_SCORE, score);
  }

  private static String comment(List<Rule> rules) {
    List<String> counts = new ArrayList<>();
    for (int i = Level.values().length - 1; i >= 0; i--) {
      Level level = Level.values()[i];
      long count = rules.stream().filter(rule -> rule.level() == level).count();
      if (count > 0) {
        counts.add(count + " " + level.label());
      }
    }
    return rules.size() + (rules.size() == 1 ? " rule: " : " rules: ") + String.join(", ", counts);
  }

  private static void texts(JsonGenerator json, String name, List<String> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
