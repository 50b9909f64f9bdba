package dev.iischain.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A folder that a replay wrote. */
public final class OutputFolder {

  private static final String CASES = "cases.ndjson";
  private static final String ALERTS = "alerts.ndjson";

  private final Path folder;

  private OutputFolder(Path folder) {
    this.folder = folder;
  }

  /** The folder at this place; throws IOException with advice when it is none that we wrote. */
  public static OutputFolder open(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      throw new IOException(
          "There is no folder '" + folder + "'. Name one that 'iis-chain replay --out' wrote.");
    }
    if (!Files.isDirectory(folder)) {
      throw new IOException(
          "'" + folder + "' is a file. Name the folder that 'iis-chain replay --out' wrote.");
    }
    if (!Files.isRegularFile(folder.resolve(CASES))) {
      throw new IOException(
          "The folder '"
              + folder
              + "' has no "
              + CASES
              + ". Name one that 'iis-chain replay --out' wrote, and wait until it is done.");
    }
    return new OutputFolder(folder);
  }

  /** The latest snapshot of every case, in the order of the file. */
  public List<Case> cases() throws IOException {
    return read(CASES, Case.class, any -> true);
  }

  /** The cases whose id is this, or starts with it. */
  public List<Case> casesNamed(String idOrPrefix) throws IOException {
    return read(CASES, Case.class, one -> one.caseId().startsWith(idOrPrefix));
  }

  /** All alerts, in the order of the file; none when the folder has no alert file. */
  public List<Alert> alerts() throws IOException {
    return Files.exists(folder.resolve(ALERTS))
        ? read(ALERTS, Alert.class, any -> true)
        : List.of();
  }

  /** The page of a case, whether or not it was written. */
  public Path page(Case snapshot) {
    return folder.resolve("cases").resolve(RecordNames.caseFile(snapshot.caseId()));
  }

  private <T> List<T> read(String name, Class<T> type, Predicate<T> wanted) throws IOException {
    Path file = folder.resolve(name);
    List<T> records = new ArrayList<>();
    int number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          T one = RecordJson.read(line.getBytes(StandardCharsets.UTF_8), type);
          if (wanted.test(one)) {
            records.add(one);
          }
        }
      }
    } catch (JsonProcessingException e) {
      throw foreign(file, number, TerminalText.visible(e.getOriginalMessage()), e);
    } catch (CharacterCodingException e) {
      throw foreign(file, number + 1, "it is not UTF-8", e);
    }
    return records;
  }

  private static IOException foreign(Path file, int line, String problem, IOException cause) {
    return new IOException(
        file
            + ", line "
            + line
            + ", is no record that this version wrote: "
            + problem
            + ". Write the folder again with 'iis-chain replay --out'.",
        cause);
  }
}
