package dev.iischain.rule;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  private static final Rule RULE =
      SampleRules.detecting(
          """
          selection_tool:
            Image|endswith: ['\\a.exe', '\\b.exe']
            CommandLine|contains|all: [install, module]
          filter_parent:
            - {ParentImage: null}
            - {ParentImage|endswith: setup.exe}
          condition: all of selection_* and not 1 of filter_*
          """);

  @Test
  void tellsClauseByClauseWhatHeld() {
    EndpointEvent event =
        SampleEvents.event(
            EventKind.PROCESS_CREATION,
            "Image",
            "C:\\A.exe",
            "CommandLine",
            "install x",
            "ParentImage",
            "C:\\setup.exe");
    Explanation explanation = Explanation.of(RULE, event);
    assertThat(lines(explanation, ""))
        .containsExactly(
            "- sample",
            "  + kind of event: process_creation = process_creation",
            "  - all of",
            "    - selection_tool",
            "      + Image|endswith: '\\a.exe' or '\\b.exe' = C:\\A.exe (so for '\\a.exe')",
            "      - CommandLine|contains|all: 'install' and 'module' = install x (not so for"
                + " 'module')",
            "    - none of",
            "      + filter_parent",
            "        + any of",
            "          - ParentImage: null = C:\\setup.exe",
            "          + ParentImage|endswith: 'setup.exe' = C:\\setup.exe");
    assertThat(ExplanationText.lines(RULE, event))
        .startsWith(
            "sample does not match: selection_tool did not hold; filter_parent excludes it",
            "  [ ] all of",
            "      [ ] selection_tool",
            "          [x] Image|endswith: '\\a.exe' or '\\b.exe'  (so for '\\a.exe')",
            "                is C:\\A.exe");
  }

  @Test
  void saysWhatAnEventDoesNotHave() {
    Rule rule =
        SampleRules.detecting(
            "sel: {CommandLine|contains: a, GrandParentImage: b}\ncondition: sel");
    assertThat(
            ExplanationText.lines(
                rule, SampleEvents.event(EventKind.PROCESS_CREATION, "Image", "x")))
        .containsExactly(
            "sample does not match: sel did not hold",
            "  [ ] sel",
            "      [ ] CommandLine|contains: 'a'  (the event has no CommandLine)",
            "      [ ] GrandParentImage: 'b'  (no event here has the field GrandParentImage)");
    assertThat(ExplanationText.lines(rule, SampleEvents.event(EventKind.IMAGE_LOAD, "Image", "x")))
        .containsExactly(
            "sample does not match: it looks at process_creation, and this is image_load");
  }

  @Test
  void aMatchIsSaidFirst() {
    assertThat(
            ExplanationText.lines(
                SampleRules.detecting("sel: {Image|endswith: .exe}\ncondition: sel"),
                SampleEvents.event(EventKind.PROCESS_CREATION, "Image", "A.EXE")))
        .containsExactly(
            "sample matches",
            "  [x] sel",
            "      [x] Image|endswith: '.exe'",
            "            is A.EXE");
  }

  @Test
  void ofManyValuesAFewAreShown() {
    String values = IntStream.range(0, 400).mapToObj(i -> "v" + i).collect(joining(", "));
    assertThat(
            ExplanationText.lines(
                SampleRules.detecting(
                    "sel: {CommandLine|contains: [" + values + "]}\ncondition: sel"),
                SampleEvents.event(EventKind.PROCESS_CREATION, "CommandLine", "x v7 y")))
        .element(2)
        .asString()
        .endsWith("'v11' and 388 more  (so for 'v7')");
  }

  @Test
  void otherKindOfEventIsTheReason() {
    Explanation explanation =
        Explanation.of(RULE, SampleEvents.event(EventKind.IMAGE_LOAD, "Image", "x"));
    assertThat(explanation.held()).isFalse();
    assertThat(explanation.children().get(0))
        .isEqualTo(
            new Explanation(
                "kind of event: process_creation", false, "image_load", null, List.of()));
  }

  @Test
  void longValuesAreCut() {
    Explanation explanation =
        Explanation.of(
            SampleRules.detecting("sel: {CommandLine: x}\ncondition: sel"),
            SampleEvents.event(EventKind.PROCESS_CREATION, "CommandLine", "y".repeat(5_000)));
    assertThat(explanation.children().get(1).children().get(0).value())
        .hasSize(Explanation.MAX_VALUE + 3)
        .endsWith("y...");
  }

  private static List<String> lines(Explanation explanation, String indent) {
    List<String> lines = new java.util.ArrayList<>();
    lines.add(
        indent
            + (explanation.held() ? "+ " : "- ")
            + explanation.text()
            + (explanation.value() == null ? "" : " = " + explanation.value())
            + (explanation.detail() == null ? "" : " (" + explanation.detail() + ")"));
    for (Explanation child : explanation.children()) {
      lines.addAll(lines(child, indent + "  "));
    }
    return lines;
  }
}
