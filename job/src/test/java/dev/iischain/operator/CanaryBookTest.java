package dev.iischain.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.canary.CanaryMark;
import dev.iischain.canary.CanarySecret;
import dev.iischain.chain.ChainLibrary;
import dev.iischain.chain.ChainMatch;
import dev.iischain.chain.Episode;
import dev.iischain.chain.EvidenceMaker;
import dev.iischain.event.Case;
import dev.iischain.event.Evidence;
import dev.iischain.event.HostIdentity;
import dev.iischain.event.Stage;
import dev.iischain.suppression.SuppressionPreload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The case book marks what is proven to be a canary, and nothing else. */
class CanaryBookTest {

  private static final String KEY = "0123456789abcdef";
  private static final long NOW = 1_772_590_300_512L;
  private static final String HOST = CanaryMark.host("iis-chain.telemetry.windows", NOW);
  private static final String PATH =
      new CanaryMark(KEY.getBytes(StandardCharsets.UTF_8)).path(HOST, NOW);
  private static final Duration RETENTION = Duration.ofDays(400);

  @TempDir private Path folder;
  private final List<KeyedBroadcastOperatorTestHarness<String, ChainMatch, Control, Case>> books =
      new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var book : books) {
      book.close();
    }
  }

  @Test
  void aCanaryIsMarkedAndForgottenAfterADay() throws Exception {
    var book = book(secret(KEY));
    Case canary = caseOf(book, chain(HOST, PATH, 1));
    assertThat(CanaryMark.isMarked(canary.suppressions())).isTrue();
    assertThat(canary.status()).isEqualTo("complete");
    book.setProcessingTime(Duration.ofDays(1).toMillis() - 1);
    assertThat(book.numProcessingTimeTimers()).isEqualTo(1);
    book.setProcessingTime(Duration.ofDays(1).toMillis());
    assertThat(book.numProcessingTimeTimers()).isZero();
  }

  @Test
  void theMarkChangesNothingElse() throws Exception {
    Case marked = caseOf(book(secret(KEY)), chain(HOST, PATH, 1));
    Case plain = caseOf(book(CanarySecret.NONE), chain(HOST, PATH, 1));
    assertThat(CanaryMark.isMarked(plain.suppressions())).isFalse();
    assertThat(marked)
        .usingRecursiveComparison()
        .ignoringFields("suppressions", "contentHash")
        .isEqualTo(plain);
    assertThat(marked.contentHash()).isNotEqualTo(plain.contentHash());
  }

  @Test
  void whoIsOnlyCalledLikeOneIsRealAndRemembered() throws Exception {
    String other = "c:\\windows\\system32\\inetsrv\\canary-abc-def.dll";
    for (Episode real :
        List.of(chain(HOST, other, 1), chain("web01", PATH, 1), chain(HOST, PATH, 86_400_000))) {
      var book = book(secret(KEY));
      assertThat(CanaryMark.isMarked(caseOf(book, real).suppressions())).isFalse();
      book.setProcessingTime(RETENTION.toMillis() - 1);
      assertThat(book.numProcessingTimeTimers()).isEqualTo(1);
    }
  }

  @Test
  void aKeyThatIsWrongOrMissingMarksNothingAndStopsNothing() throws Exception {
    for (CanarySecret none :
        List.of(
            secret("fedcba9876543210"),
            secret("short"),
            new CanarySecret(folder.resolve("missing").toString(), ""),
            new CanarySecret("", "IIS_CHAIN_NO_SUCH_VARIABLE"))) {
      Case revision = caseOf(book(none), chain(HOST, PATH, 1));
      assertThat(CanaryMark.isMarked(revision.suppressions())).as(none.toString()).isFalse();
    }
  }

  private CanarySecret secret(String key) throws Exception {
    return new CanarySecret(Files.writeString(folder.resolve(key), key + "\n").toString(), "");
  }

  private static Episode chain(String host, String path, long apart) {
    return Episodes.of(
        evidence(host, path, NOW, Stage.WRITE),
        evidence(host, path, NOW + apart, Stage.REGISTRATION),
        evidence(host, path, NOW + 2 * apart, Stage.LOAD));
  }

  private static Evidence evidence(String host, String path, long time, Stage stage) {
    Evidence each = EvidenceMaker.of("ev-" + stage, time, stage).at(path).make();
    return new Evidence(
        each.evidenceId(),
        each.eventTimeMillis(),
        each.tenant(),
        new HostIdentity("host:default/" + host, host, null, List.of()),
        each.stage(),
        each.kind(),
        each.summary(),
        each.rules(),
        each.dll(),
        each.process(),
        each.source(),
        each.alertId(),
        each.weight(),
        each.flags(),
        each.moduleName());
  }

  private static Case caseOf(
      KeyedBroadcastOperatorTestHarness<String, ChainMatch, Control, Case> book, Episode episode)
      throws Exception {
    book.processElement(
        new ChainMatch(3, episode, "iis_module_written_registered_loaded", List.of()), 3);
    book.processWatermark(new Watermark(3));
    assertThat(book.extractOutputValues()).hasSize(1);
    return book.extractOutputValues().get(0);
  }

  private KeyedBroadcastOperatorTestHarness<String, ChainMatch, Control, Case> book(
      CanarySecret secret) throws Exception {
    CaseBook function =
        new CaseBook(
                ChainLibrary.load(List.of()), 35, RETENTION, Pace.LIVE, SuppressionPreload.NONE)
            .knowing(secret);
    KeyedBroadcastOperatorTestHarness<String, ChainMatch, Control, Case> harness =
        new KeyedBroadcastOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                function, List.of(Controls.suppressions(), Controls.clock())),
            StreamKeys::caseId,
            Types.STRING,
            1,
            1,
            0);
    books.add(harness);
    harness.open();
    harness.processBroadcastWatermark(new Watermark(Long.MAX_VALUE - 1));
    return harness;
  }
}
