package dev.iischain.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kustomize that a kubectl on the PATH brings. */
final class RealKustomize {

  /** Older ones know patches of a file by other names; Debian's kubectl of 1.20 brings 2.0.3. */
  private static final int OLDEST = 4;

  private RealKustomize() {}

  /** Why it cannot be asked here, as a sentence, or null when it can. */
  static @Nullable String whyNot() throws IOException, InterruptedException {
    Optional<Path> kubectl = kubectl();
    if (kubectl.isEmpty()) {
      return "There is no kubectl on the PATH.";
    }
    Outcome answer = run("version", "--client", "-o", "json");
    Object version = answer.status() == 0 ? Tree.parse(answer.out()).get("kustomizeVersion") : null;
    return isNewEnough(version)
        ? null
        : kubectl.get() + " has kustomize " + version + ", and the files need v" + OLDEST + ".";
  }

  /** Whether a version such as {@code v5.5.0} reads our files; null is that of an old kubectl. */
  static boolean isNewEnough(@Nullable Object version) {
    String text = String.valueOf(version);
    return text.matches("v\\d{1,4}\\..*")
        && Integer.parseInt(text.substring(1, text.indexOf('.'))) >= OLDEST;
  }

  /** The objects that a folder stands for; fails where kustomize refuses or warns. */
  static List<Map<String, Object>> build(Path folder) throws IOException, InterruptedException {
    Outcome built = run("kustomize", folder.toString());
    assertThat(built.error()).as("what kustomize says of " + folder).isEmpty();
    assertThat(built.status()).isZero();
    return Tree.parseAll(built.out());
  }

  /** What kustomize says of a folder that it refuses; fails where it takes it. */
  static String refusal(Path folder) throws IOException, InterruptedException {
    Outcome built = run("kustomize", folder.toString());
    assertThat(built.status()).as(built.out()).isNotZero();
    return built.error();
  }

  /** How a program ended. */
  private record Outcome(int status, String out, String error) {}

  private static Outcome run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(kubectl().orElseThrow().toString()));
    command.addAll(List.of(arguments));
    Path error = Files.createTempFile("kubectl", ".txt");
    try {
      Process process = new ProcessBuilder(command).redirectError(error.toFile()).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.waitFor(), out, Files.readString(error));
    } finally {
      Files.delete(error);
    }
  }

  private static Optional<Path> kubectl() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder).resolve("kubectl"))
        .filter(Files::isRegularFile)
        .filter(Files::isExecutable)
        .findFirst();
  }
}
