package dev.iischain.suppression;

import dev.iischain.event.HostIdentity;
import dev.iischain.event.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Suppressions ready to be asked what they cover. */
public final class SuppressionSet {

  /** Nothing is suppressed. */
  public static final SuppressionSet NONE = new SuppressionSet(List.of(), SuppressionScope.PLAIN);

  private final List<Compiled> entries = new ArrayList<>();
  private final SuppressionScope scope;
  private final List<Wildcard> development;

  /** A set of entries with different ids. */
  public SuppressionSet(Collection<Suppression> entries, SuppressionScope scope) {
    this.scope = scope;
    this.development = scope.developmentHosts().stream().map(Wildcard::new).toList();
    for (Suppression entry :
        entries.stream().sorted(Comparator.comparing(Suppression::id)).toList()) {
      this.entries.add(new Compiled(entry));
    }
  }

  /** Whether it can have no effect on anything. */
  public boolean isEmpty() {
    return entries.isEmpty() && development.isEmpty();
  }

  /** The entries that cover a subject for all of its time, by id. */
  public List<Suppression> covering(Subject subject) {
    List<Suppression> covering = List.of();
    for (Compiled each : entries) {
      if (each.covers(subject, scope.evidenceOnlyRules())) {
        if (covering.isEmpty()) {
          covering = new ArrayList<>(2);
        }
        covering.add(each.entry);
      }
    }
    return covering;
  }

  /** How many entries end at or before a time, and cover nothing that happens from then on. */
  public int expiredBy(long millis) {
    int expired = 0;
    for (Compiled each : entries) {
      expired += each.entry.expiryMillis() <= millis ? 1 : 0;
    }
    return expired;
  }

  /** Whether the configuration calls this a host of developers. */
  public boolean isDevelopment(String name, @Nullable String fqdn) {
    return anyName(development, name, fqdn);
  }

  /** As {@link #isDevelopment(String, String)}. */
  public boolean isDevelopment(HostIdentity host) {
    return isDevelopment(host.name(), host.fqdn());
  }

  private static boolean anyName(List<Wildcard> patterns, String name, @Nullable String fqdn) {
    return any(patterns, name.toLowerCase(Locale.ROOT)) || any(patterns, fqdn);
  }

  private static boolean any(List<Wildcard> patterns, @Nullable String value) {
    if (value != null) {
      for (Wildcard pattern : patterns) {
        if (pattern.matches(value)) {
          return true;
        }
      }
    }
    return false;
  }

  /** One entry with its patterns. */
  private static final class Compiled {

    private final Suppression entry;
    private final List<Wildcard> hosts;
    private final List<Wildcard> paths;
    private final List<Wildcard> wholePaths;
    private final List<Wildcard> signers;
    private final List<Wildcard> writers;
    private final List<Wildcard> modules;
    private final List<Wildcard> rules;
    private final boolean contentIsKnown;

    Compiled(Suppression entry) {
      this.entry = entry;
      hosts = compile(entry.hosts());
      paths = compile(entry.paths());
      wholePaths = paths.stream().filter(path -> !path.isWild()).toList();
      signers = compile(entry.signers());
      writers = compile(entry.writers());
      modules = compile(entry.modules());
      rules = compile(entry.rules());
      contentIsKnown = !entry.signers().isEmpty() || !entry.hashes().isEmpty();
    }

    private static List<Wildcard> compile(List<String> patterns) {
      return patterns.stream().map(Wildcard::new).toList();
    }

    boolean covers(Subject subject, Set<String> evidenceOnly) {
      return subject.firstMillis() >= entry.fromMillis()
          && subject.lastMillis() < entry.expiryMillis()
          && (hosts.isEmpty() || anyName(hosts, subject.host(), subject.fqdn()))
          && (paths.isEmpty() || coversPath(subject.path()))
          && (entry.hashes().isEmpty() || coversContent(subject))
          && (signers.isEmpty() || any(signers, subject.signer()))
          && (writers.isEmpty() || any(writers, subject.writer()))
          && (modules.isEmpty() || any(modules, subject.module()))
          && (entry.stages().isEmpty() || coversStage(subject.stage()))
          && (rules.isEmpty() || coversRules(subject.rules(), evidenceOnly));
    }

    /** A wildcard never reaches where anybody may write, unless the content is known too. */
    private boolean coversPath(@Nullable String path) {
      if (path == null) {
        return false;
      }
      return any(contentIsKnown || !UserWritable.contains(path) ? paths : wholePaths, path);
    }

    private boolean coversContent(Subject subject) {
      for (String identity : subject.hashes().identities()) {
        if (entry.hashes().contains(identity)) {
          return true;
        }
      }
      return false;
    }

    private boolean coversStage(@Nullable Stage stage) {
      return stage != null && entry.stages().contains(stage);
    }

    /** Every rule that raises alerts must be meant; where none does, any one is enough. */
    private boolean coversRules(List<String> names, Set<String> evidenceOnly) {
      boolean raising = false;
      boolean meant = false;
      for (String name : names) {
        boolean fits = any(rules, name.toLowerCase(Locale.ROOT));
        meant |= fits;
        if (!evidenceOnly.contains(name)) {
          raising = true;
          if (!fits) {
            return false;
          }
        }
      }
      return raising || meant;
    }
  }
}
