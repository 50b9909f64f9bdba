package dev.iischain.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import dev.iischain.event.HostIdentity;
import dev.iischain.event.SourceIdentity;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import dev.iischain.rule.Modifier.Group;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads one line of a selection: a field with modifiers, and its values. */
final class ClauseReader {

  /** Fields whose values are Windows paths and so never hold a wildcard character. */
  private static final Set<Field> PATHS =
      EnumSet.of(
          Field.IMAGE,
          Field.PARENT_IMAGE,
          Field.TARGET_FILENAME,
          Field.SOURCE_FILENAME,
          Field.IMAGE_LOADED,
          Field.ACTOR_IMAGE,
          Field.DLL_PATH,
          Field.MODULE_IMAGE);

  /** An event without any field. */
  private static final EventView NOTHING =
      new EventView(
          new EndpointEvent(
              EventKind.OTHER,
              "",
              0,
              "",
              new HostIdentity("", "", null, List.of()),
              new SourceIdentity(Vendor.OTHER, TelemetryFormat.NXLOG, null, null, null, null, null),
              new @Nullable String[Field.COUNT],
              List.of(),
              List.of()));

  private final LoadMode mode;
  private final FieldNames names;
  private final Problems problems;

  ClauseReader(LoadMode mode, FieldNames names, Problems problems) {
    this.mode = mode;
    this.names = names;
    this.problems = problems;
  }

  /** The test that the line asks for, or null when it is wrong, which then is a problem. */
  @Nullable Matcher read(String keyText, Node keyNode, Node value, String path) {
    FieldKey key = FieldKey.read(keyText, keyNode, path, names, problems);
    if (key == null) {
      return null;
    }
    List<Node> items = value instanceof SequenceNode list ? list.getValue() : List.of(value);
    if (items.isEmpty()) {
      problems.error(value, path, "The list of values is empty, so nothing could match it.");
      return null;
    }
    List<Matcher> tests = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (Node item : items) {
      if (!(item instanceof ScalarNode scalar)) {
        problems.error(item, path, "A value has to be text, a number, true, false or null.");
        return null;
      }
      Matcher test = test(key, scalar, path);
      if (test == null) {
        return null;
      }
      tests.add(test);
      texts.add(YamlMap.isNull(scalar) ? "null" : scalar.getValue());
    }
    Matcher joined =
        tests.size() == 1
            ? tests.get(0)
            : key.has(Modifier.ALL)
                ? new Matcher.AllOf(List.copyOf(tests))
                : new Matcher.AnyOf(List.copyOf(tests));
    Matcher asked = key.has(Modifier.NEQ) ? new Matcher.Not(joined) : joined;
    return key.missing() == null
        ? new Matcher.Clause(keyText, List.copyOf(texts), key.field(), asked)
        : new Matcher.Clause(
            keyText,
            List.copyOf(texts),
            null,
            new Matcher.Missing(key.missing(), asked.matches(NOTHING)));
  }

  private @Nullable Matcher test(FieldKey key, ScalarNode value, String path) {
    Field field = key.field();
    Modifier test = key.of(Group.TEST);
    if (YamlMap.isNull(value)) {
      if (field != null && test == null && key.of(Group.POSITION) == null) {
        return new Matcher.Absent(field);
      }
      problems.error(value, path, "null says that a field is absent and takes no such modifier.");
      return null;
    }
    if (test == null) {
      return text(key, value, path);
    }
    if (test == Modifier.EXISTS && field != null) {
      return exists(field, value, path);
    }
    if (test == Modifier.FIELDREF && field != null) {
      return fieldReference(key, field, value, path);
    }
    ValueTest valueTest =
        switch (test) {
          case HAS -> term(key, value, path);
          case RE -> expression(key, value, path);
          case CIDR -> network(value, path);
          default -> comparison(test, value, path);
        };
    return valueTest == null ? null : onField(field, valueTest);
  }

  private @Nullable Matcher text(FieldKey key, ScalarNode value, String path) {
    Field field = key.field();
    // A keyword may stand anywhere in a value.
    Modifier position = field == null ? Modifier.CONTAINS : key.of(Group.POSITION);
    SigmaText parsed = SigmaText.parse(value.getValue());
    Modifier base64 = key.of(Group.BASE64);
    if (base64 == null) {
      if (field != null && position == null && (parsed.isEmpty() || value.getValue().equals("-"))) {
        return new Matcher.Absent(field);
      }
      if (field != null
          && mode == LoadMode.STRICT
          && PATHS.contains(field)
          && parsed.hasLiteralWildcard()) {
        problems.error(
            value,
            path,
            "'" + value.getValue() + "' asks for a literal * or ?, which no path holds.",
            "write \\\\* for a backslash and a wildcard");
        return null;
      }
      return placed(key, key.has(Modifier.WINDASH) ? parsed.withDashes() : parsed, value, path);
    }
    if (parsed.hasWildcard()) {
      problems.error(value, path, "A value that is encoded in base64 cannot have wildcards.");
      return null;
    }
    List<String> encoded =
        base64 == Modifier.BASE64
            ? List.of(Base64Text.encode(parsed.plain(), key.of(Group.ENCODING)))
            : Base64Text.encodeAtEveryOffset(parsed.plain(), key.of(Group.ENCODING));
    List<Matcher> tests = new ArrayList<>();
    for (String text : encoded) {
      if (text.isEmpty()) {
        problems.error(
            value, path, "'" + value.getValue() + "' is too short to be found within base64.");
        return null;
      }
      tests.add(
          onField(field, SigmaText.literal(text).at(position).toTest(key.has(Modifier.CASED))));
    }
    return tests.size() == 1 ? tests.get(0) : new Matcher.AnyOf(List.copyOf(tests));
  }

  private @Nullable Matcher placed(FieldKey key, SigmaText text, ScalarNode value, String path) {
    Field field = key.field();
    SigmaText placed = text.at(field == null ? Modifier.CONTAINS : key.of(Group.POSITION));
    if (!placed.isAnything()) {
      return onField(field, placed.toTest(key.has(Modifier.CASED)));
    }
    if (field == null || mode == LoadMode.STRICT) {
      problems.error(
          value,
          path,
          "'" + value.getValue() + "' matches every value.",
          field == null ? null : "write " + field.label() + "|exists: true");
      return null;
    }
    return new Matcher.Present(field);
  }

  private @Nullable Matcher exists(Field field, ScalarNode value, String path) {
    return switch (value.getValue().toLowerCase(Locale.ROOT)) {
      case "true", "yes" -> new Matcher.Present(field);
      case "false", "no" -> new Matcher.Not(new Matcher.Present(field));
      default -> {
        problems.error(
            value, path, "'exists' takes true or false, not '" + value.getValue() + "'.");
        yield null;
      }
    };
  }

  private @Nullable Matcher fieldReference(
      FieldKey key, Field field, ScalarNode value, String path) {
    Field other = Field.named(value.getValue());
    if (other == null && FieldKey.isElsewhere(value.getValue(), names)) {
      return new Matcher.Missing(value.getValue(), false);
    }
    if (other == null) {
      FieldKey.notHere(value.getValue(), value, path, problems);
      return null;
    }
    Modifier position = key.of(Group.POSITION);
    Matcher.Relation relation =
        position == Modifier.STARTSWITH
            ? Matcher.Relation.STARTS_WITH
            : position == Modifier.ENDSWITH
                ? Matcher.Relation.ENDS_WITH
                : position == Modifier.CONTAINS
                    ? Matcher.Relation.CONTAINS
                    : Matcher.Relation.EQUALS;
    return new Matcher.FieldsRelate(field, relation, other, key.has(Modifier.CASED));
  }

  private @Nullable ValueTest term(FieldKey key, ScalarNode value, String path) {
    SigmaText text = SigmaText.parse(value.getValue());
    if (text.hasWildcard() || text.isEmpty()) {
      problems.error(
          value,
          path,
          "'has' looks for whole terms and takes neither wildcards nor empty text, not '"
              + value.getValue()
              + "'.",
          "use 'contains' for a part of a term");
      return null;
    }
    boolean cased = key.has(Modifier.CASED);
    return new ValueTest.HasTerm(cased ? text.plain() : Fold.of(text.plain()), cased);
  }

  private @Nullable ValueTest expression(FieldKey key, ScalarNode value, String path) {
    int flags =
        (key.has(Modifier.IGNORE_CASE) ? Pattern.CASE_INSENSITIVE : 0)
            | (key.has(Modifier.MULTILINE) ? Pattern.MULTILINE : 0)
            | (key.has(Modifier.DOT_ALL) ? Pattern.DOTALL : 0);
    try {
      return new ValueTest.Matches(Pattern.compile(value.getValue(), flags));
    } catch (PatternSyntaxException e) {
      unmatchable(value, path, e);
      return null;
    }
  }

  private void unmatchable(ScalarNode value, String path, PatternSyntaxException e) {
    String reason =
        e.getDescription() + (e.getPattern() == null ? "." : " at '" + e.getPattern() + "'.");
    String quoted = "The regular expression '" + value.getValue() + "' ";
    if (RegexLiteral.isOfAnotherDialect(e)) {
      problems.obstacle(
          value,
          path,
          quoted + "cannot be matched in linear time: " + reason,
          "RE2 has no look-around and no back-references");
    } else {
      problems.error(
          value,
          path,
          quoted + "is wrong: " + reason,
          "mend it, or write a backslash before what is meant literally");
    }
  }

  private @Nullable ValueTest network(ScalarNode value, String path) {
    CidrBlock block = CidrBlock.parse(value.getValue());
    if (block == null) {
      problems.error(
          value, path, "'" + value.getValue() + "' is no network such as 10.0.0.0/8 or fe80::/10.");
      return null;
    }
    return new ValueTest.InNetwork(block);
  }

  private @Nullable ValueTest comparison(Modifier modifier, ScalarNode value, String path) {
    double number = Numbers.parse(value.getValue());
    if (Double.isNaN(number)) {
      problems.error(
          value,
          path,
          "'" + modifier.label() + "' takes a number, not '" + value.getValue() + "'.");
      return null;
    }
    return new ValueTest.Compares(
        switch (modifier) {
          case LT -> ValueTest.Comparison.LESS;
          case LTE -> ValueTest.Comparison.LESS_OR_EQUAL;
          case GT -> ValueTest.Comparison.GREATER;
          default -> ValueTest.Comparison.GREATER_OR_EQUAL;
        },
        number);
  }

  private static Matcher onField(@Nullable Field field, ValueTest test) {
    return field == null ? new Matcher.AnyFieldPasses(test) : new Matcher.FieldPasses(field, test);
  }
}
