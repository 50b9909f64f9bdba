package dev.iischain.chain;

import dev.iischain.chain.Joined.Identity;
import dev.iischain.event.DllReference;
import dev.iischain.event.Evidence;
import dev.iischain.event.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says in words what joined the evidence of an episode. */
final class Identities {

  private static final int MAX_SENTENCES = 12;
  private static final int MAX_SHOWN = 200;

  private Identities() {}

  /** One sentence about the anchor, and one for each other file or name that was joined to it. */
  static List<String> sentences(Episode episode) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        Subject.isPath(episode.path())
            ? "All evidence names the same canonical path, "
                + shown(episode.path())
                + ", unless said otherwise."
            : "The evidence is about the .NET assembly "
                + shown(episode.path().substring(Subject.ASSEMBLY.length()))
                + ", which is known by its name wherever it is copied to.");
    List<Joined> joined = new ArrayList<>(episode.evidence());
    joined.sort(
        Comparator.comparing(Joined::identity)
            .thenComparing(Joined::evidence, EvidenceOrder.BY_TIME));
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Joined each : joined) {
      if (each.identity() != Identity.PATH && each.evidence().stage() != null) {
        counts.merge(sentence(each), 1, Integer::sum);
      }
    }
    int shown = 0;
    for (Map.Entry<String, Integer> each : counts.entrySet()) {
      if (shown++ == MAX_SENTENCES) {
        sentences.add((counts.size() - MAX_SENTENCES) + " more files or names were joined to it.");
        break;
      }
      sentences.add(each.getKey());
    }
    return sentences;
  }

  private static String sentence(Joined joined) {
    Evidence evidence = joined.evidence();
    Stage stage = evidence.stage();
    DllReference dll = evidence.dll();
    String named = evidence.names().isEmpty() ? "" : evidence.names().get(0);
    String what = dll != null ? dll.path() : named.substring(named.indexOf(':') + 1);
    Identity identity = joined.identity();
    return "The "
        + (stage == null ? "event" : stage.label())
        + (what.isEmpty() ? "" : (dll != null ? " at " : " of ") + shown(what))
        + " belongs to it, since "
        + identity.reason()
        + (identity == Identity.HOST
            ? "."
            : String.format(
                Locale.ROOT, " (%s, strength %.2f).", identity.label(), identity.strength()));
  }

  private static String shown(String text) {
    return Sentence.cut(text, MAX_SHOWN);
  }
}
