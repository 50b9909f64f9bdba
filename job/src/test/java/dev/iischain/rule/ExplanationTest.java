package dev.iischain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.EventKind;
import java.util.List;
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
    Explanation explanation =
        Explanation.of(
            RULE,
            SampleEvents.event(
                EventKind.PROCESS_CREATION,
                "Image",
                "C:\\A.exe",
                "CommandLine",
                "install x",
                "ParentImage",
                "C:\\setup.exe"));
    assertThat(lines(explanation, ""))
        .containsExactly(
            "- sample",
            "  + kind of event: process_creation = process_creation",
            "  - all of",
            "    - all of",
            "      - selection_tool",
            "        + Image|endswith: '\\a.exe' or '\\b.exe' = C:\\A.exe",
            "        - CommandLine|contains|all: 'install' and 'module' = install x",
            "    - not",
            "      + any of",
            "        + filter_parent",
            "          + any of",
            "            - ParentImage: null = C:\\setup.exe",
            "            + ParentImage|endswith: 'setup.exe' = C:\\setup.exe");
  }

  @Test
  void otherKindOfEventIsTheReason() {
    Explanation explanation =
        Explanation.of(RULE, SampleEvents.event(EventKind.IMAGE_LOAD, "Image", "x"));
    assertThat(explanation.held()).isFalse();
    assertThat(explanation.children().get(0))
        .isEqualTo(
            new Explanation("kind of event: process_creation", false, "image_load", List.of()));
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
            + (explanation.value() == null ? "" : " = " + explanation.value()));
    for (Explanation child : explanation.children()) {
      lines.addAll(lines(child, indent + "  "));
    }
    return lines;
  }
}
