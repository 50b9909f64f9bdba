package dev.iischain.delivery;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** What was seen of every system while the processes that deliver to it were killed. */
final class KillTable {

  private static final String LEGEND =
      """
      kills: those at which the system had taken requests that no checkpoint knew of; unanswered:
      those of them before its answer; writes: the requests it had taken by then; requests: those
      that came after. cases: what it shows of %d; lost, twice, outdated: what must not be. %s
      """;

  private final Map<String, Row> rows = new HashMap<>();
  private int rounds;
  private int processes;

  /** What was seen of one system. */
  private static final class Row {
    int kills;
    int unanswered;
    int writes;
    int requests;
  }

  /** So many processes were killed at the same time. */
  void killed(int count) {
    rounds++;
    processes += count;
  }

  /** What a system had taken at a kill without a checkpoint, and whether it had answered it all. */
  void atTheKill(String system, int writes, boolean unanswered) {
    Row row = rows.computeIfAbsent(system, name -> new Row());
    row.kills += writes > 0 ? 1 : 0;
    row.unanswered += unanswered ? 1 : 0;
    row.writes += writes;
  }

  /** How often a system was asked for anything after a kill. */
  void afterTheKill(String system, int requests) {
    rows.computeIfAbsent(system, name -> new Row()).requests += requests;
  }

  /** How many kills hit requests that a system had taken. */
  int kills(String system) {
    return rows.getOrDefault(system, new Row()).kills;
  }

  /** How many of them came before its answer. */
  int unanswered(String system) {
    return rows.getOrDefault(system, new Row()).unanswered;
  }

  /** The table, with what the systems show now of cases that are at these revisions. */
  String text(Map<String, FaultySystem> systems, Map<String, Long> newest) {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            "%nkill -9 between request and checkpoint, %d times, %d TaskManagers%n%n",
            rounds,
            processes));
    table.append(
        "system            kills  unanswered  writes  requests  cases  lost  twice  outdated\n");
    systems.forEach((name, system) -> table.append(line(name, system.shown(), newest)));
    String database =
        systems.containsKey("postgresql")
            ? "PostgreSQL is a\nreal one, its requests are connections; the others are doubles."
            : "All are\ndoubles; PostgreSQL is left out, because it is not installed.";
    return table.append(LEGEND.formatted(newest.size(), database)).toString();
  }

  private String line(String name, Map<String, List<Long>> shown, Map<String, Long> newest) {
    Row row = rows.getOrDefault(name, new Row());
    return String.format(
        Locale.ROOT,
        "%-16s%7d%12d%8d%10d%7d%6d%7d%10d%n",
        name,
        row.kills,
        row.unanswered,
        row.writes,
        row.requests,
        shown.size(),
        count(newest.keySet(), id -> !shown.containsKey(id)),
        count(shown.keySet(), id -> shown.getOrDefault(id, List.of()).size() > 1),
        count(
            newest.keySet(),
            id -> !shown.getOrDefault(id, List.of()).contains(newest.getOrDefault(id, 0L))));
  }

  private static long count(Collection<String> ids, Predicate<String> which) {
    return ids.stream().filter(which).count();
  }
}
