package dev.iischain.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evidence as alerts and cases show it.
 *
 * @param summary at most 500 characters
 * @param suppressedBy the suppression that took its weight away, or null
 */
public record EvidenceEntry(
    String evidenceId,
    Instant eventTime,
    @Nullable String stage,
    String kind,
    String summary,
    List<String> rules,
    @Nullable Dll dll,
    Alert.@Nullable Actor process,
    Source source,
    @Nullable String suppressedBy) {

  /**
   * The module file as this event named it.
   *
   * @param path canonical
   * @param raw as spelled
   * @param identity how it was joined to the case: path, hash, rename, alias, module-name, assembly
   * @param sha256 the content at that moment
   */
  public record Dll(String path, String raw, String identity, @Nullable String sha256) {}

  /** The event's natural identity. */
  public record Source(
      String vendor,
      String format,
      @Nullable String computer,
      @Nullable String channel,
      @Nullable String eventCode,
      @Nullable String recordId) {}
}
