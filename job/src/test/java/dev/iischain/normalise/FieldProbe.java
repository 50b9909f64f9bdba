package dev.iischain.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.Field;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which place of a record feeds which field, by changing one value after the other and
 * looking at what becomes of the event. So it tells what the decoders do, not what they declare.
 */
final class FieldProbe {

  /** A field and the place in the record that feeds it. */
  record Feed(String place, Field field) {}

  /** Reads as text, as a name and within a path, and occurs nowhere else. */
  private static final String MARK = "Zq7";

  private static final Set<Field> SOURCE_FIELDS =
      EnumSet.range(Field.IMAGE, Field.values()[Field.APPCMD_VERB.ordinal() - 1]);

  private static final int MD5_LENGTH = 32;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern XML_VALUE =
      Pattern.compile(
          "<Data Name=['\"]([^'\"]+)['\"]>([^<]+)</Data>|<([A-Za-z:]+)(?: [^<>]*)?>([^<>]+)</"
              + "|<(?:Provider|TimeCreated|Execution|Security)[^<>]*?([A-Z][A-Za-z]+)=['\"]([^'\"]+)['\"]");
  private static final Pattern PAIR = Pattern.compile("(?:^|[\t|])([A-Za-z_. ]{2,40})=([^\t]+)");
  private static final Pattern LABEL =
      Pattern.compile(
          "(?<=\\s)([A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+){0,3}): ([^\t\n"
              + "]+?)(?= [A-Z][A-Za-z]+: |[\t\n"
              + "]|$)");
  private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

  private final List<Feed> feeds = new ArrayList<>();

  private FieldProbe() {}

  /** What feeds the fields of the events in a record. */
  static List<Feed> of(byte[] record) {
    FieldProbe probe = new FieldProbe();
    String text = new String(record, StandardCharsets.UTF_8);
    JsonNode tree = tree(text);
    if (tree != null) {
      probe.tree(tree);
    } else {
      probe.text(text, XML_VALUE);
      probe.text(text, PAIR);
      probe.text(text, LABEL);
    }
    return probe.feeds;
  }

  private static @Nullable JsonNode tree(String text) {
    try {
      JsonNode tree = JSON.readTree(text);
      return tree != null && tree.isContainerNode() ? tree : null;
    } catch (IOException e) {
      return null;
    }
  }

  private void tree(JsonNode tree) {
    List<EndpointEvent> before = Outcome.of(tree.toString()).events;
    if (!before.isEmpty()) {
      walk(tree, "", before, tree::toString);
    }
  }

  private void walk(
      JsonNode node, String place, List<EndpointEvent> before, Supplier<String> whole) {
    if (node instanceof ObjectNode object) {
      for (String name : names(object)) {
        String inner = place.isEmpty() ? name : place + "." + name;
        JsonNode value = object.get(name);
        if (value.isContainerNode()) {
          walk(value, inner, before, whole);
        } else if (!value.isNull()) {
          object.set(name, changed(value));
          compare(inner, value.asText(), before, whole.get());
          object.set(name, value);
        }
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        JsonNode value = array.get(i);
        if (value.isContainerNode()) {
          walk(value, place + "[" + i + "]", before, whole);
        } else {
          array.set(i, changed(value));
          compare(place + "[" + i + "]", value.asText(), before, whole.get());
          array.set(i, value);
        }
      }
    }
  }

  private static List<String> names(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode changed(JsonNode value) {
    return TextNode.valueOf(marked(value.asText()));
  }

  private void text(String text, Pattern values) {
    List<EndpointEvent> before = Outcome.of(text).events;
    Matcher matcher = values.matcher(text);
    while (!before.isEmpty() && matcher.find()) {
      for (int name = 1; name < matcher.groupCount(); name += 2) {
        if (matcher.group(name) != null) {
          String value = matcher.group(name + 1);
          String mutant =
              text.substring(0, matcher.start(name + 1))
                  + marked(value)
                  + text.substring(matcher.end(name + 1));
          compare(matcher.group(name).strip(), value, before, mutant);
        }
      }
    }
  }

  /** The value with the mark in its middle, and of a path within the last name. */
  private static String marked(String value) {
    int at = Math.max(value.lastIndexOf('\\') + 1, value.length() / 2);
    return value.substring(0, at) + MARK + value.substring(at);
  }

  private void compare(String place, String value, List<EndpointEvent> before, String mutant) {
    List<EndpointEvent> after = Outcome.of(mutant).events;
    Set<Field> fed = EnumSet.noneOf(Field.class);
    Set<Field> lost = EnumSet.noneOf(Field.class);
    for (int i = 0; i < before.size(); i++) {
      boolean same = after.size() == before.size() && after.get(i).kind() == before.get(i).kind();
      for (Field field : SOURCE_FIELDS) {
        String old = before.get(i).get(field);
        String now = same ? after.get(i).get(field) : null;
        if (old != null && !old.equals(now)) {
          if (feeds(value, old, now)) {
            fed.add(field);
          } else if (same && now == null) {
            lost.add(field);
          }
        }
      }
    }
    // More are lost only where the whole record is taken for something else.
    if (lost.size() <= 2) {
      fed.addAll(lost);
    }
    String general = INDEX.matcher(place).replaceAll("[]");
    for (Field field : fed) {
      Feed feed = new Feed(general, field);
      if (!feeds.contains(feed)) {
        feeds.add(feed);
      }
    }
  }

  /** The mark has come into the field, or a value that cannot bear the mark has left it. */
  private static boolean feeds(String value, String old, @Nullable String now) {
    if (now != null && folded(now).contains(folded(MARK))) {
      return true;
    }
    boolean copied = folded(old).equals(folded(value));
    return copied || (old.length() >= MD5_LENGTH && folded(value).contains(folded(old)));
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT).replace("-", "").replace("{", "").replace("}", "");
  }
}
