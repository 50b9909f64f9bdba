package dev.iischain.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CanaryMarkTest {

  private static final long NOW = 1_763_000_000_123L;
  private static final String TOPIC = "iis-chain.telemetry.windows";

  private final CanaryMark mark = mark("0123456789abcdef");
  private final String host = CanaryMark.host(TOPIC, NOW);
  private final String path = mark.path(host, NOW);

  private static CanaryMark mark(String secret) {
    return new CanaryMark(secret.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aCanaryIsKnownByWhoeverHasTheKey() {
    assertThat(mark.isCanary(host, path, NOW, NOW + 2)).isTrue();
    assertThat(mark("0123456789abcdef").isCanary(host, path, NOW, NOW + 2)).isTrue();
    assertThat(mark("0123456789abcdeF").isCanary(host, path, NOW, NOW + 2)).isFalse();
  }

  @Test
  void aHostsNameAloneProvesNothing() {
    assertThat(mark.isCanary(host, "c:\\windows\\system32\\inetsrv\\diag.dll", NOW, NOW)).isFalse();
    assertThat(mark.isCanary(host, path.replace("inetsrv", "drivers"), NOW, NOW)).isFalse();
    assertThat(mark.isCanary(host, "c:\\windows\\system32\\inetsrv\\canary-.dll", NOW, NOW))
        .isFalse();
    assertThat(mark.isCanary(host, "c:\\windows\\system32\\inetsrv\\canary-+1-a.dll", 1, 1))
        .isFalse();
  }

  @Test
  void aModulesNameHoldsForItsHostAndMomentAlone() {
    assertThat(mark.isCanary("web01", path, NOW, NOW)).as("a real host").isFalse();
    assertThat(mark.isCanary(CanaryMark.host(TOPIC, NOW + 1), path, NOW, NOW)).isFalse();
    assertThat(mark.isCanary(host, path, NOW - 1, NOW)).as("before").isFalse();
    assertThat(mark.isCanary(host, path, NOW, NOW + CanaryMark.SPAN.toMillis())).isTrue();
    assertThat(mark.isCanary(host, path, NOW, NOW + CanaryMark.SPAN.toMillis() + 1))
        .as("used again later")
        .isFalse();
    assertThat(mark.isCanary(host, path, NOW, Long.MAX_VALUE)).isFalse();
  }

  @Property
  void noOtherCharacterOfTheCodeWillDo(
      @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long at) {
    String each = mark.path(host, at);
    int dash = each.indexOf('-', each.indexOf("canary-") + 7);
    int position = (int) (dash + 1 + at % 24);
    char other = each.charAt(position) == 'a' ? 'b' : 'a';
    String forged = each.substring(0, position) + other + each.substring(position + 1);
    assertThat(mark.isCanary(host, each, at, at)).isTrue();
    assertThat(mark.isCanary(host, forged, at, at)).isFalse();
  }

  @Test
  void hostsAreAsLongAsAHostsKeyAndTopicsDiffer() {
    assertThat(host).hasSize(15).startsWith("canary-").matches("[a-z2-7-]+");
    assertThat(CanaryMark.host(TOPIC, NOW)).isEqualTo(host);
    assertThat(CanaryMark.host("other", NOW)).isNotEqualTo(host);
  }
}
