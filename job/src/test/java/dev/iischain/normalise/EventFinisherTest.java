package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.DeadLetter;
import dev.iischain.event.DllReference;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import dev.iischain.event.Hashes;
import dev.iischain.event.Vendor;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventFinisherTest {

  private static final long TIME = 1_700_000_000_123L;
  private static final String SHA256 = "ab".repeat(32);
  private static final String APPCMD = "C:\\Windows\\System32\\inetsrv\\appcmd.exe";

  private final EventFinisher finisher = new EventFinisher(NormaliseOptions.defaults());

  @Test
  void aWrittenFileIsReferredToWithItsHash() {
    EventBuilder builder = event(EventKind.FILE_EVENT);
    builder.set(Field.IMAGE, "C:\\Windows\\System32\\cmd.exe");
    builder.set(Field.TARGET_FILENAME, "\\\\?\\C:\\Windows\\System32\\InetSrv\\Evil.dll");
    builder.hashes = new Hashes(SHA256, null, null);

    EndpointEvent event = finish(builder);

    assertThat(event.dlls()).hasSize(1);
    DllReference dll = event.dlls().get(0);
    assertThat(dll.raw()).isEqualTo("\\\\?\\C:\\Windows\\System32\\InetSrv\\Evil.dll");
    assertThat(dll.path()).isEqualTo("c:\\windows\\system32\\inetsrv\\evil.dll");
    assertThat(dll.hashes().sha256()).isEqualTo(SHA256);
    assertThat(event.get(Field.DLL_PATH)).isEqualTo(dll.path());
    assertThat(event.get(Field.ACTOR_IMAGE)).isEqualTo("c:\\windows\\system32\\cmd.exe");
    assertThat(event.get(Field.REGISTRATION_METHOD)).isNull();
    assertThat(event.host().key()).isEqualTo("host:default/web01");
    assertThat(event.flags()).isEmpty();
  }

  @Test
  void aRenamedFileKnowsItsOldPath() {
    EventBuilder builder = event(EventKind.FILE_RENAME);
    builder.set(Field.TARGET_FILENAME, "C:\\Windows\\System32\\inetsrv\\evil.dll");
    builder.set(Field.SOURCE_FILENAME, "C:\\Temp\\X.TMP");

    EndpointEvent event = finish(builder);

    assertThat(event.dlls()).hasSize(1);
    assertThat(event.dlls().get(0).flags()).containsExactly("from:c:\\temp\\x.tmp");
    assertThat(event.flags()).containsExactly("renamed");
    builder.set(Field.SOURCE_FILENAME, "C:\\Temp\\X.DLL");
    assertThat(finish(builder).flags()).isEmpty();
  }

  @Test
  void aFileOnAnAdministrativeShareBelongsToThatHost() {
    EventBuilder builder = event(EventKind.FILE_EVENT);
    builder.set(
        Field.TARGET_FILENAME, "\\\\WEB02.corp.example\\C$\\Windows\\System32\\inetsrv\\evil.dll");

    EndpointEvent event = finish(builder);

    assertThat(event.host().key()).isEqualTo("host:default/web02");
    assertThat(event.host().fqdn()).isEqualTo("web02.corp.example");
    assertThat(event.dlls().get(0).path()).isEqualTo("c:\\windows\\system32\\inetsrv\\evil.dll");
    assertThat(event.flags()).containsExactly("remote");
    assertThat(event.source().computer()).isEqualTo("WEB01.corp.example");
  }

  @Test
  void aShareOfAnAddressStaysWithItsOwnHost() {
    EventBuilder builder = event(EventKind.FILE_EVENT);
    builder.set(Field.TARGET_FILENAME, "\\\\10.0.0.5\\c$\\x\\evil.dll");

    EndpointEvent event = finish(builder);

    assertThat(event.host().key()).isEqualTo("host:default/web01");
    assertThat(event.dlls().get(0).path()).isEqualTo("\\\\10.0.0.5\\c$\\x\\evil.dll");
    assertThat(event.flags()).containsExactly("remote");
  }

  @Test
  void aModuleLoadedFromAShareIsLoadedHere() {
    EventBuilder builder = event(EventKind.IMAGE_LOAD);
    builder.set(Field.IMAGE, "C:\\Windows\\System32\\inetsrv\\w3wp.exe");
    builder.set(Field.IMAGE_LOADED, "\\\\web02\\c$\\x\\evil.dll");

    EndpointEvent event = finish(builder);

    assertThat(event.host().key()).isEqualTo("host:default/web01");
    assertThat(event.dlls().get(0).path()).isEqualTo("\\\\web02\\c$\\x\\evil.dll");
  }

  @Test
  void anInstallationNamesTheModuleAndNotTheToolsHash() {
    EventBuilder builder = event(EventKind.PROCESS_CREATION);
    builder.set(Field.IMAGE, APPCMD);
    builder.set(Field.ORIGINAL_FILE_NAME, "appcmd.exe");
    builder.set(Field.COMMAND_LINE, "appcmd.exe install module /name:X /image:evil.dll");
    builder.hashes = new Hashes(SHA256, null, null);

    EndpointEvent event = finish(builder);

    assertThat(event.get(Field.APPCMD_VERB)).isEqualTo("install");
    assertThat(event.get(Field.APPCMD_OBJECT)).isEqualTo("module");
    assertThat(event.get(Field.MODULE_NAME)).isEqualTo("X");
    assertThat(event.get(Field.MODULE_IMAGE)).isEqualTo("evil.dll");
    assertThat(event.get(Field.REGISTRATION_METHOD)).isEqualTo("appcmd");
    assertThat(event.get(Field.TOOL_SKELETON)).isEqualTo("appcmd.exe");
    assertThat(event.dlls()).hasSize(1);
    assertThat(event.dlls().get(0).path()).isEqualTo("c:\\windows\\system32\\inetsrv\\evil.dll");
    assertThat(event.dlls().get(0).hashes()).isEqualTo(Hashes.NONE);
    assertThat(event.flags()).isEmpty();
  }

  @Test
  void anUninstallationIsNoRegistration() {
    EndpointEvent event = process(APPCMD, "appcmd.exe", "appcmd uninstall module X");

    assertThat(event.get(Field.APPCMD_VERB)).isEqualTo("uninstall");
    assertThat(event.get(Field.MODULE_NAME)).isEqualTo("X");
    assertThat(event.get(Field.REGISTRATION_METHOD)).isNull();
    assertThat(event.dlls()).isEmpty();
  }

  @Test
  void toolsUnderOtherNamesAreFlagged() {
    String install = " install module /name:X /image:c:\\x.dll";

    assertThat(process("C:\\x\\\u0430ppcmd.exe", null, "\u0430ppcmd.exe" + install).flags())
        .containsExactly("tool-masquerade");
    assertThat(process("C:\\x\\svc.exe", "appcmd.exe", "svc.exe list site").flags())
        .containsExactly("tool-masquerade");
    assertThat(process("C:\\x\\svc.exe", null, "svc.exe" + install).flags())
        .containsExactly("tool-masquerade");
    assertThat(process("C:\\x\\w3wp.exe", null, "w3wp.exe").flags())
        .containsExactly("tool-masquerade");
    assertThat(process(APPCMD, "appcmd.exe", "appcmd" + install).flags()).isEmpty();
    assertThat(process("C:\\Windows\\SysWOW64\\inetsrv\\w3wp.exe", "w3wp.exe", "w3wp").flags())
        .isEmpty();
    assertThat(process("C:\\Windows\\System32\\cmd.exe", "Cmd.Exe", "cmd /c dir").flags())
        .isEmpty();
  }

  @Test
  void aLookAlikesSkeletonIsTheToolsName() {
    EndpointEvent event = process("C:\\x\\\u0430\u0440\u0440cmd.exe", null, "x list site");

    assertThat(event.get(Field.TOOL_SKELETON)).isEqualTo("appcmd.exe");
    assertThat(event.get(Field.APPCMD_VERB)).isNotNull();
  }

  @Test
  void standardInputAndCaretsAreFlagged() {
    assertThat(process(APPCMD, null, "appcmd set config -in \"Default Web Site\"").flags())
        .containsExactly("stdin-config");
    assertThat(process("C:\\Windows\\System32\\cmd.exe", null, "cmd /c ap^pcmd list site").flags())
        .containsExactly("caret-noise");
  }

  @Test
  void anEncodedCommandIsDecodedAndRead() {
    String script = "New-WebGlobalModule -Name X -Image '%windir%\\System32\\inetsrv\\evil.dll'";
    String base64 = Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_16LE));
    List<String> options = List.of("-e", "-enc", "/EncodedCommand", "\u2013ec", "-EnCoDeD");

    for (String option : options) {
      EndpointEvent event =
          process(
              "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe",
              "PowerShell.EXE",
              "powershell.exe -nop -w hidden " + option + " " + base64);

      assertThat(event.flags()).containsExactly("encoded-command");
      assertThat(event.get(Field.DECODED_COMMAND)).isEqualTo(script);
      assertThat(event.get(Field.REGISTRATION_METHOD)).isEqualTo("powershell");
      assertThat(event.get(Field.DLL_PATH)).isEqualTo("c:\\windows\\system32\\inetsrv\\evil.dll");
    }
    assertThat(options).hasSize(5);
  }

  @Test
  void anExecutionPolicyIsNoEncodedCommand() {
    EndpointEvent event =
        process(
            "C:\\x\\powershell.exe",
            null,
            "powershell.exe -ep bypass -ExecutionPolicy RemoteSigned");

    assertThat(event.get(Field.DECODED_COMMAND)).isNull();
    assertThat(event.flags()).isEmpty();
  }

  @Test
  void anAssemblyInTheCacheIsRegistered() {
    EventBuilder builder = event(EventKind.PROCESS_CREATION);
    builder.set(Field.IMAGE, "C:\\tools\\gacutil.exe");
    builder.set(Field.COMMAND_LINE, "gacutil.exe /nologo -if name.dll");
    builder.set(Field.CURRENT_DIRECTORY, "C:\\temp\\");

    EndpointEvent event = finish(builder);

    assertThat(event.get(Field.REGISTRATION_METHOD)).isEqualTo("gacutil");
    assertThat(event.get(Field.DLL_PATH)).isEqualTo("c:\\temp\\name.dll");
    assertThat(process("C:\\tools\\gacutil.exe", null, "gacutil /u name").dlls()).isEmpty();
  }

  @Test
  void aProcessOfSecurityHasSysmonsFields() {
    EventBuilder builder = event(EventKind.PROCESS_CREATION);
    builder.vendor = Vendor.WINDOWS;
    builder.set(Field.NEW_PROCESS_NAME, APPCMD);
    builder.set(Field.NEW_PROCESS_ID, "0x1a4");
    builder.set(Field.PROCESS_ID, "0x10");
    builder.set(Field.PARENT_PROCESS_NAME, "C:\\Windows\\System32\\cmd.exe");
    builder.set(Field.SUBJECT_DOMAIN_NAME, "CORP");
    builder.set(Field.SUBJECT_USER_NAME, "alice");

    EndpointEvent event = finish(builder);

    assertThat(event.get(Field.IMAGE)).isEqualTo(APPCMD);
    assertThat(event.get(Field.PROCESS_ID)).isEqualTo("420");
    assertThat(event.get(Field.PARENT_PROCESS_ID)).isEqualTo("16");
    assertThat(event.get(Field.PARENT_IMAGE)).isEqualTo("C:\\Windows\\System32\\cmd.exe");
    assertThat(event.get(Field.USER)).isEqualTo("CORP\\alice");
  }

  @Test
  void anOpenFileCountsOnlyWhereItMayBeWritten() {
    for (String mask : List.of("0x2", "0x4", "0x6", "0x120116", "2")) {
      assertThat(access(mask).dlls()).hasSize(1);
    }
    for (String mask : List.of("0x1", "0x80", "0x10000", "0x120089", "none")) {
      assertThat(access(mask).dlls()).isEmpty();
    }
  }

  @Test
  void aDateThatIsSetBackIsATimestomp() {
    assertThat(change("2015-01-01 00:00:00.000", "2024-01-01 00:00:00.000").flags())
        .containsExactly("timestomp");
    assertThat(change("2024-01-01 00:00:00.001", "2024-01-01 00:00:00.000").flags()).isEmpty();
    assertThat(change("2024-01-01 00:00:00.001", null).flags()).isEmpty();
  }

  @Test
  void nothingIsDerivedForWhatNoRuleNames() {
    EventBuilder builder = event(EventKind.OTHER);
    builder.set(Field.IMAGE, APPCMD);
    builder.set(Field.COMMAND_LINE, "appcmd install module /name:X /image:c:\\x.dll");

    EndpointEvent event = finish(builder);

    assertThat(event.get(Field.ACTOR_IMAGE)).isNull();
    assertThat(event.get(Field.APPCMD_VERB)).isNull();
    assertThat(event.dlls()).isEmpty();
  }

  @Test
  void theBuilderIsLeftAsItWas() {
    EventBuilder builder = event(EventKind.FILE_EVENT);
    builder.set(Field.TARGET_FILENAME, "C:\\x.dll");

    finish(builder);

    assertThat(builder.get(Field.DLL_PATH)).isNull();
    assertThat(builder.flags).isEmpty();
  }

  @Test
  void withoutAHostThereIsNoEvent() {
    EventBuilder builder = event(EventKind.FILE_EVENT);
    builder.computer = "10.1.2.3";

    assertThat(finisher.finish(builder)).isNull();
    assertThat(finisher.problem()).isEqualTo(DeadLetter.Reason.NO_HOST);
    assertThat(finisher.detail()).isNotBlank().doesNotContain("10.1.2.3");
  }

  @Test
  void impossibleTimesAreReplacedOrRefused() {
    EventBuilder builder = event(EventKind.FILE_EVENT);
    builder.eventTimeMillis = TIME + 300_000;
    builder.receivedMillis = TIME;
    assertThat(finish(builder).eventTimeMillis()).isEqualTo(TIME + 300_000);
    assertThat(finish(builder).flags()).isEmpty();

    builder.eventTimeMillis = TIME + 300_001;
    assertThat(finish(builder).eventTimeMillis()).isEqualTo(TIME);
    assertThat(finish(builder).flags()).containsExactly("time-clamped");

    builder.eventTimeMillis = 0;
    assertThat(finish(builder).eventTimeMillis()).isEqualTo(TIME);

    builder.receivedMillis = EventBuilder.NO_TIME;
    assertThat(finisher.finish(builder)).isNull();
    assertThat(finisher.problem()).isEqualTo(DeadLetter.Reason.NO_TIME);

    builder.eventTimeMillis = 3_900_000_000_000L;
    assertThat(finish(builder).eventTimeMillis()).isEqualTo(3_900_000_000_000L);

    builder.eventTimeMillis = 5_000_000_000_000L;
    assertThat(finisher.finish(builder)).isNull();
    assertThat(finisher.problem()).isEqualTo(DeadLetter.Reason.BAD_FIELD);
  }

  private EndpointEvent access(String mask) {
    EventBuilder builder = event(EventKind.FILE_ACCESS);
    builder.set(Field.OBJECT_TYPE, "File");
    builder.set(Field.OBJECT_NAME, "\\Device\\HarddiskVolume2\\x\\evil.dll");
    builder.set(Field.ACCESS_MASK, mask);
    return finish(builder);
  }

  private EndpointEvent change(String now, String before) {
    EventBuilder builder = event(EventKind.FILE_CHANGE);
    builder.set(Field.TARGET_FILENAME, "C:\\x\\evil.dll");
    builder.set(Field.CREATION_UTC_TIME, now);
    builder.set(Field.PREVIOUS_CREATION_UTC_TIME, before);
    return finish(builder);
  }

  private EndpointEvent process(String image, String original, String commandLine) {
    EventBuilder builder = event(EventKind.PROCESS_CREATION);
    builder.set(Field.IMAGE, image);
    builder.set(Field.ORIGINAL_FILE_NAME, original);
    builder.set(Field.COMMAND_LINE, commandLine);
    return finish(builder);
  }

  private EndpointEvent finish(EventBuilder builder) {
    EndpointEvent event = finisher.finish(builder);
    assertThat(event).isNotNull();
    return event;
  }

  private static EventBuilder event(EventKind kind) {
    EventBuilder builder = new EventBuilder();
    builder.kind = kind;
    builder.computer = "WEB01.corp.example";
    builder.eventTimeMillis = TIME;
    return builder;
  }
}
