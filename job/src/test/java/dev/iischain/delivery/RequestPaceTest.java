package dev.iischain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestPaceTest {

  @Test
  void momentsKeepTheirDistance() {
    RequestPace pace = new RequestPace(4);
    assertThat(pace.take(1_000)).isEqualTo(1_000);
    assertThat(pace.take(1_000)).isEqualTo(1_250);
    assertThat(pace.take(0)).isEqualTo(1_500);
  }

  @Test
  void whatWasNotUsedIsNotSavedUp() {
    RequestPace pace = new RequestPace(1);
    pace.take(0);
    assertThat(pace.take(60_000)).isEqualTo(60_000);
    assertThat(pace.take(60_000)).isEqualTo(61_000);
  }

  @Test
  void lessThanOneASecondIsAPaceToo() {
    RequestPace pace = new RequestPace(0.5);
    pace.take(0);
    assertThat(pace.take(0)).isEqualTo(2_000);
  }
}
