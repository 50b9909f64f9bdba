package dev.iischain.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The list of components that the full build leaves, held to the jar and to docs/security.md. */
class SupplyChainITCase {

  /** The cluster brings it, and the jar leaves it out. */
  private static final String LEFT_OUT = "org.slf4j:slf4j-api";

  private static Path target() {
    return Path.of(System.getProperty("iischain.jar")).getParent();
  }

  /** Library to its version and licence. */
  private static Map<String, JsonNode> components() throws IOException {
    Path list = target().resolve("iis-chain-sbom.json");
    assumeTrue(Files.exists(list), "Only the full build lists components.");
    JsonNode bom = new ObjectMapper().readTree(list.toFile());
    assertThat(bom.get("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(bom.at("/metadata/component/name").asText()).isEqualTo("iis-chain");
    assertThat(bom.at("/metadata/timestamp").isMissingNode())
        .as("the same commit gives the same list")
        .isTrue();
    Map<String, JsonNode> components = new TreeMap<>();
    for (JsonNode component : bom.get("components")) {
      components.put(
          component.get("group").asText() + ":" + component.get("name").asText(), component);
    }
    components.remove(LEFT_OUT);
    return components;
  }

  @Test
  void documentedLibrariesAreThoseOfTheList() throws IOException {
    Map<String, String> listed = new TreeMap<>();
    components().forEach((name, it) -> listed.put(name, it.get("version").asText()));
    Map<String, String> documented = new TreeMap<>();
    Repository.text(Repository.ROOT.resolve("docs/security.md"))
        .lines()
        .map(line -> line.split(" *\\| *"))
        .filter(cells -> cells.length == 5 && cells[1].matches("`[a-z0-9.]+:[a-z0-9-]+`"))
        .forEach(cells -> documented.put(cells[1].replace("`", ""), cells[2]));

    assertThat(documented).isEqualTo(listed).hasSizeGreaterThan(10);
  }

  @Test
  void everyListedLibraryIsVerifiable() throws IOException {
    assertThat(components().values())
        .allSatisfy(
            component -> {
              assertThat(component.get("purl").asText()).startsWith("pkg:maven/");
              assertThat(component.at("/hashes/0/content").asText()).isNotEmpty();
              assertThat(component.at("/licenses/0").isMissingNode()).isFalse();
            });
  }

  @Test
  void licencesThatAskForTheirTextHaveItInTheJar() throws IOException {
    Map<String, JsonNode> components = components();
    Set<String> names;
    try (JarFile jar = new JarFile(new File(System.getProperty("iischain.jar")))) {
      names = jar.stream().map(entry -> entry.getName()).collect(Collectors.toSet());
    }
    Set<String> others = new TreeSet<>();
    components.forEach(
        (name, component) -> {
          if (!component.get("licenses").toString().contains("Apache-2.0")) {
            others.add(name.substring(0, name.indexOf(':')));
          }
        });
    assertThat(others).hasSizeGreaterThan(2);
    assertThat(names)
        .containsAll(
            others.stream().map(group -> "META-INF/licenses/" + group + "/LICENSE").toList());
  }

  @Test
  void reportOfLicencesNamesEveryLibrary() throws IOException {
    Map<String, JsonNode> components = components();
    String report = Files.readString(target().resolve("THIRD-PARTY.txt"));
    List<String> missing =
        components.keySet().stream().filter(name -> !report.contains(name + ":")).toList();

    assertThat(missing).isEmpty();
    assertThat(report).doesNotContain("Unknown license");
  }
}
