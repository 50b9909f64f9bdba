package dev.iischain.rule;

import dev.iischain.event.EventKind;
import dev.iischain.event.Level;
import dev.iischain.event.RuleReference;
import dev.iischain.event.Stage;
import dev.iischain.event.Vendor;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One Sigma rule.
 *
 * @param reference its name, id, pack, level and version
 * @param title one line
 * @param description what it finds and why that matters, empty when the file does not say
 * @param status Sigma's word, empty when the file does not say
 * @param tags as the file spells them
 * @param techniques ATT&CK technique ids, such as {@code T1505.004}, in the order of the tags
 * @param references where to read more
 * @param stage the part its events play in a chain, or null
 * @param points what a behaviour adds to a score, 0 to 10; of no meaning for other stages
 * @param evidenceOnly whether it never raises an alert of its own
 * @param falsePositives what else looks like this
 * @param knownGaps what it misses
 * @param sources the sensors it is proven for by examples
 * @param kinds the kinds of event it looks at
 * @param condition the compiled detection, in the order of the file
 * @param conditionText the condition as the file spells it
 * @param examples records it has to match or not to match
 * @param file where it came from
 */
public record Rule(
    RuleReference reference,
    String title,
    String description,
    String status,
    List<String> tags,
    List<String> techniques,
    List<String> references,
    @Nullable Stage stage,
    int points,
    boolean evidenceOnly,
    List<String> falsePositives,
    List<String> knownGaps,
    List<Vendor> sources,
    Set<EventKind> kinds,
    Matcher condition,
    String conditionText,
    List<RuleExample> examples,
    String file)
    implements Serializable {

  /** The most that a behaviour adds to a score, and what it adds where its rule does not say. */
  public static final int MAX_POINTS = 10;

  /**
   * One named selection, in words.
   *
   * @param name such as {@code selection_place}
   * @param lines what has to hold, one for each key; a line {@code or} stands between alternatives
   */
  public record SelectionText(String name, List<String> lines) {}

  /** The stable snake_case name. */
  public String name() {
    return reference.name();
  }

  /** How bad a match is. */
  public Level level() {
    return reference.level();
  }

  /** The selections of the condition in words, in the order in which the condition names them. */
  public List<SelectionText> selections() {
    List<SelectionText> selections = new ArrayList<>();
    MatcherText.collectSelections(condition, selections);
    return selections;
  }

  /** The same rule without what only people and tests need. */
  Rule withoutExamples() {
    return new Rule(
        reference,
        title,
        description,
        status,
        tags,
        techniques,
        references,
        stage,
        points,
        evidenceOnly,
        falsePositives,
        knownGaps,
        sources,
        kinds,
        condition,
        conditionText,
        List.of(),
        file);
  }
}
