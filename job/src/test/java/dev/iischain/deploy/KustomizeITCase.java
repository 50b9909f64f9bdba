package dev.iischain.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our reading of kustomize beside the real one: other tests look at what ours gives. */
class KustomizeITCase {

  private static final Path KUBERNETES = Repository.DEPLOY.resolve("kubernetes");

  @TempDir private Path temporary;

  @BeforeEach
  void onlyWhereThereIsKustomize() throws Exception {
    String whyNot = RealKustomize.whyNot();
    if (whyNot != null) {
      System.out.println("Skipped: " + whyNot);
    }
    assumeTrue(whyNot == null, whyNot);
  }

  private static List<Path> folders(Path kubernetes) throws IOException {
    List<Path> folders = new ArrayList<>(List.of(kubernetes.resolve("base")));
    try (Stream<Path> overlays = Files.list(kubernetes.resolve("overlays"))) {
      overlays.sorted().forEach(folders::add);
    }
    return folders;
  }

  private static Map<String, Map<String, Object>> byIdentity(List<Map<String, Object>> objects) {
    Map<String, Map<String, Object>> named = new TreeMap<>();
    for (Map<String, Object> object : objects) {
      String identity =
          object.get("apiVersion")
              + " "
              + object.get("kind")
              + " "
              + Tree.at(object, "metadata.namespace")
              + "/"
              + Tree.at(object, "metadata.name");
      assertThat(named.put(identity, object)).as(identity + " a second time").isNull();
    }
    return named;
  }

  /** A copy of the manifests, to spoil. */
  private Path copy(String name) throws IOException {
    Path copy = temporary.resolve(name);
    try (Stream<Path> files = Files.walk(KUBERNETES)) {
      for (Path file : files.toList()) {
        Path target = copy.resolve(KUBERNETES.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    return copy;
  }

  private static void replace(Path file, String old, String now) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(old);
    Files.writeString(file, text.replace(old, now));
  }

  @Test
  void everyObjectIsTheOneThatOtherTestsLookAt() throws Exception {
    List<Path> folders = folders(KUBERNETES);
    int compared = 0;
    for (Path folder : folders) {
      Map<String, Map<String, Object>> real = byIdentity(RealKustomize.build(folder));
      Map<String, Map<String, Object>> ours = byIdentity(Kustomization.build(folder));
      assertThat(ours.keySet()).as(folder.toString()).isEqualTo(real.keySet());
      for (String identity : real.keySet()) {
        assertThat(ours.get(identity)).as(folder + ": " + identity).isEqualTo(real.get(identity));
        compared++;
      }
    }
    System.out.println("kustomize: " + compared + " objects of " + folders.size() + " folders.");
    assertThat(folders).hasSize(4);
    assertThat(compared).isGreaterThan(44);
  }

  @Test
  void anotherValueInOnePatchIsAnotherObject() throws Exception {
    Path copy = copy("changed").resolve("overlays/large");
    replace(copy.resolve("detection.yaml"), "memory: 16g", "memory: 15g");

    Map<String, Map<String, Object>> ours =
        byIdentity(Kustomization.build(KUBERNETES.resolve("overlays/large")));
    Map<String, Map<String, Object>> real = byIdentity(RealKustomize.build(copy));
    assertThat(real.keySet()).isEqualTo(ours.keySet());
    assertThat(real.keySet().stream().filter(it -> !real.get(it).equals(ours.get(it))))
        .containsExactly("flink.apache.org/v1beta1 FlinkDeployment iis-chain/iis-chain-detection");
    assertThat(byIdentity(Kustomization.build(copy))).isEqualTo(real);
  }

  @Test
  void patchOfNothingIsRefusedByBoth() throws Exception {
    Path copy = copy("nothing").resolve("overlays/small");
    replace(copy.resolve("detection.yaml"), "name: iis-chain-detection", "name: detection");

    assertThat(RealKustomize.refusal(copy)).contains("no matches for Id FlinkDeployment");
    assertThatThrownBy(() -> Kustomization.build(copy))
        .hasMessage("The patch of FlinkDeployment detection applies to 0 objects.");
  }

  @Test
  void fileThatIsMissingIsRefusedByBoth() throws Exception {
    Path copy = copy("missing").resolve("overlays/medium");
    Files.delete(copy.resolve("disruption.yaml"));

    assertThat(RealKustomize.refusal(copy)).contains("disruption.yaml");
    assertThatThrownBy(() -> Kustomization.build(copy)).hasMessageContaining("disruption.yaml");
  }

  /** The page shows three files; with them the overlay differs in what they say, and no more. */
  @Test
  void documentedOverlayChangesWhatItSays() throws Exception {
    copy("iis-chain/deploy/kubernetes");
    Path own = Files.createDirectories(temporary.resolve("own"));
    String configuration = "name: our-own\n";
    Files.writeString(own.resolve("iis-chain.yaml"), configuration);
    String[] files = documentedOverlay().split("(?m)^# .*\\n");
    assertThat(files).hasSize(3);
    Files.writeString(own.resolve("kustomization.yaml"), files[1]);
    Files.writeString(own.resolve("detection.yaml"), files[2]);
    Files.writeString(own.resolve("delivery.yaml"), files[2].replace("detection", "delivery"));

    List<Map<String, Object>> expected = Kustomization.build(KUBERNETES.resolve("overlays/medium"));
    Map<String, Map<String, Object>> byIdentity = byIdentity(expected);
    String image = "registry.corp.example/iis-chain:" + Repository.releaseVersion();
    Tree.put(
        byIdentity.get("apps/v1 Deployment iis-chain/iis-chain-canary"),
        "spec.template.spec.containers.0.image",
        image);
    for (String job : List.of("detection", "delivery")) {
      Map<String, Object> deployment =
          byIdentity.get("flink.apache.org/v1beta1 FlinkDeployment iis-chain/iis-chain-" + job);
      Tree.put(deployment, "spec.image", image);
      Map<String, Object> settings = Tree.map(Tree.at(deployment, "spec.flinkConfiguration"));
      settings.replaceAll(
          (key, value) -> value.toString().replace("s3://iis-chain-state/", "s3://your-bucket/"));
      settings.put("s3.endpoint", "https://storage.corp.example");
      settings.put("s3.path.style.access", "true");
    }
    Tree.put(
        byIdentity.get("v1 ConfigMap iis-chain/iis-chain"), "data.iis-chain..yaml", configuration);
    assertThat(byIdentity(RealKustomize.build(own))).isEqualTo(byIdentity);
  }

  private static String documentedOverlay() {
    StringBuilder block = new StringBuilder();
    boolean within = false;
    for (String line :
        Repository.text(Repository.ROOT.resolve("docs/deployment.md")).split("\n", -1)) {
      within |= line.equals("    # kustomization.yaml");
      if (within && !line.isEmpty() && !line.startsWith("    ")) {
        break;
      }
      if (within) {
        block.append(line.isEmpty() ? line : line.substring(4)).append('\n');
      }
    }
    return block.toString();
  }
}
