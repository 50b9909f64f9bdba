package dev.iischain.chain;

import dev.iischain.chain.Joined.Identity;
import dev.iischain.chain.Relations.Related;
import dev.iischain.event.DllReference;
import dev.iischain.event.Evidence;
import dev.iischain.event.Stage;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says of each piece of evidence whether, and by what, it belongs to one implant. */
final class Membership {

  private static final long BURST_MILLIS = 600_000L;
  private static final long WEEK_MILLIS = 7 * StageDay.DAY_MILLIS;
  private static final String[] COPY_TOOLS = {"copy", "move"};

  private final String anchor;
  private final PathHistory own;
  private final boolean registered;
  private final TreeSet<String> tokens = new TreeSet<>();

  Membership(String anchor, PathHistory own) {
    this.anchor = anchor;
    this.own = own;
    this.registered = own.has(Stage.REGISTRATION);
    for (StageDay day : own.days()) {
      for (Evidence evidence : day.kept()) {
        String token = Subject.name(evidence, Subject.TOKEN);
        if (token != null) {
          tokens.add(token.substring(Subject.TOKEN.length()));
        }
      }
    }
  }

  /** Evidence that is kept under the anchor itself. */
  @Nullable Identity own(Evidence evidence) {
    DllReference dll = evidence.dll();
    if (dll == null || dll.path().equals(anchor)) {
      return Identity.PATH;
    }
    if (Subject.isPath(anchor)) {
      return Identity.ALIAS;
    }
    return isOtherAssembly(dll.path()) ? Identity.BASENAME : Identity.ASSEMBLY;
  }

  /** Whether a path in the GAC names another public key than those that were registered. */
  private boolean isOtherAssembly(String path) {
    if (tokens.isEmpty() || DirectoryClass.of(path) != DirectoryClass.GAC) {
      return false;
    }
    int at = path.lastIndexOf("__");
    int end = path.indexOf('\\', at + 2);
    return at >= 0 && end > at && !tokens.contains(path.substring(at + 2, end));
  }

  /** Evidence that is kept under a related subject. */
  @Nullable Identity joined(Evidence evidence, Related related) {
    return switch (related.identity()) {
      case PATH, HASH, RENAME, ALIAS -> sameFile(evidence, related);
      case MODULE_NAME ->
          evidence.stage() == Stage.REGISTRATION || evidence.stage() == Stage.BEHAVIOUR
              ? Identity.MODULE_NAME
              : null;
      case ASSEMBLY -> evidence.stage() == Stage.WRITE ? Identity.ASSEMBLY : null;
      case COPY, BURST, BASENAME -> sameName(evidence);
      case CONFIGURATION, HOST -> null;
    };
  }

  /**
   * A write counts wherever the file lay. What else happened to a copy counts where the anchor is
   * registered: all copies of a registered file are one implant.
   */
  private @Nullable Identity sameFile(Evidence evidence, Related related) {
    if (evidence.stage() != Stage.WRITE && !registered) {
      return null;
    }
    List<String> contents = related.contents();
    DllReference dll = evidence.dll();
    if (contents == null || dll == null) {
      return related.identity();
    }
    List<String> hashes = dll.hashes().identities();
    if (hashes.isEmpty()) {
      // The path had this content at some time, and nothing says that it had another one now.
      return registered ? related.identity().then(Identity.ALIAS) : null;
    }
    return Collections.disjoint(hashes, contents) ? null : related.identity();
  }

  /** A write of a file of the same name, near in time to what is known of the anchor. */
  private @Nullable Identity sameName(Evidence evidence) {
    if (evidence.stage() != Stage.WRITE) {
      return null;
    }
    Identity best = null;
    for (StageDay day : own.days()) {
      for (Evidence other : day.kept()) {
        Identity identity = sameName(evidence, other);
        if (identity != null && (best == null || identity.strength() > best.strength())) {
          best = identity;
        }
      }
    }
    return best;
  }

  private static @Nullable Identity sameName(Evidence write, Evidence other) {
    long gap = Math.abs(other.eventTimeMillis() - write.eventTimeMillis());
    if (gap > WEEK_MILLIS) {
      return null;
    }
    boolean burst =
        gap <= BURST_MILLIS
            && (other.stage() == Stage.WRITE || other.stage() == Stage.REGISTRATION);
    if (!burst) {
      return Identity.BASENAME;
    }
    return isCopy(write, other) || isCopy(other, write) ? Identity.COPY : Identity.BURST;
  }

  /** Whether the command that wrote one file names the directories of both. */
  private static boolean isCopy(Evidence written, Evidence other) {
    String command = written.process().commandLine();
    DllReference here = written.dll();
    DllReference there = other.dll();
    if (command == null || here == null || there == null) {
      return false;
    }
    String text = command.toLowerCase(Locale.ROOT);
    boolean copies = false;
    for (String tool : COPY_TOOLS) {
      copies |= text.contains(tool);
    }
    return copies
        && text.contains(ModuleFile.directory(here.path()))
        && text.contains(ModuleFile.directory(there.path()));
  }
}
