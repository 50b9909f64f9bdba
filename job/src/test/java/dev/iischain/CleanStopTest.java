package dev.iischain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CleanStopTest {

  @Test
  void onlyAJobThatNobodyStoppedHasEndedWhereItWasTo() {
    Thread hook = new Thread(() -> {}, "clean-stop");
    Runtime.getRuntime().addShutdownHook(hook);

    assertThat(CleanStop.forget(hook)).isTrue();
    assertThat(CleanStop.forget(hook)).as("one that the runtime does not hold back").isFalse();
  }
}
