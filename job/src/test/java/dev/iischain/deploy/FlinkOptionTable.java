package dev.iischain.deploy;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.FallbackKey;
import org.apache.flink.kubernetes.configuration.KubernetesConfigOptions;
import org.apache.flink.kubernetes.operator.config.KubernetesOperatorConfigOptions;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.jspecify.annotations.Nullable;

/** Every option that Flink, its Kubernetes integration and its operator declare. */
final class FlinkOptionTable {

  /** A class of each jar that is looked through. */
  private static final List<Class<?>> JARS =
      List.of(
          CheckpointingOptions.class,
          TaskManagerRunner.class,
          RocksDBOptions.class,
          KubernetesConfigOptions.class,
          KubernetesOperatorConfigOptions.class);

  private static final String REPORTERS = "metrics.reporters";

  /** What the file systems read, which are plugins of the image and declare nothing here. */
  private static final Set<String> FILE_SYSTEMS =
      Set.of("s3.endpoint", "s3.path.style.access", "s3.endpoint.region");

  private final Map<String, ConfigOption<?>> current = new TreeMap<>();
  private final Map<String, String> replaced = new HashMap<>();

  FlinkOptionTable() {
    JARS.forEach(this::look);
  }

  int size() {
    return current.size();
  }

  private void look(Class<?> inside) {
    File jar = new File(inside.getProtectionDomain().getCodeSource().getLocation().getPath());
    try (JarFile file = new JarFile(jar)) {
      for (Enumeration<JarEntry> all = file.entries(); all.hasMoreElements(); ) {
        String name = all.nextElement().getName();
        if (name.startsWith("org/apache/flink/")
            && !name.contains("/shaded/")
            && name.matches(".*Options(Internal)?\\.class")) {
          declare(Class.forName(name.replace('/', '.').substring(0, name.length() - 6)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private void declare(Class<?> options) throws IllegalAccessException {
    for (Field field : options.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers())
          && Modifier.isPublic(field.getModifiers())
          && Modifier.isPublic(options.getModifiers())
          && field.get(null) instanceof ConfigOption<?> option) {
        current.put(option.key(), option);
        for (FallbackKey old : option.fallbackKeys()) {
          replaced.put(old.getKey(), option.key());
        }
      }
    }
  }

  /** What is wrong with one entry among others, as a sentence, or null. */
  @Nullable String problem(String key, String value, Map<String, String> all) {
    if (key.startsWith("metrics.reporter.")) {
      return reporter(key, value, all);
    }
    if (FILE_SYSTEMS.contains(key)) {
      return null;
    }
    ConfigOption<?> option = current.get(key);
    if (option == null) {
      String now = replaced.get(key);
      return "Flink has no option '"
          + key
          + "'"
          + (now == null ? "." : " any more; it is '" + now + "'.");
    }
    try {
      Configuration.fromMap(Map.of(key, value)).get(option);
      return null;
    } catch (IllegalArgumentException e) {
      return "The option '" + key + "' does not take '" + value + "'.";
    }
  }

  private static @Nullable String reporter(String key, String value, Map<String, String> all) {
    String[] parts = key.split("\\.", 4);
    if (parts.length < 4
        || !List.of(all.getOrDefault(REPORTERS, "").split(",")).contains(parts[2])) {
      return "The option '" + key + "' is of a reporter that " + REPORTERS + " does not name.";
    }
    return switch (parts[3]) {
      case "factory.class" -> isReporter(value) ? null : "There is no reporter '" + value + "'.";
      case "port" ->
          value.matches("[0-9]{2,5}(-[0-9]{2,5})?") ? null : "'" + value + "' is no port.";
      case "filterLabelValueCharacters" ->
          value.matches("true|false") ? null : "'" + value + "' is neither true nor false.";
      default -> "No reporter of ours knows '" + parts[3] + "'.";
    };
  }

  private static boolean isReporter(String name) {
    try {
      return MetricReporterFactory.class.isAssignableFrom(Class.forName(name));
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
