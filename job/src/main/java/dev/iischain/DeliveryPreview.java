package dev.iischain;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.iischain.config.JobConfig;
import dev.iischain.delivery.CaseTarget;
import dev.iischain.delivery.TargetSettings;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import dev.iischain.report.TerminalText;
import dev.iischain.source.TopicContent;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** What would be sent for the cases there are, to systems that know none of them yet. */
final class DeliveryPreview {

  private final JobConfig config;
  private final List<TargetSettings> targets;
  private final Map<String, Case> newest = new LinkedHashMap<>();
  private final List<String> unreadable = new ArrayList<>();

  DeliveryPreview(JobConfig config, List<TargetSettings> targets) {
    this.config = config;
    this.targets = targets;
  }

  /** Prints it for the cases of a file, or of the topic without one. */
  int print(@Nullable Path file, PrintWriter out) throws IOException {
    if (file == null) {
      readTopic();
    } else {
      readFile(file);
    }
    for (TargetSettings settings : targets) {
      try (CaseTarget target = settings.open()) {
        int sent = 0;
        for (Case snapshot : newest.values()) {
          if (settings.policy().opens(snapshot)) {
            sent++;
            out.println(
                "--- " + settings.name() + ' ' + snapshot.caseId() + ':' + snapshot.revision());
            out.println(visible(target.preview(snapshot)));
          }
        }
        out.println(settings.name() + ": " + sent + " of " + newest.size() + " cases.");
      }
    }
    unreadable.forEach(out::println);
    out.flush();
    return CommandLine.ExitCode.OK;
  }

  /** Line by line, so that nothing in a case can act on the terminal. */
  private static String visible(String text) {
    return String.join("\n", text.lines().map(TerminalText::visible).toList());
  }

  private void readTopic() {
    try (TopicContent topic = new TopicContent(config, config.topics().cases(), "")) {
      topic.forEach(
          record -> {
            if (record.value() != null) {
              keep(record.value(), record.topic() + '-' + record.partition(), record.offset());
            }
          });
    }
  }

  private void readFile(Path file) throws IOException {
    try {
      long line = 0;
      for (String each : Files.readAllLines(file)) {
        line++;
        if (!each.isBlank()) {
          keep(each.getBytes(StandardCharsets.UTF_8), file.toString(), line);
        }
      }
    } catch (NoSuchFileException e) {
      throw new UsageProblems(List.of("There is no file " + file + "; check the path."));
    }
  }

  private void keep(byte[] json, String source, long position) {
    try {
      Case snapshot = RecordJson.readKnown(json, Case.class);
      newest.merge(snapshot.caseId(), snapshot, (a, b) -> a.revision() >= b.revision() ? a : b);
    } catch (JsonProcessingException e) {
      unreadable.add(source + ", record " + position + ": this is no case.");
    }
  }
}
