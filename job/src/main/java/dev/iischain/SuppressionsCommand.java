package dev.iischain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.iischain.config.RulesConfig;
import dev.iischain.rule.Rule;
import dev.iischain.suppression.Suppression;
import dev.iischain.suppression.SuppressionFiles;
import dev.iischain.suppression.SuppressionProblem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code suppressions}: checks files of suppressions before anybody relies on them. */
@Command(
    name = "suppressions",
    description = "Check files of suppressions.",
    subcommands = SuppressionsCommand.Check.class)
final class SuppressionsCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do with the suppressions: check FILE.");
  }

  /** Lists everything that is wrong. */
  @Command(
      name = "check",
      description =
          "List everything wrong with files of suppressions. Exit status 0 when they can be used,"
              + " 1 when an entry has expired by --at, 2 when one is wrong.")
  static final class Check implements Callable<Integer> {

    private static final int FOUND_EXPIRED = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--rules", paramLabel = "PATH", description = "Rules that entries may name.")
    private List<Path> rules = new ArrayList<>();

    @Option(
        names = "--at",
        converter = ReplayCommand.Time.class,
        paramLabel = "TIME",
        description = "Name the entries that have expired by this time.")
    private @Nullable Instant at;

    @Option(names = "--json", description = "Print one JSON object for each entry and problem.")
    private boolean json;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "YAML or JSON lines.")
    private List<Path> files = new ArrayList<>();

    @Override
    public Integer call() throws JsonProcessingException {
      List<String> unusable = new ArrayList<>();
      Set<String> known =
          SettingsLoader.loaded(rules, RulesConfig.defaults().reading(), unusable).rules().stream()
              .map(Rule::name)
              .collect(Collectors.toSet());
      if (!unusable.isEmpty()) {
        throw new UsageProblems(unusable);
      }
      List<SuppressionProblem> problems = new ArrayList<>();
      List<Suppression> entries = SuppressionFiles.read(files, known, problems);
      List<Suppression> expired = entries.stream().filter(this::isExpired).toList();
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        printJson(out, entries, problems);
      } else {
        problems.forEach(out::println);
        expired.forEach(
            entry ->
                out.printf(
                    "%s expired at %s; remove it, or set a later 'expiry'.%n",
                    entry.id(), Instant.ofEpochMilli(entry.expiryMillis())));
        out.printf(
            "%d suppressions, %d problems, %d expired.%n",
            entries.size(), problems.size(), expired.size());
      }
      out.flush();
      if (!problems.isEmpty()) {
        return CommandLine.ExitCode.USAGE;
      }
      return expired.isEmpty() ? CommandLine.ExitCode.OK : FOUND_EXPIRED;
    }

    private boolean isExpired(Suppression entry) {
      return at != null && entry.expiryMillis() <= at.toEpochMilli();
    }

    private void printJson(
        PrintWriter out, List<Suppression> entries, List<SuppressionProblem> problems)
        throws JsonProcessingException {
      ObjectMapper mapper = new ObjectMapper();
      for (SuppressionProblem problem : problems) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("file", problem.file());
        row.put("line", problem.line());
        row.put("key", problem.key());
        row.put("problem", problem.message());
        row.put("suggestion", problem.suggestion() == null ? "" : problem.suggestion());
        out.println(mapper.writeValueAsString(row));
      }
      for (Suppression entry : entries) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", entry.id());
        row.put("kind", entry.kind().label());
        row.put("owner", entry.owner());
        row.put("expiry", Instant.ofEpochMilli(entry.expiryMillis()).toString());
        row.put("expired", isExpired(entry));
        out.println(mapper.writeValueAsString(row));
      }
    }
  }
}
