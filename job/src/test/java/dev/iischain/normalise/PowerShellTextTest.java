package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PowerShellTextTest {

  private static final Registration NATIVE = new Registration("X", "c:\\t\\x.dll", null);

  static List<String> nativeInstallations() {
    return List.of(
        "New-WebGlobalModule -Name X -Image c:\\t\\x.dll",
        "new-webglobalmodule -Image 'c:\\t\\x.dll' -Name \"X\" -Precondition bitness64",
        "New-WebGlobalModule X 'c:\\t\\x.dll'",
        "New-WebGlobalModule -N X -Im c:\\t\\x.dll",
        "New-WebGlobalModule -Name:X -Image:'c:\\t\\x.dll'",
        "New-WebGlobalModule \u2013Name X \u2014Image c:\\t\\x.dll",
        "WebAdministration\\New-WebGlobalModule -Name X -Image c:\\t\\x.dll",
        "New-WebGl`obalMod`ule -Na`me X -Image c:\\t\\x.dll",
        "New-WebGlobalModule `\r\n  -Name X `\r\n  -Image c:\\t\\x.dll",
        "&('New-WebGlobal'+'Module') -Name X -Image ('c:\\t'+'\\x.dll')",
        "$p = 'c:\\t\\x.dll'; New-WebGlobalModule -Name X -Image $p",
        "$d = 'c:\\t'\nNew-WebGlobalModule -Name X -Image \"$d\\x.dll\"",
        "$p = @{ Name = 'X'; Image = 'c:\\t\\x.dll' }\nNew-WebGlobalModule @p",
        "iex 'New-WebGlobalModule -Name X -Image c:\\t\\x.dll'",
        "if ($x) { Set-WebGlobalModule -Name X -Image c:\\t\\x.dll }",
        "Add-WebConfigurationProperty -PSPath 'MACHINE/WEBROOT/APPHOST' -Filter"
            + " 'system.webServer/globalModules' -Name '.' -Value @{name='X';image='c:\\t\\x.dll'}",
        "Set-WebConfigurationProperty -Filter \"/system.webServer/globalModules/add[@name='X']\""
            + " -Name image -Value c:\\t\\x.dll",
        "Add-WebConfigurationProperty //isapiFilters -Name . -Value"
            + " @{name='X'; path='c:\\t\\x.dll'; enabled=$true}",
        "$s = Get-IISConfigSection -SectionPath 'system.webServer/globalModules'\n"
            + "$c = $s | Get-IISConfigCollection\n"
            + "New-IISConfigCollectionElement -ConfigCollection $c -ConfigAttribute"
            + " @{name='X';image='c:\\t\\x.dll'}",
        "$m = New-Object Microsoft.Web.Administration.ServerManager\n"
            + "$s = $m.GetApplicationHostConfiguration()"
            + ".GetSection(\"system.webServer/globalModules\")\n"
            + "$e = $s.GetCollection().CreateElement(\"add\")\n"
            + "$e[\"name\"] = \"X\"\n$e[\"image\"] = \"c:\\t\\x.dll\"\n$m.CommitChanges()");
  }

  @ParameterizedTest
  @MethodSource("nativeInstallations")
  void everySpellingOfAnInstallationIsOne(String script) {
    assertThat(PowerShellText.parse(script).registrations()).containsExactly(NATIVE);
  }

  static List<String> harmless() {
    return List.of(
        "Get-WebGlobalModule -Name X",
        "Remove-WebGlobalModule -Name X",
        "Enable-WebGlobalModule -Name X",
        "# New-WebGlobalModule -Name X -Image c:\\t\\x.dll",
        "<# New-WebGlobalModule -Name X\n -Image c:\\t\\x.dll #>",
        "function New-WebGlobalModule { param($Name, $Image) }",
        "Write-Host 'New-WebGlobalModule -Name X -Image c:\\t\\x.dll'",
        "Set-WebConfigurationProperty -Filter system.webServer/httpLogging -Name dontLog -Value 1",
        "Set-ItemProperty 'IIS:\\AppPools\\X' -Name processModel.identityType -Value 3",
        "Set-ItemProperty HKLM:\\Software\\modules -Name type -Value x",
        "Add-WebConfigurationProperty -Filter //handlers -Name . -Value @{name='X';path='*.foo'}",
        "Import-Module WebAdministration",
        "");
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void whatRegistersNothingIsNoRegistration(String script) {
    PowerShellText text = PowerShellText.parse(script);

    assertThat(text.registrations()).isEmpty();
    assertThat(text.nativeCommands()).isEmpty();
  }

  @Test
  void managedModulesAndHandlersAreRegistrations() {
    assertThat(PowerShellText.parse("New-WebManagedModule -Name X -Type 'A.B, A'").registrations())
        .containsExactly(new Registration("X", null, "A.B, A"));
    assertThat(
            PowerShellText.parse("New-WebHandler -Name X -Path *.x -ScriptProcessor c:\\x.dll")
                .registrations())
        .containsExactly(new Registration("X", "c:\\x.dll", null));
    assertThat(
            PowerShellText.parse(
                    "[void][Reflection.Assembly]::LoadWithPartialName('System.EnterpriseServices')\n"
                        + "$p = New-Object System.EnterpriseServices.Internal.Publish\n"
                        + "$p.GacInstall('c:\\t\\x.dll')")
                .registrations())
        .containsExactly(new Registration(null, "c:\\t\\x.dll", null));
  }

  @Test
  void programsThatAScriptRunsAreRead() {
    Stream<String> scripts =
        Stream.of(
            "& $env:windir\\system32\\inetsrv\\appcmd.exe install module /name:X"
                + " /image:c:\\t\\x.dll",
            "& 'C:\\Windows\\system32\\inetsrv\\appcmd.exe' install module '/name:X'"
                + " \"/image:c:\\t\\x.dll\"",
            "$a = \"$env:windir\\system32\\inetsrv\\appcmd.exe\"; & $a install module /name:X"
                + " /image:c:\\t\\x.dll",
            "Start-Process appcmd -ArgumentList 'install module /name:X /image:c:\\t\\x.dll'",
            "Start-Process -FilePath appcmd.exe -ArgumentList"
                + " 'install','module','/name:X','/image:c:\\t\\x.dll' -Wait",
            "cmd /c 'appcmd install module /name:X /image:c:\\t\\x.dll'");

    assertThat(
            scripts.map(
                script -> {
                  List<CommandLine> commands = PowerShellText.parse(script).nativeCommands();
                  assertThat(commands).as(script).isNotEmpty();
                  AppcmdCommand command = AppcmdCommand.find(commands.get(0), false);
                  assertThat(command).as(script).isNotNull();
                  return command.registrations();
                }))
        .hasSize(6)
        .allSatisfy(found -> assertThat(found).containsExactly(NATIVE));
  }

  @Test
  void boundParametersAreReadInAnyLanguage() {
    String english =
        "CommandInvocation(New-WebGlobalModule): \"New-WebGlobalModule\"\r\n"
            + "ParameterBinding(New-WebGlobalModule): name=\"Name\"; value=\"X\"\r\n"
            + "ParameterBinding(New-WebGlobalModule): name=\"Image\"; value=\"c:\\t\\x.dll\"\r\n";
    String german = english.replace("ParameterBinding", "Bindung").replace("value", "Wert");
    String other = english.replace("New-WebGlobalModule", "Get-WebGlobalModule");

    assertThat(PowerShellText.parseBindings(english).registrations()).containsExactly(NATIVE);
    assertThat(PowerShellText.parseBindings(german).registrations()).containsExactly(NATIVE);
    assertThat(PowerShellText.parseBindings(other).registrations()).isEmpty();
    assertThat(PowerShellText.parseBindings(english + english).registrations())
        .containsExactly(NATIVE, NATIVE);
  }

  @Test
  void theListsOfScriptsAreComplete() {
    assertThat(nativeInstallations()).hasSize(20);
    assertThat(harmless()).hasSize(13);
  }
}
