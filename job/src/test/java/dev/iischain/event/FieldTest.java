package dev.iischain.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FieldTest {

  @Test
  void everyFieldIsFoundByItsOwnSpelling() {
    for (Field field : Field.values()) {
      assertThat(Field.named(field.label())).isSameAs(field);
    }
  }

  @Test
  void otherSpellingsMeanTheSigmaField() {
    assertThat(Field.named("COMMANDLINE")).isSameAs(Field.COMMAND_LINE);
    assertThat(Field.named("targetfilename")).isSameAs(Field.TARGET_FILENAME);
    assertThat(Field.named("TargetFileName")).isSameAs(Field.TARGET_FILE_NAME);
    assertThat(Field.named("nothing")).isNull();
  }
}
