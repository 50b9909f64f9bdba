package dev.iischain.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value modifier of the Sigma specification. */
enum Modifier {
  CONTAINS("contains", Group.POSITION),
  STARTSWITH("startswith", Group.POSITION),
  ENDSWITH("endswith", Group.POSITION),
  HAS("has", Group.TEST),
  RE("re", Group.TEST),
  IGNORE_CASE("i", Group.EXPRESSION_FLAG),
  MULTILINE("m", Group.EXPRESSION_FLAG),
  DOT_ALL("s", Group.EXPRESSION_FLAG),
  CIDR("cidr", Group.TEST),
  EXISTS("exists", Group.TEST),
  FIELDREF("fieldref", Group.TEST),
  LT("lt", Group.TEST),
  LTE("lte", Group.TEST),
  GT("gt", Group.TEST),
  GTE("gte", Group.TEST),
  WINDASH("windash", Group.TEXT),
  UTF16("utf16", Group.ENCODING),
  UTF16LE("utf16le", Group.ENCODING),
  UTF16BE("utf16be", Group.ENCODING),
  WIDE("wide", Group.ENCODING),
  BASE64("base64", Group.BASE64),
  BASE64OFFSET("base64offset", Group.BASE64),
  CASED("cased", Group.CASE),
  ALL("all", Group.LIST),
  NEQ("neq", Group.LIST),
  EXPAND("expand", Group.UNSUPPORTED),
  MINUTE("minute", Group.UNSUPPORTED),
  HOUR("hour", Group.UNSUPPORTED),
  DAY("day", Group.UNSUPPORTED),
  WEEK("week", Group.UNSUPPORTED),
  MONTH("month", Group.UNSUPPORTED),
  YEAR("year", Group.UNSUPPORTED);

  /** What a modifier changes; of most groups a field takes one. */
  enum Group {
    POSITION,
    TEST,
    EXPRESSION_FLAG,
    TEXT,
    ENCODING,
    BASE64,
    CASE,
    LIST,
    UNSUPPORTED
  }

  private final String label;
  private final Group group;

  Modifier(String label, Group group) {
    this.label = label;
    this.group = group;
  }

  String label() {
    return label;
  }

  Group group() {
    return group;
  }

  static @Nullable Modifier named(String label) {
    for (Modifier modifier : values()) {
      if (modifier.label.equals(label)) {
        return modifier;
      }
    }
    return null;
  }

  static List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (Modifier modifier : values()) {
      if (modifier.group != Group.UNSUPPORTED) {
        labels.add(modifier.label);
      }
    }
    return labels;
  }
}
