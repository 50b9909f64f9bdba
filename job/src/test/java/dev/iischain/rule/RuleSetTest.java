package dev.iischain.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleSetTest {

  @Test
  void survivesBeingShipped() throws Exception {
    RuleSet rules =
        RuleSet.compile(
            List.of(
                SampleRules.detecting(
                    """
                    sel:
                      CommandLine|re: 'a+b'
                      Image|contains: ['x*y', z]
                      Image|exists: true
                      ParentImage|neq: q
                      ProcessId|gt: 4
                      User|cidr: 10.0.0.0/8
                      Image|fieldref|endswith: CurrentDirectory
                    keywords: [aab]
                    condition: all of them
                    """)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(rules);
    }
    RuleSet shipped;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      shipped = (RuleSet) in.readObject();
    }
    EndpointEvent event =
        SampleEvents.event(
            EventKind.PROCESS_CREATION,
            "CommandLine",
            "xaab",
            "Image",
            "z1",
            "ParentImage",
            "p",
            "ProcessId",
            "0x10",
            "User",
            "10.1.1.1",
            "CurrentDirectory",
            "1");
    assertThat(shipped.rules()).isEqualTo(rules.rules());
    assertThat(new RuleEvaluator(shipped).matches(event)).isEqualTo(rules.rules());
  }

  @Test
  void matchesComeByName() {
    RuleSet rules = RuleSet.compile(List.of(named("b", "x"), named("c", "y"), named("a", "x")));
    EndpointEvent event = SampleEvents.event(EventKind.PROCESS_CREATION, "Image", "X");
    assertThat(new RuleEvaluator(rules).matches(event))
        .extracting(Rule::name)
        .containsExactly("a", "b");
    assertThat(rules.named("c")).isNotNull();
    assertThat(rules.named("d")).isNull();
    assertThat(rules.looksAt(EventKind.PROCESS_CREATION)).isTrue();
    assertThat(rules.looksAt(EventKind.IMAGE_LOAD)).isFalse();
  }

  @Test
  void nothingMatchedIsTheSharedEmptyList() {
    RuleEvaluator evaluator = new RuleEvaluator(RuleSet.compile(List.of(named("a", "x"))));
    List<Rule> none = List.of();
    assertThat(evaluator.matches(SampleEvents.event(EventKind.IMAGE_LOAD, "Image", "x")))
        .isSameAs(none);
    assertThat(evaluator.matches(SampleEvents.event(EventKind.PROCESS_CREATION, "Image", "y")))
        .isSameAs(none);
  }

  @Test
  void twoRulesOfOneNameDoNotCompile() {
    assertThatThrownBy(() -> RuleSet.compile(List.of(named("a", "x"), named("a", "y"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There are two rules named 'a'; rename one or switch its pack off.");
  }

  private static Rule named(String name, String image) {
    return SampleRules.rule(
        "name: "
            + name
            + "\n"
            + SampleRules.process("sel: {Image: " + image + "}\ncondition: sel\n"));
  }
}
