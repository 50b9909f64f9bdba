package dev.iischain.rule;

import dev.iischain.event.Vendor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the extension keys {@code sources} and {@code examples}. */
final class ExampleReader {

  private static final List<String> KEYS = List.of("name", "vendor", "expect", "record");
  private static final List<String> VENDORS =
      Arrays.stream(Vendor.values()).map(Vendor::label).toList();

  private final Problems problems;

  ExampleReader(Problems problems) {
    this.problems = problems;
  }

  List<Vendor> sources(YamlMap rule) {
    List<Vendor> sources = new ArrayList<>();
    YamlMap.Entry entry = rule.get("sources");
    for (String name : rule.texts("sources")) {
      Vendor vendor = vendor(name);
      if (vendor != null) {
        sources.add(vendor);
      } else if (entry != null) {
        problems.error(
            entry.value(),
            "sources",
            "There is no vendor '" + name + "'.",
            Suggestion.didYouMean(name, VENDORS));
      }
    }
    return List.copyOf(sources);
  }

  List<RuleExample> examples(YamlMap rule) {
    List<RuleExample> examples = new ArrayList<>();
    YamlMap.Entry entry = rule.get("examples");
    if (entry == null || YamlMap.isNull(entry.value())) {
      return examples;
    }
    if (!(entry.value() instanceof SequenceNode list)) {
      problems.error(entry.value(), "examples", "'examples' has to be a list.");
      return examples;
    }
    Set<String> names = new HashSet<>();
    for (Node item : list.getValue()) {
      RuleExample example = example(item);
      if (example != null) {
        if (!names.add(example.name())) {
          problems.error(item, "examples.name", "There are two examples '" + example.name() + "'.");
        }
        examples.add(example);
      }
    }
    return List.copyOf(examples);
  }

  /** Every vendor that a rule claims needs a record it matches and one it does not. */
  void requireProof(YamlMap rule, List<Vendor> sources, List<RuleExample> examples) {
    YamlMap.Entry entry = rule.get("sources");
    if (entry == null || sources.isEmpty()) {
      problems.error(
          rule.node(),
          "sources",
          "The rule does not say for which sensors it is proven.",
          "write sources: [sysmon]");
      return;
    }
    for (Vendor vendor : sources) {
      for (boolean expected : new boolean[] {true, false}) {
        boolean proven =
            examples.stream().anyMatch(e -> e.vendor() == vendor && e.expectMatch() == expected);
        if (!proven) {
          problems.error(
              entry.value(),
              "examples",
              "There is no "
                  + (expected ? "match" : "no_match")
                  + " example for "
                  + vendor.label()
                  + ".",
              "add one, or take " + vendor.label() + " out of sources");
        }
      }
    }
    for (Vendor vendor : EnumSet.allOf(Vendor.class)) {
      if (!sources.contains(vendor) && examples.stream().anyMatch(e -> e.vendor() == vendor)) {
        problems.error(
            entry.value(),
            "sources",
            "There are examples for " + vendor.label() + ", which is not among the sources.",
            "add " + vendor.label() + " to sources");
      }
    }
  }

  private @Nullable RuleExample example(Node item) {
    if (!(item instanceof MappingNode node)) {
      problems.error(item, "examples", "An example is a map of name, vendor, expect and record.");
      return null;
    }
    YamlMap map = new YamlMap(node, "examples", problems);
    for (YamlMap.Entry entry : map.entries()) {
      if (!KEYS.contains(entry.key())) {
        problems.error(
            entry.keyNode(),
            map.path(entry.key()),
            "An example has no key '" + entry.key() + "'.",
            Suggestion.didYouMean(entry.key(), KEYS));
      }
    }
    boolean complete = true;
    for (String key : KEYS) {
      YamlMap.Entry entry = map.get(key);
      if (entry == null || YamlMap.isNull(entry.value())) {
        complete = false;
        problems.error(node, map.path(key), "The example has no '" + key + "'.");
      }
    }
    YamlMap.Entry record = map.get("record");
    String name = map.text("name");
    String vendorName = map.text("vendor");
    String expect = map.text("expect");
    if (!complete || record == null || name == null || vendorName == null || expect == null) {
      return null;
    }
    Vendor vendor = vendor(vendorName);
    if (vendor == null) {
      problems.error(
          node,
          map.path("vendor"),
          "There is no vendor '" + vendorName + "'.",
          Suggestion.didYouMean(vendorName, VENDORS));
      return null;
    }
    if (!expect.equals("match") && !expect.equals("no_match")) {
      problems.error(
          node, map.path("expect"), "'expect' is match or no_match, not '" + expect + "'.");
      return null;
    }
    int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    return new RuleExample(
        name, vendor, expect.equals("match"), RecordText.of(record.value()), line);
  }

  private static @Nullable Vendor vendor(String label) {
    for (Vendor vendor : Vendor.values()) {
      if (vendor.label().equals(label)) {
        return vendor;
      }
    }
    return null;
  }
}
