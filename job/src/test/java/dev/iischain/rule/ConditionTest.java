package dev.iischain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConditionTest {

  /** Which of the four selections hold. */
  private record Held(boolean a1, boolean a2, boolean b, boolean c) {

    /** How many of those that {@code them} means: not the one with the underscore. */
    int them() {
      return (a1 ? 1 : 0) + (a2 ? 1 : 0) + (b ? 1 : 0);
    }
  }

  static Stream<Arguments> conditions() {
    return Stream.of(
        condition("a1", h -> h.a1),
        condition("a1 and b", h -> h.a1 && h.b),
        condition("a1 AND b", h -> h.a1 && h.b),
        condition("a1 or b", h -> h.a1 || h.b),
        condition("not a1", h -> !h.a1),
        condition("not not a1", h -> h.a1),
        condition("not a1 and b", h -> !h.a1 && h.b),
        condition("not (a1 and b)", h -> !(h.a1 && h.b)),
        condition("a1 or a2 and b", h -> h.a1 || (h.a2 && h.b)),
        condition("a1 and a2 or b", h -> (h.a1 && h.a2) || h.b),
        condition("(a1 or a2) and b", h -> (h.a1 || h.a2) && h.b),
        condition("a1 or not a2 or b", h -> h.a1 || !h.a2 || h.b),
        condition("((a1))", h -> h.a1),
        condition("1 of a*", h -> h.a1 || h.a2),
        condition("any of a*", h -> h.a1 || h.a2),
        condition("all of a*", h -> h.a1 && h.a2),
        condition("All Of a*", h -> h.a1 && h.a2),
        condition("2 of a*", h -> h.a1 && h.a2),
        condition("1 of a1", h -> h.a1),
        condition("1 of *1", h -> h.a1),
        condition("1 of ?1", h -> h.a1),
        condition("1 of *", h -> h.a1 || h.a2 || h.b || h.c),
        condition("all of *", h -> h.a1 && h.a2 && h.b && h.c),
        condition("1 of them", h -> h.them() >= 1),
        condition("2 of them", h -> h.them() >= 2),
        condition("3 of them", h -> h.them() >= 3),
        condition("all of them", h -> h.them() == 3),
        condition("not 1 of a*", h -> !h.a1 && !h.a2),
        condition("not all of a*", h -> !(h.a1 && h.a2)),
        condition("all of a* and not 1 of b*", h -> h.a1 && h.a2 && !h.b),
        condition("a1 and 1 of b* or _c", h -> (h.a1 && h.b) || h.c),
        condition("[a1 and b, _c and a2]", h -> (h.a1 && h.b) || (h.c && h.a2)));
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void holdsExactlyWhenItsLogicSaysSo(String condition, Predicate<Held> logic) {
    RuleSet rules =
        RuleSet.compile(
            List.of(
                SampleRules.detecting(
                    """
                    a1: {CommandLine|contains: p}
                    a2: {CommandLine|contains: q}
                    b: {CommandLine|contains: r}
                    _c: {CommandLine|contains: s}
                    condition: \
                    """
                        + condition)));
    RuleEvaluator evaluator = new RuleEvaluator(rules);
    for (int bits = 0; bits < 16; bits++) {
      Held held = new Held((bits & 1) > 0, (bits & 2) > 0, (bits & 4) > 0, (bits & 8) > 0);
      EndpointEvent event =
          SampleEvents.event(
              EventKind.PROCESS_CREATION,
              "CommandLine",
              "-"
                  + (held.a1 ? "p" : "")
                  + (held.a2 ? "q" : "")
                  + (held.b ? "r" : "")
                  + (held.c ? "s" : ""));
      boolean expected = logic.test(held);
      assertThat(evaluator.matches(event)).as(held.toString()).hasSize(expected ? 1 : 0);
      assertThat(rules.matchesFullScan(event)).as(held.toString()).hasSize(expected ? 1 : 0);
    }
  }

  private static Arguments condition(String text, Predicate<Held> logic) {
    return Arguments.of(text, logic);
  }
}
