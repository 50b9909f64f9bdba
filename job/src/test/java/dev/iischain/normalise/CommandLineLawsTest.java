package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class CommandLineLawsTest {

  @Property
  void anyTextIsRead(@ForAll("commands") String text) {
    for (CommandLine command : CommandLine.of(text)) {
      assertThat(command.arguments()).isNotEmpty();
      AppcmdCommand.find(command, true);
      GacutilCommand.find(command, true);
      EncodedCommand.find(command.arguments(), true);
      PowerShellOptions.script(command.arguments());
    }
    PowerShellText script = PowerShellText.parse(text);
    assertThat(script.registrations()).hasSizeLessThan(500);
    PowerShellText.parseBindings(text);
    RegistryValueData.dllPaths(text);
    RegistryPath.ofJoined(text);
    ConfigurationPath.parse(text);
    HashText.parse(text);
    EventTimes.parse(text);
  }

  @Property(tries = 40)
  void aFloodOfAnyPieceIsReadToo(
      @ForAll("pieces") String piece, @ForAll @IntRange(max = 200_000) int times) {
    String flood = piece.repeat(Math.min(times, 400_000 / Math.max(1, piece.length())));

    assertThat(CommandLine.of(flood)).hasSizeLessThan(200);
    PowerShellText.parse("`" + flood);
    PowerShellText.parseBindings(flood);
    RegistryValueData.dllPaths(flood + ".dll");
    RegistryPath.ofJoined(flood);
  }

  @Property
  void caretsOutsideQuotesChangeNothing(@ForAll @IntRange(min = 7, max = 40) int at) {
    String plain = "appcmd install module /name:X /image:c:\\x.dll";
    String noisy = plain.substring(0, at) + "^" + plain.substring(at);

    assertThat(CommandLine.of(noisy).get(0).arguments())
        .isEqualTo(CommandLine.of(plain).get(0).arguments());
  }

  @Property
  void whatIsEncodedIsDecoded(@ForAll String text) {
    String base64 =
        Base64.getEncoder().encodeToString(("echo " + text).getBytes(StandardCharsets.UTF_16LE));
    String back =
        new String(("echo " + text).getBytes(StandardCharsets.UTF_16LE), StandardCharsets.UTF_16LE);

    assertThat(EncodedCommand.find(List.of("powershell", "-nop", "-enc", base64), false))
        .isEqualTo(back);
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(
        "appcmd ",
        "install ",
        "module ",
        "set config ",
        "/section:globalModules ",
        "/+[",
        "/[",
        "name='x'",
        "image='c:\\x.dll'",
        "]",
        "].image:",
        "'",
        "\"",
        "\\\"",
        "^",
        "&",
        "|",
        "<",
        ">",
        "\n",
        " ",
        "cmd /c ",
        "powershell ",
        "-enc ",
        "-c ",
        "New-WebGlobalModule ",
        "-Name ",
        "-Image ",
        "@{",
        "}",
        "(",
        ")",
        "$x = ",
        "$x",
        "${",
        "'a'+'b'",
        "+",
        "`",
        "#",
        "<#",
        "@'",
        "iex ",
        "& ",
        ";",
        ",",
        "=",
        ".dll",
        ".exe ",
        "GacInstall(",
        "\u2013",
        "\u201c",
        "\u0430",
        "ParameterBinding(New-WebGlobalModule): name=\"Image\"; value=\"",
        "\0",
        "@x");
  }

  @Provide
  Arbitrary<String> commands() {
    return pieces().list().ofMaxSize(30).map(parts -> String.join("", parts));
  }
}
