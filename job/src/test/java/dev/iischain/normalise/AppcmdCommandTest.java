package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AppcmdCommandTest {

  static Stream<Arguments> installations() {
    return Stream.of(
        installation(
            "C:\\Windows\\system32\\inetsrv\\APPCMD.EXE install module /name:Module"
                + " /image:\"%windir%\\System32\\inetsrv\\IIS-Backdoor.dll\" /add:true",
            "install", "Module", "%windir%\\System32\\inetsrv\\IIS-Backdoor.dll"),
        installation(
            "c:\\windows\\system32\\inetsrv\\appcmd.exe install module"
                + " /name:FastCgiModule_64bit /image:%windir%\\System32\\inetsrv\\iisfcgix64.dll",
            "install", "FastCgiModule_64bit", "%windir%\\System32\\inetsrv\\iisfcgix64.dll"),
        installation(
            "\"C:\\Windows\\System32\\inetsrv\\appcmd.exe\"  install  module  -name:X "
                + " -image:\"c:\\a b\\x.dll\"",
            "install",
            "X",
            "c:\\a b\\x.dll"),
        installation(
            "c^md /c ap^pcmd ins^tall mod^ule /na^me:X /im^age:c:\\x.dll",
            "install",
            "X",
            "c:\\x.dll"),
        installation(
            "a\"\"ppcmd install module \u2013name:X \u2014image=c:\\x.dll",
            "install",
            "X",
            "c:\\x.dll"),
        installation(
            "AppCmd INSTALL MODULE /IMAGE:c:\\x.dll /preCondition:bitness64 /NAME:X",
            "install",
            "X",
            "c:\\x.dll"),
        installation("appcmd install module X /image:c:\\x.dll", "install", "X", "c:\\x.dll"),
        installation(
            "appcmd add module /name:X /image:c:\\x.dll /lock:true", "add", "X", "c:\\x.dll"),
        installation(
            "\u0430ppcmd.exe install module /name:X /image:c:\\x.dll", "install", "X", "c:\\x.dll"),
        installation(
            "C:\\ProgramData\\svc.exe install module /name:X /image:c:\\x.dll",
            "install",
            "X",
            "c:\\x.dll"),
        installation(
            "cmd.exe /s /c \"cd c:\\windows & ..\\appcmd install module /name:X"
                + " /image:\"c:\\a b\\x.dll\" & exit\"",
            "install",
            "X",
            "c:\\a b\\x.dll"),
        installation(
            "wmic process call create \"appcmd install module /name:X /image:c:\\x.dll\"",
            "install",
            "X",
            "c:\\x.dll"));
  }

  @ParameterizedTest
  @MethodSource("installations")
  void everySpellingOfAnInstallationIsOne(
      String commandLine, String verb, String name, String image) {
    AppcmdCommand command = find(commandLine);

    assertThat(command).isNotNull();
    assertThat(command.verb()).isEqualTo(verb);
    assertThat(command.object()).isEqualTo("module");
    assertThat(command.moduleName()).isEqualTo(name);
    assertThat(command.registrations()).containsExactly(new Registration(name, image, null));
  }

  static Stream<Arguments> configurations() {
    return Stream.of(
        configuration(
            "appcmd set config /section:isapiCgiRestriction"
                + " \"/+[path='c:\\x y\\evil.dll',allowed='True']\"",
            "isapicgirestriction",
            null,
            "c:\\x y\\evil.dll"),
        configuration(
            "appcmd set config /section:isapiFilters"
                + " /+\"[name='X',path='c:\\x.dll',enabled='true']\"",
            "isapifilters",
            "X",
            "c:\\x.dll"),
        configuration(
            "appcmd set config -section:system.webServer/isapiFilters"
                + " /+[name=X,path=c:\\x.dll,enabled=true] /commit:apphost",
            "isapifilters",
            "X",
            "c:\\x.dll"),
        configuration(
            "appcmd set config /section:globalModules"
                + " \"/[name='DefaultDocumentModule'].image:c:\\temp\\x.dll\"",
            "globalmodules",
            "DefaultDocumentModule",
            "c:\\temp\\x.dll"),
        configuration(
            "appcmd set config \"Default Web Site\" /section:system.webServer/handlers"
                + " /+[name='X',path='*.foo',verb='*',modules='IsapiModule',"
                + "scriptProcessor='c:\\x.dll']",
            "handlers",
            "X",
            "c:\\x.dll"),
        configuration(
            "appcmd set config /section:system.webServer/security/isapiCgiRestriction"
                + " \"/[path='c:\\x.dll'].allowed:true\"",
            "isapicgirestriction",
            null,
            "c:\\x.dll"));
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void anEditThatBringsInCodeIsARegistration(
      String commandLine, String section, String name, String image) {
    AppcmdCommand command = find(commandLine);

    assertThat(command).isNotNull();
    assertThat(command.verb()).isEqualTo("set");
    assertThat(command.object()).isEqualTo("config");
    assertThat(command.section()).isEqualTo(section);
    assertThat(command.registrations()).containsExactly(new Registration(name, image, null));
  }

  static List<String> harmless() {
    return List.of(
        "appcmd uninstall module X",
        "appcmd delete module X /app.name:\"Default Web Site/\"",
        "appcmd list modules",
        "appcmd list module /name:X /image:c:\\x.dll",
        "appcmd add module /name:X /app.name:\"Default Web Site/\"",
        "appcmd install module",
        "appcmd set config /section:httpLogging /dontLog:true",
        "appcmd set config /section:globalModules \"/-[name='X']\"",
        "appcmd set config /section:globalModules \"/[name='X'].preCondition:bitness64\"",
        "appcmd set config /section:isapiCgiRestriction \"/+[path='c:\\x.dll',allowed='False']\"",
        "appcmd set config /section:handlers \"/+[name='X',path='*.foo',verb='*']\"",
        "appcmd set config /section:customErrors \"/+[path='c:\\x.dll',image='c:\\x.dll']\"",
        "appcmd set config -in \"Default Web Site\" < evil.xml");
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void whatRegistersNothingIsNoRegistration(String commandLine) {
    AppcmdCommand command = find(commandLine);

    assertThat(command).isNotNull();
    assertThat(command.registrations()).isEmpty();
  }

  static List<String> otherCommands() {
    return List.of(
        "notepad.exe C:\\docs\\appcmd.exe",
        "copy appcmd.exe svc.exe",
        "npm install module /verbose",
        "svc.exe install module",
        "svc.exe install service /image:c:\\x.dll",
        "svc.exe add user /type:admin",
        "");
  }

  @ParameterizedTest
  @MethodSource("otherCommands")
  void otherCommandsAreNotTakenForAppcmd(String commandLine) {
    assertThat(find(commandLine)).isNull();
  }

  @Test
  void aManagedModuleHasATypeWithCommas() {
    String type = "Foo.Bar, Foo, Version=1.0.0.0, Culture=neutral, PublicKeyToken=0123456789abcdef";

    AppcmdCommand command =
        find("appcmd add module /name:X /type:\"" + type + "\" /app.name:\"Default Web Site/\"");

    assertThat(command).isNotNull();
    assertThat(command.registrations()).containsExactly(new Registration("X", null, type));
    assertThat(command.parameters()).containsEntry("app.name", "Default Web Site/");
  }

  @Test
  void configurationFromStandardInputIsMarked() {
    AppcmdCommand piped = find("appcmd set config -in \"Default Web Site\" < evil.xml");
    AppcmdCommand option = find("appcmd set config /in");
    AppcmdCommand plain = find("appcmd set config \"Default Web Site\" /section:handlers");

    assertThat(piped).isNotNull();
    assertThat(piped.standardInput()).isTrue();
    assertThat(piped.identifier()).isEqualTo("Default Web Site");
    assertThat(option).isNotNull();
    assertThat(option.standardInput()).isTrue();
    assertThat(plain).isNotNull();
    assertThat(plain.standardInput()).isFalse();
  }

  @Test
  void aKnownProcessNeedsNoNameInItsCommandLine() {
    CommandLine renamed = CommandLine.of("svc.exe list modules").get(0);
    CommandLine bare = CommandLine.of("list modules").get(0);

    assertThat(AppcmdCommand.find(renamed, true)).isNotNull();
    assertThat(AppcmdCommand.find(bare, true)).isNotNull();
    assertThat(AppcmdCommand.find(renamed, false)).isNull();
  }

  @Test
  void onlyAGuessByGrammarSaysSo() {
    AppcmdCommand guess = find("svc.exe install module /name:X /image:c:\\x.dll");
    AppcmdCommand named = find("appcmd install module /name:X /image:c:\\x.dll");

    assertThat(guess).isNotNull();
    assertThat(guess.byGrammar()).isTrue();
    assertThat(named).isNotNull();
    assertThat(named.byGrammar()).isFalse();
  }

  @Test
  void theListsOfCommandsAreComplete() {
    assertThat(installations()).hasSize(12);
    assertThat(configurations()).hasSize(6);
    assertThat(harmless()).hasSize(13);
    assertThat(otherCommands()).hasSize(7);
  }

  private static AppcmdCommand find(String commandLine) {
    return CommandLine.of(commandLine).stream()
        .map(command -> AppcmdCommand.find(command, false))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static Arguments installation(String line, String verb, String name, String image) {
    return Arguments.of(line, verb, name, image);
  }

  private static Arguments configuration(String line, String section, String name, String image) {
    return Arguments.of(line, section, name, image);
  }
}
