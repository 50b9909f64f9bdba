package dev.iischain.config;

import dev.iischain.config.Raw.Entries;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Reads a configuration: defaults, below one YAML file, below the environment. Reports every
 * problem at once and never throws for one.
 */
public final class ConfigLoader {
  private final Map<String, String> environment;
  private final Purpose purpose;

  /** A loader that lets these environment variables override the file. */
  public ConfigLoader(Map<String, String> environment, Purpose purpose) {
    this.environment = Map.copyOf(environment);
    this.purpose = purpose;
  }

  /** The configuration in a file. */
  public LoadedConfig load(Path file) {
    Path folder = file.getParent() == null ? Path.of("") : file.getParent();
    Place start = new Place(file.toString(), 1, folder);
    Findings findings = new Findings();
    try {
      return load(Files.readString(file), start, findings);
    } catch (NoSuchFileException e) {
      findings.error(start.atLine(0), "", "The file does not exist.", "Check the path.");
    } catch (CharacterCodingException e) {
      findings.error(start.atLine(0), "", "The file is not text in UTF-8.", "Save it as UTF-8.");
    } catch (IOException e) {
      findings.error(
          start.atLine(0), "", "The file cannot be read: " + e.getMessage() + ".", "Check it.");
    }
    return new LoadedConfig(null, findings.all());
  }

  /** The configuration in a text; relative paths start from the working directory. */
  public LoadedConfig load(String source, String yaml) {
    return load(yaml, new Place(source, 1, Path.of("")), new Findings());
  }

  private LoadedConfig load(String yaml, Place start, Findings findings) {
    String text = yaml.startsWith("\uFEFF") ? yaml.substring(1) : yaml;
    Map<Option<?>, Raw> settings = YamlSettings.read(text, start, findings);
    EnvironmentSettings.override(environment, settings, findings);

    OptionValues values = new OptionValues();
    for (Option<?> option : Options.all()) {
      Raw raw = settings.get(option);
      if (raw != null) {
        parse(option, raw, values, findings);
      }
    }
    Place wholeFile = start.atLine(0);
    if (settings.get(Options.PROPERTIES) instanceof Entries properties) {
      KafkaPropertyChecks.check(properties.values(), findings);
    }
    checkRequired(values, wholeFile, findings);
    new DeliveryChecks(values, settings, wholeFile, findings).check();
    new Contradictions(values, settings, wholeFile, findings).check();
    return new LoadedConfig(findings.hasErrors() ? null : JobConfig.from(values), findings.all());
  }

  private static <T> void parse(Option<T> option, Raw raw, OptionValues values, Findings findings) {
    try {
      values.put(option, option.type().parser().parse(raw));
    } catch (InvalidValue e) {
      findings.error(raw.place(), option.key(), e.sentence(), e.suggestion());
    }
  }

  private void checkRequired(OptionValues values, Place file, Findings findings) {
    if ((purpose == Purpose.RUN || purpose == Purpose.DELIVER)
        && values.get(Options.BOOTSTRAP_SERVERS).isEmpty()
        && !findings.failed(Options.BOOTSTRAP_SERVERS)) {
      findings.error(
          file,
          Options.BOOTSTRAP_SERVERS.key(),
          "The streaming job needs a Kafka cluster, and none is named.",
          "Set it, such as [kafka-1.example.com:9092], or set "
              + Options.BOOTSTRAP_SERVERS.variable()
              + ".");
    }
    if ((purpose == Purpose.DELIVER || purpose == Purpose.PREVIEW)
        && values.get(DeliveryOptions.TARGETS).isEmpty()
        && !findings.failed(DeliveryOptions.TARGETS)) {
      findings.error(
          file,
          DeliveryOptions.TARGETS.key(),
          "The delivery job needs a system to deliver to, and none is named.",
          "Set it, such as [" + TargetSystem.WEBHOOK.label() + "].");
    }
  }
}
