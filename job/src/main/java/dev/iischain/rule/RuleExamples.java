package dev.iischain.rule;

import dev.iischain.event.EndpointEvent;
import dev.iischain.event.Vendor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs the examples in rule files: raw records through the decoder and the rule. */
public final class RuleExamples {

  /**
   * How one example went.
   *
   * @param rule the rule's name
   * @param file the rule's file
   * @param example the example
   * @param failure what went wrong, as a sentence, or null when it behaved as it says
   * @param explanation why the rule did or did not match, line by line; empty unless it is wrong
   */
  public record Result(
      String rule,
      String file,
      RuleExample example,
      @Nullable String failure,
      List<String> explanation) {

    /** Whether it behaved as it says. */
    public boolean passed() {
      return failure == null;
    }
  }

  private RuleExamples() {}

  /** Runs every example of these rules, in their order; never throws for what a decoder throws. */
  public static List<Result> run(List<Rule> rules, Function<byte[], List<EndpointEvent>> decode) {
    List<Result> results = new ArrayList<>();
    for (Rule rule : rules) {
      RuleEvaluator evaluator = new RuleEvaluator(RuleSet.compile(List.of(rule)));
      for (RuleExample example : rule.examples()) {
        results.add(result(rule, evaluator, example, decode));
      }
    }
    return List.copyOf(results);
  }

  private static Result result(
      Rule rule,
      RuleEvaluator evaluator,
      RuleExample example,
      Function<byte[], List<EndpointEvent>> decode) {
    List<String> explanation = new ArrayList<>();
    String failure = null;
    try {
      List<EndpointEvent> events = decode.apply(example.record().getBytes(StandardCharsets.UTF_8));
      failure = failure(evaluator, example, events);
      if (failure != null) {
        events.forEach(event -> explanation.addAll(ExplanationText.lines(rule, event)));
      }
    } catch (RuntimeException e) {
      failure = "The record cannot be decoded: " + e.getMessage() + ".";
    }
    return new Result(rule.name(), rule.file(), example, failure, List.copyOf(explanation));
  }

  private static @Nullable String failure(
      RuleEvaluator evaluator, RuleExample example, List<EndpointEvent> events) {
    if (events.isEmpty()) {
      return "The record decodes to no event, so it shows nothing.";
    }
    boolean matched = false;
    for (EndpointEvent event : events) {
      Vendor vendor = event.source().vendor();
      if (vendor != example.vendor()) {
        return "The record is from "
            + vendor.label()
            + ", not from "
            + example.vendor().label()
            + ".";
      }
      matched |= !evaluator.matches(event).isEmpty();
    }
    if (matched == example.expectMatch()) {
      return null;
    }
    return matched
        ? "The rule matches, and should not."
        : "The rule does not match a " + events.get(0).kind().category() + " event, and should.";
  }
}
