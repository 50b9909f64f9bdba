package dev.iischain.rule;

import static dev.iischain.chain.CoreDetections.APPCMD;
import static dev.iischain.chain.CoreDetections.CMD;
import static dev.iischain.chain.CoreDetections.W3WP;
import static dev.iischain.chain.CoreDetections.appcmd;
import static dev.iischain.chain.CoreDetections.configuration;
import static dev.iischain.chain.CoreDetections.rules;
import static dev.iischain.chain.CoreDetections.script;
import static dev.iischain.chain.CoreDetections.start;
import static dev.iischain.chain.CoreDetections.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What published rules are known to miss or to confuse, and the core pack does not. */
class CoreRepairsTest {

  private static final String REGISTRATION = "iis_component_registration";
  private static final String IMAGE = " /name:X /image:C:\\x\\a.dll";
  private static final String ADMIN = "CORP\\admin";

  /** A weakness, a record that shows it, and the rule that has to find it. */
  record Repair(String weakness, String record, String rule) {
    @Override
    public String toString() {
      return weakness;
    }
  }

  static List<Repair> repairs() {
    return List.of(
        new Repair(
            "the element that names the file is globalModules",
            configuration(
                29, "/system.webServer/globalModules/add[@name=\"X\"]/@image", "", "C:\\x\\a.dll"),
            REGISTRATION),
        new Repair(
            "a module that is pointed elsewhere",
            configuration(
                29,
                "/system.webServer/globalModules/add[@name=\"X\"]/@image",
                "C:\\x\\b.dll",
                "C:\\x\\a.dll"),
            REGISTRATION),
        new Repair(
            "a section below a location",
            configuration(
                29,
                "/location[@path=\"Shop\"]/system.webServer/modules/add[@name=\"X\"]/@type",
                "",
                "A.B, A"),
            REGISTRATION),
        new Repair(
            "a quoted tool",
            start(APPCMD, "\"" + APPCMD + "\" add module" + IMAGE, W3WP, ADMIN),
            REGISTRATION),
        new Repair("two blanks", appcmd("install  module" + IMAGE), REGISTRATION),
        new Repair(
            "a tool without its ending",
            start(APPCMD, "appcmd install module" + IMAGE, CMD, ADMIN),
            REGISTRATION),
        new Repair(
            "a shell in between",
            start(CMD, "cmd.exe /c appcmd install module" + IMAGE, W3WP, ADMIN),
            REGISTRATION),
        new Repair(
            "dashes instead of slashes",
            appcmd("install module \u2013name:X -image:C:\\x\\a.dll"),
            REGISTRATION),
        new Repair(
            "a dash for gacutil",
            start("C:\\x\\gacutil.exe", "gacutil.exe -i C:\\x\\a.dll", CMD, ADMIN),
            REGISTRATION),
        new Repair(
            "gacutil installs by force",
            start("C:\\x\\gacutil.exe", "gacutil.exe /if C:\\x\\a.dll", CMD, ADMIN),
            REGISTRATION),
        new Repair(
            "a renamed tool",
            start("C:\\x\\svc.exe", "svc.exe install module" + IMAGE, CMD, ADMIN),
            REGISTRATION),
        new Repair(
            "a cmdlet with its arguments in a table",
            script("$a = @{Name='X'; Image='C:\\x\\a.dll'}; New-WebGlobalModule @a"),
            REGISTRATION),
        new Repair(
            "a cmdlet for managed modules",
            script("New-WebManagedModule -Name X -Type 'A.B, A'"),
            REGISTRATION),
        new Repair(
            "a cmdlet for the configuration",
            script(
                "Add-WebConfigurationProperty -Filter //globalModules -Name . -Value"
                    + " @{name='X'; image='C:\\x\\a.dll'}"),
            REGISTRATION),
        new Repair(
            "the GAC by the type's own assembly",
            script(
                "Add-Type -AssemblyName System.EnterpriseServices; $p = New-Object"
                    + " System.EnterpriseServices.Internal.Publish; $p.GacInstall('C:\\x\\a.dll')"),
            REGISTRATION),
        new Repair(
            "logging switched off by the cmdlet that sets",
            script(
                "Set-WebConfigurationProperty -Filter system.webServer/httpLogging -Name dontLog"
                    + " -Value True"),
            "iis_http_logging_disabled"),
        new Repair(
            "logging switched off by words in another order",
            appcmd("set config /dontLog:true -section:httpLogging"),
            "iis_http_logging_disabled"),
        new Repair(
            "the shared configuration",
            write(
                "C:\\Windows\\notepad.exe",
                "C:\\Windows\\System32\\inetsrv\\config\\redirection.config"),
            "iis_server_configuration_edit"));
  }

  @ParameterizedTest
  @MethodSource("repairs")
  void theCorePackFindsWhatOthersMiss(Repair repair) {
    assertThat(rules(repair.record())).contains(repair.rule());
  }

  @Test
  void whatOthersConfuseIsNoRegistration() {
    for (String arguments :
        List.of("list modules", "uninstall module X", "set config /section:caching /x:y")) {
      assertThat(rules(appcmd(arguments))).as(arguments).doesNotContain(REGISTRATION);
    }
    assertThat(rules(start("C:\\x\\gacutil.exe", "gacutil.exe /u a.dll", CMD, ADMIN))).isEmpty();
    assertThat(rules(script("Get-WebConfigurationProperty -Filter x -Name dontLog; $true")))
        .isEmpty();
    assertThat(rules(start("C:\\Windows\\System32\\netsh.exe", "netsh http", W3WP, ADMIN)))
        .containsExactly("iis_worker_spawns_tool");
    assertThat(rules(configuration(29, "/system.webServer/caching/@enabled", "", "true")))
        .isEmpty();
  }

  @Test
  void theProgramsOfTheConfigurationAreNoEdit() {
    String file = "C:\\Windows\\System32\\inetsrv\\config\\applicationHost.config";
    assertThat(rules(write(APPCMD, file))).isEmpty();
    assertThat(rules(write("C:\\x\\appcmd.exe", file)))
        .as("a name alone excuses nothing")
        .containsExactly("evidence_configuration_edit", "iis_server_configuration_edit");
  }
}
