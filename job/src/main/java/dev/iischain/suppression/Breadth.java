package dev.iischain.suppression;

import dev.iischain.suppression.Suppression.Kind;
import java.util.List;

/** Refuses entries that would cover more than anybody can answer for. */
final class Breadth {

  private static final int LEAST_LITERALS = 3;

  private final SuppressionEntry entry;

  Breadth(SuppressionEntry entry) {
    this.entry = entry;
  }

  void check(Suppression read) {
    switch (read.kind()) {
      case SUPPRESS -> suppress(read);
      case TRUST -> trust(read);
      case CHANGE_WINDOW -> changeWindow(read);
    }
    if (read.signers().isEmpty() && read.hashes().isEmpty()) {
      prefixes("path", read.paths(), read.kind());
      prefixes("writer", read.writers(), read.kind());
    }
  }

  private void suppress(Suppression read) {
    boolean place = !read.paths().isEmpty() || !read.hashes().isEmpty() || narrow(read.hosts());
    if (place) {
      return;
    }
    if (!read.signers().isEmpty()) {
      entry.problem(
          "signer",
          "A signature alone says nothing: malware is signed too.",
          "Add a path, a hash or a host.");
    } else if (!read.hosts().isEmpty()) {
      entry.problem(
          "host",
          "The pattern fits too many hosts for an entry that says nothing else.",
          "Name them by at least " + LEAST_LITERALS + " characters, or add a path or a hash.");
    } else {
      entry.problem(
          "",
          "Nothing says which file or host it is about; "
              + "a process, module, rule or stage alone would hide an intruder who uses it too.",
          "Add a path, a hash or a host.");
    }
  }

  private static boolean narrow(List<String> hosts) {
    return !hosts.isEmpty()
        && hosts.stream().allMatch(host -> new Wildcard(host).literals() >= LEAST_LITERALS);
  }

  private void trust(Suppression read) {
    if (read.paths().isEmpty() && read.writers().isEmpty()) {
      entry.problem(
          "path",
          "Trust belongs to a file in its place.",
          "Add a path, or the writer's full path.");
    }
    if (read.signers().isEmpty() && read.hashes().isEmpty()) {
      entry.problem(
          "signer", "A path alone earns no trust: files are replaced.", "Add a signer or a hash.");
    }
  }

  private void changeWindow(Suppression read) {
    if (read.fromMillis() == Long.MIN_VALUE) {
      entry.problem("from", "A change window begins somewhere.", "Add the time of its start.");
    }
    if (read.ticket() == null) {
      entry.problem("ticket", "A change window belongs to a change.", "Add its ticket.");
    }
    boolean any =
        !read.hosts().isEmpty()
            || !read.paths().isEmpty()
            || !read.hashes().isEmpty()
            || !read.signers().isEmpty();
    if (!any) {
      entry.problem(
          "host", "Nothing says which hosts or files are changed.", "Add a host or a path.");
    }
  }

  /** A wildcard needs a directory before it, and one that not everybody may write to. */
  private void prefixes(String key, List<String> patterns, Kind kind) {
    for (String pattern : patterns) {
      Wildcard wildcard = new Wildcard(pattern);
      if (!wildcard.isWild() || kind == Kind.CHANGE_WINDOW) {
        continue;
      }
      String start = wildcard.literalStart();
      if (directories(start) < 1) {
        entry.problem(
            key,
            "'" + pattern + "' names no directory before its first wildcard.",
            "Write the directory out, or add a signer or a hash.");
      } else if (UserWritable.contains(start)) {
        entry.problem(
            key,
            "'" + pattern + "' is open to whatever is put where everybody may write.",
            "Write the whole path, or add a signer or a hash.");
      }
    }
  }

  /** How many whole directories below the drive or the share. */
  private static int directories(String start) {
    long separators = start.chars().filter(c -> c == '\\').count();
    return (int) separators - (start.startsWith("\\\\") ? 4 : 1);
  }
}
