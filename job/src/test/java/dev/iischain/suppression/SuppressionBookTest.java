package dev.iischain.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.Hashes;
import dev.iischain.suppression.SuppressionBook.Effect;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuppressionBookTest {

  private static final Suppression WEB = Entries.of("id: a\nhost: web01");
  private static final Suppression APP = Entries.of("id: a\nhost: app01");

  private static SuppressionUpdate update(long offset, Suppression entry) {
    return new SuppressionUpdate("a", 0, offset, entry);
  }

  private static boolean mutes(SuppressionBook book, String host) {
    return !book.set()
        .covering(
            new Subject(host, null, null, Hashes.NONE, null, null, null, List.of(), null, 0, 0))
        .isEmpty();
  }

  private static SuppressionBook started(List<Suppression> files, SuppressionUpdate... topic) {
    return new SuppressionBook(
        new SuppressionPreload(files, List.of(topic), Map.of(0, 10L), SuppressionScope.PLAIN));
  }

  @Test
  void theLastWordOfTheTopicCounts() {
    SuppressionBook book = started(List.of());
    assertThat(book.apply(update(10, WEB))).isEqualTo(Effect.CHANGED);
    assertThat(mutes(book, "web01")).isTrue();
    assertThat(book.apply(update(10, WEB))).isEqualTo(Effect.NONE);
    assertThat(book.apply(update(11, WEB))).isEqualTo(Effect.NONE);
    assertThat(book.apply(update(9, APP))).as("an older word").isEqualTo(Effect.NONE);
    assertThat(book.apply(update(12, APP))).isEqualTo(Effect.CHANGED);
    assertThat(mutes(book, "web01")).isFalse();
    assertThat(mutes(book, "app01")).isTrue();
    assertThat(book.apply(update(13, null))).isEqualTo(Effect.CHANGED);
    assertThat(mutes(book, "app01")).isFalse();
    assertThat(book.apply(update(14, null))).isEqualTo(Effect.NONE);
  }

  @Test
  void theTopicGoesBeforeAFileAndItsRemovalGivesTheFileBack() {
    SuppressionBook book = started(List.of(WEB));
    assertThat(mutes(book, "web01")).isTrue();
    assertThat(book.apply(update(10, APP))).isEqualTo(Effect.CHANGED);
    assertThat(mutes(book, "web01")).isFalse();
    assertThat(book.apply(update(11, null))).isEqualTo(Effect.CHANGED);
    assertThat(mutes(book, "web01")).isTrue();
  }

  @Test
  void whatTheJobWasStartedWithCanBeRemovedForGood() {
    SuppressionBook book = started(List.of(), update(3, WEB));
    assertThat(mutes(book, "web01")).isTrue();
    SuppressionUpdate removal = update(12, null);
    assertThat(book.apply(removal)).isEqualTo(Effect.CHANGED);
    assertThat(book.keeps(removal)).as("else a failure would bring it back").isTrue();
    SuppressionBook recovered = started(List.of(), update(3, WEB));
    recovered.restore(List.of(removal));
    assertThat(mutes(recovered, "web01")).isFalse();
  }

  @Test
  void whatVanishedFromTheTopicWhileTheJobWasDownDoesNotComeBack() {
    SuppressionBook book = started(List.of());
    book.restore(List.of(update(4, WEB)));
    assertThat(mutes(book, "web01")).isFalse();
    SuppressionBook later = started(List.of());
    later.restore(List.of(update(10, WEB)));
    assertThat(mutes(later, "web01")).isTrue();
  }

  @Test
  void entriesAreBoundedAndTheRestIsRefused() {
    SuppressionBook book = started(List.of());
    for (int i = 0; i < SuppressionBook.MAX_ENTRIES; i++) {
      assertThat(book.apply(new SuppressionUpdate("x" + i, 0, 10 + i, WEB)))
          .isEqualTo(Effect.CHANGED);
    }
    assertThat(book.apply(new SuppressionUpdate("more", 0, 99_999, WEB))).isEqualTo(Effect.REFUSED);
    assertThat(book.apply(new SuppressionUpdate("x1", 0, 99_999, null))).isEqualTo(Effect.CHANGED);
    assertThat(book.apply(new SuppressionUpdate("more", 0, 99_999, WEB))).isEqualTo(Effect.CHANGED);
  }
}
