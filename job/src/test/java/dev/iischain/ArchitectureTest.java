package dev.iischain;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.metrics.MetricGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which package may use which; the table of packages in code. */
class ArchitectureTest {
  private static final String ROOT = "dev.iischain";

  /** Each package and those of ours that it may use; the root package may use all. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          entry("event", Set.of()),
          entry("normalise", Set.of("event")),
          entry("rule", Set.of("event", "normalise")),
          entry("suppression", Set.of("event", "normalise")),
          entry("chain", Set.of("event", "normalise", "rule", "suppression")),
          entry("config", Set.of("event", "normalise")),
          entry("report", Set.of("event", "chain")),
          entry("metric", Set.of()),
          entry("canary", Set.of("event", "config", "metric")),
          entry(
              "operator",
              Set.of(
                  "event",
                  "canary",
                  "metric",
                  "normalise",
                  "rule",
                  "suppression",
                  "chain",
                  "config")),
          entry("source", Set.of("event", "normalise", "suppression", "config", "operator")),
          entry("sink", Set.of("event", "config", "operator")),
          entry(
              "delivery",
              Set.of(
                  "event",
                  "canary",
                  "chain",
                  "config",
                  "metric",
                  "operator",
                  "report",
                  "source",
                  "sink")),
          entry("local", Set.of("event", "metric", "normalise", "config", "source", "sink")));

  /** The packages that run in plain Java, in a test or a benchmark, without a cluster. */
  private static final List<String> PURE =
      List.of("event", "normalise", "rule", "suppression", "chain", "config", "report");

  private static final Set<String> REGISTERS =
      Set.of("addGroup", "counter", "gauge", "histogram", "meter");

  // Only the code that is delivered, wherever this build puts it.
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .importUrl(Cli.class.getProtectionDomain().getCodeSource().getLocation());

  static Set<String> packages() {
    return new TreeSet<>(MAY_USE.keySet());
  }

  static List<String> purePackages() {
    return PURE;
  }

  @ParameterizedTest
  @MethodSource("packages")
  void packageUsesOnlyThoseAboveIt(String name) {
    onlyAllowedUses(name).allowEmptyShould(true).check(OURS);
  }

  @ParameterizedTest
  @MethodSource("purePackages")
  void purePackageDoesWithoutFlink(String name) {
    withoutFlink(name).allowEmptyShould(true).check(OURS);
  }

  @Test
  void packagesFormNoCycle() {
    SlicesRuleDefinition.slices()
        .matching(ROOT + ".(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(OURS);
  }

  @Test
  void noPackageIsMissingFromTheTable() {
    Set<String> found =
        OURS.getPackage(ROOT).getSubpackages().stream()
            .map(JavaPackage::getRelativeName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(MAY_USE.keySet()).as("packages below %s", ROOT).containsAll(found);
    assertThat(found).as("classes were read").contains("event");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.util.regex.Pattern",
        "sun.misc.Unsafe",
        "org.apache.log4j.Logger",
        "org.apache.commons.logging.Log",
        "java.util.logging.Logger",
      })
  void classIsUsedNowhere(String banned) {
    noClasses()
        .that(
            resideBelow(List.of("event", "normalise", "rule", "suppression", "chain", "operator")))
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(banned)
        .because("patterns run on an attacker's text in linear time (RE2/J), and logs go to SLF4J")
        .allowEmptyShould(true)
        .check(OURS);
  }

  @Test
  void metricsAreRegisteredByTheCatalogueOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".metric")
        .should()
        .callMethodWhere(
            describe(
                "registers with Flink's metric group",
                call ->
                    call.getTargetOwner().isAssignableTo(MetricGroup.class)
                        && REGISTERS.contains(call.getName())))
        .because("docs/metrics.md holds every metric there is")
        .check(OURS);
  }

  @Test
  void ruleOnPackagesIsNotBlind() {
    JavaClasses tests = new ClassFileImporter().importClasses(ArchitectureTest.class);
    ArchRule rule =
        noClasses().should().dependOnClassesThat().resideInAPackage("com.tngtech.archunit..");
    assertThatThrownBy(() -> rule.check(tests))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("ArchitectureTest");
  }

  private static ArchRule onlyAllowedUses(String name) {
    List<String> allowed = new ArrayList<>(MAY_USE.getOrDefault(name, Set.of()));
    allowed.add(name);
    return classes()
        .that(resideBelow(List.of(name)))
        .should()
        .onlyDependOnClassesThat(
            describe(
                "are not ours or below " + allowed,
                used -> !isOurs(used) || resideBelow(allowed).test(used)));
  }

  private static ArchRule withoutFlink(String name) {
    return noClasses()
        .that(resideBelow(List.of(name)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.flink..");
  }

  private static boolean isOurs(JavaClass used) {
    return JavaClass.Predicates.resideInAPackage(ROOT + "..").test(used.getBaseComponentType());
  }

  private static DescribedPredicate<JavaClass> resideBelow(List<String> names) {
    String[] patterns = names.stream().map(name -> ROOT + "." + name + "..").toArray(String[]::new);
    DescribedPredicate<JavaClass> inPackage = JavaClass.Predicates.resideInAnyPackage(patterns);
    return describe("reside below " + names, used -> inPackage.test(used.getBaseComponentType()));
  }
}
