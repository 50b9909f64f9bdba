package dev.iischain.rule;

import dev.iischain.event.EndpointEvent;
import dev.iischain.event.Field;
import dev.iischain.event.Vendor;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A compiled test of one event. */
sealed interface Matcher extends Serializable {

  /** Whether the event passes. */
  boolean matches(EventView view);

  /** Every part passes. */
  record AllOf(List<Matcher> parts) implements Matcher {
    @Override
    public boolean matches(EventView view) {
      for (int i = 0; i < parts.size(); i++) {
        if (!parts.get(i).matches(view)) {
          return false;
        }
      }
      return true;
    }
  }

  /** At least one part passes. */
  record AnyOf(List<Matcher> parts) implements Matcher {
    @Override
    public boolean matches(EventView view) {
      for (int i = 0; i < parts.size(); i++) {
        if (parts.get(i).matches(view)) {
          return true;
        }
      }
      return false;
    }
  }

  /** At least so many parts pass. */
  record AtLeast(int count, List<Matcher> parts) implements Matcher {
    @Override
    public boolean matches(EventView view) {
      int passed = 0;
      for (int i = 0; i < parts.size(); i++) {
        if (parts.get(i).matches(view) && ++passed == count) {
          return true;
        }
      }
      return false;
    }
  }

  /** The part does not pass. */
  record Not(Matcher part) implements Matcher {
    @Override
    public boolean matches(EventView view) {
      return !part.matches(view);
    }
  }

  /** A named selection of a rule; kept for explanations, left out of the compiled form. */
  record Selection(String name, Matcher part) implements Matcher {
    @Override
    public boolean matches(EventView view) {
      return part.matches(view);
    }
  }

  /**
   * One line of a selection; kept for explanations, left out of the compiled form.
   *
   * @param key the field with its modifiers, empty for keywords
   * @param values the values as the file spells them
   * @param field the field looked at, or null for keywords
   */
  record Clause(String key, List<String> values, @Nullable Field field, Matcher part)
      implements Matcher {
    @Override
    public boolean matches(EventView view) {
      return part.matches(view);
    }
  }

  /** The event has the field. */
  record Present(Field field) implements Matcher {
    @Override
    public boolean matches(EventView view) {
      return view.raw(field) != null;
    }
  }

  /** The event does not have the field, or has nothing in it. */
  record Absent(Field field) implements Matcher {
    @Override
    public boolean matches(EventView view) {
      String value = view.raw(field);
      return value == null || value.isEmpty() || value.equals("-");
    }
  }

  /** A field passes a test. Of a field with one value per line, any line may. */
  record FieldPasses(Field field, ValueTest test) implements Matcher {
    @Override
    public boolean matches(EventView view) {
      String value = test.wantsFolded() ? view.folded(field) : view.raw(field);
      if (value == null) {
        return false;
      }
      return (field == Field.DLL_PATH && value.indexOf('\n') >= 0)
          ? anyLinePasses(value)
          : test.test(value);
    }

    private boolean anyLinePasses(String value) {
      int start = 0;
      for (int end = value.indexOf('\n'); end >= 0; end = value.indexOf('\n', start)) {
        if (test.test(value.substring(start, end))) {
          return true;
        }
        start = end + 1;
      }
      return test.test(value.substring(start));
    }
  }

  /** Some field passes a test. */
  record AnyFieldPasses(ValueTest test) implements Matcher {
    private static final Field[] FIELDS = Field.values();

    @Override
    public boolean matches(EventView view) {
      for (Field field : FIELDS) {
        String value = test.wantsFolded() ? view.folded(field) : view.raw(field);
        if (value != null && test.test(value)) {
          return true;
        }
      }
      return false;
    }
  }

  /** One field compares with another. */
  record FieldsRelate(Field left, Relation relation, Field right, boolean cased)
      implements Matcher {
    @Override
    public boolean matches(EventView view) {
      String a = cased ? view.raw(left) : view.folded(left);
      String b = cased ? view.raw(right) : view.folded(right);
      if (a == null || b == null) {
        return false;
      }
      return switch (relation) {
        case EQUALS -> a.equals(b);
        case STARTS_WITH -> a.startsWith(b);
        case ENDS_WITH -> a.endsWith(b);
        case CONTAINS -> a.contains(b);
      };
    }
  }

  /**
   * A clause about a field that no event has: decided when the rule is loaded.
   *
   * @param field the name as the rule spells it
   * @param held whether a clause holds of an event without the field
   */
  record Missing(String field, boolean held) implements Matcher {
    @Override
    public boolean matches(EventView view) {
      return held;
    }
  }

  /**
   * A log source of which no event is ever read.
   *
   * @param name such as {@code the category 'dns_query'}
   */
  record NoEvents(String name) implements Matcher {
    @Override
    public boolean matches(EventView view) {
      return false;
    }
  }

  /** The event came through one of these Windows channels. */
  record FromChannel(List<String> channels) implements Matcher {
    @Override
    public boolean matches(EventView view) {
      EndpointEvent event = view.event();
      String channel = event.source().channel();
      String field = view.raw(Field.CHANNEL);
      for (int i = 0; i < channels.size(); i++) {
        String wanted = channels.get(i);
        if (wanted.equalsIgnoreCase(channel) || wanted.equalsIgnoreCase(field)) {
          return true;
        }
      }
      return false;
    }
  }

  /** The event was observed by this sensor. */
  record FromVendor(Vendor vendor) implements Matcher {
    @Override
    public boolean matches(EventView view) {
      return view.event().source().vendor() == vendor;
    }
  }

  /** How one field compares with another. */
  enum Relation {
    EQUALS,
    STARTS_WITH,
    ENDS_WITH,
    CONTAINS
  }
}
