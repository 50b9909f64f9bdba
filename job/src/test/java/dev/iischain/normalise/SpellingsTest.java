package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.Field;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small spellings that decoders unify. */
class SpellingsTest {

  @ParameterizedTest
  @CsvSource({
    "\\REGISTRY\\MACHINE\\SYSTEM\\ControlSet001\\Services\\W3SVC,HKLM\\SYSTEM\\CurrentControlSet\\Services\\W3SVC",
    "HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet002,HKLM\\SYSTEM\\CurrentControlSet",
    "hkey_local_machine\\software\\x,HKLM\\software\\x",
    "\\REGISTRY\\USER\\S-1-5-18\\x,HKU\\S-1-5-18\\x",
    "HKEY_CURRENT_USER\\x,HKCU\\x",
    "HKLM\\System\\ControlSet001x\\y,HKLM\\System\\ControlSet001x\\y",
    "\\REGISTRY\\A\\{1}\\x,\\REGISTRY\\A\\{1}\\x"
  })
  void registryKeysAreSpelledAsSysmonSpellsThem(String key, String expected) {
    assertThat(RegistryDialect.join(key, null)).isEqualTo(expected);
    assertThat(RegistryDialect.join(key, "v")).isEqualTo(expected + "\\v");
  }

  @Test
  void aKeyThatIsMissingHasNoSpelling() {
    assertThat(RegistryDialect.join(null, "v")).isNull();
    assertThat(RegistryDialect.join("HKEY_USERS\\x\\", "v")).isEqualTo("HKU\\x\\v");
  }

  @ParameterizedTest
  @CsvSource({
    "a &lt;b&gt; &amp;&quot;&apos;,a <b> &\"'",
    "&#65;&#x42;&#x1F600;,AB\uD83D\uDE00",
    "&#0;&#xD800;&#x110000;,\uFFFD\uFFFD\uFFFD",
    "&big; & &;,&big; & &;",
    "<![CDATA[<a> & b]]>c<!-- d -->,<a> & bc",
    "&#99999999999;,&#99999999999;"
  })
  void xmlTextIsDecodedWithoutADocumentType(String xml, String expected) {
    byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
    assertThat(XmlText.decode(bytes, 0, bytes.length)).isEqualTo(expected);
  }

  @Test
  void onlyInvalidBytesAreReplaced() {
    byte[] bytes = "aé€😀z".getBytes(StandardCharsets.UTF_8);
    assertThat(Utf8Repair.repair(bytes, 0, bytes.length)).isEqualTo(bytes);
    byte[] bad = {'a', (byte) 0xFC, 'b', (byte) 0xC3, (byte) 0xE0, (byte) 0x80, (byte) 0x80};
    assertThat(new String(Utf8Repair.repair(bad, 0, bad.length), StandardCharsets.US_ASCII))
        .isEqualTo("a?b????");
  }

  @Test
  void namesAreFoundExactlyThenInAnyCaseThenWithoutSuffix() {
    assertThat(ValueNames.exact("TargetFilename")).isEqualTo(Field.TARGET_FILENAME.ordinal());
    assertThat(ValueNames.exact("TargetFileName")).isEqualTo(Field.TARGET_FILE_NAME.ordinal());
    assertThat(ValueNames.exact("targetfilename")).isEqualTo(ValueNames.NONE);
    assertThat(ValueNames.loose("IMAGELOADED")).isEqualTo(Field.IMAGE_LOADED.ordinal());
    assertThat(ValueNames.loose("ProcessId_dynamic")).isEqualTo(Field.PROCESS_ID.ordinal());
    assertThat(ValueNames.loose("TargetProcessId_decimal"))
        .isEqualTo(ValueNames.indexOf(ValueName.TARGET_PROCESS_ID));
    assertThat(ValueNames.loose("Image_other")).isEqualTo(ValueNames.NONE);
    assertThat(ValueNames.loose("")).isEqualTo(ValueNames.NONE);
    assertThat(ValueNames.loose("_s")).isEqualTo(ValueNames.NONE);
  }

  @ParameterizedTest
  @CsvSource({"0x1a4,420", "420,420", "0x,0x", "0xzz,0xzz", "0x00000000000001a4,420"})
  void processIdsAreDecimal(String text, String expected) {
    assertThat(WindowsValues.processId(text)).isEqualTo(expected);
  }

  @Test
  void labelsAreOnlyFoundAtTheStartOfAWord() {
    String text = "XUserId=no\n\tUserId=CORP\\a \r\nHostApplication=\r\n";
    assertThat(WindowsValues.line(text, "UserId=")).isEqualTo("CORP\\a");
    assertThat(WindowsValues.line(text, "HostApplication=")).isNull();
    assertThat(WindowsValues.line(text, "Absent=")).isNull();
  }
}
