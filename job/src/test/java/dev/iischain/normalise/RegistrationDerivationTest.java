package dev.iischain.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.iischain.event.DllReference;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import org.junit.jupiter.api.Test;

class RegistrationDerivationTest {

  private static final String PARAMETERS =
      "HKLM\\System\\CurrentControlSet\\Services\\W3SVC\\Parameters\\";

  @Test
  void everyFilterInTheListIsAFile() {
    EndpointEvent event =
        registry(
            PARAMETERS + "Filter DLLs",
            "C:\\Windows\\System32\\inetsrv\\a.dll,C:\\x\\b.dll_,c.dll");

    assertThat(event.get(Field.REGISTRATION_METHOD)).isEqualTo("registry");
    assertThat(event.dlls())
        .extracting(DllReference::path)
        .containsExactly(
            "c:\\windows\\system32\\inetsrv\\a.dll",
            "c:\\x\\b.dll_",
            "c:\\windows\\system32\\inetsrv\\c.dll");
    assertThat(event.get(Field.DLL_PATH).lines()).hasSize(3);
    assertThat(event.get(Field.REGISTRY_VALUE)).isEqualTo("filter dlls");
    assertThat(event.get(Field.MODULE_IMAGE)).isEqualTo("C:\\Windows\\System32\\inetsrv\\a.dll");
  }

  @Test
  void servicesAndProfilersAreRegistrations() {
    assertThat(registry(PARAMETERS + "ServiceDll", "C:\\x\\a.dll").get(Field.REGISTRATION_METHOD))
        .isEqualTo("registry");
    assertThat(
            registry(
                    "HKLM\\System\\CurrentControlSet\\Services\\WAS\\Environment",
                    "COR_ENABLE_PROFILING=1\0COR_PROFILER_PATH=C:\\x\\a.dll")
                .get(Field.REGISTRATION_METHOD))
        .isEqualTo("registry");
  }

  @Test
  void otherValuesAreNoRegistrations() {
    assertThat(registry(PARAMETERS + "Filter DLLs", "(Empty)").dlls()).isEmpty();
    assertThat(registry(PARAMETERS + "MajorVersion", "DWORD (0x0000000a)").dlls()).isEmpty();
    EndpointEvent other =
        registry("HKLM\\System\\CurrentControlSet\\Services\\Dns\\Parameters\\ServiceDll", "x.dll");
    assertThat(other.get(Field.REGISTRATION_METHOD)).isNull();
    assertThat(other.dlls()).hasSize(1);
    assertThat(
            registry(
                    "HKLM\\System\\CurrentControlSet\\Services\\W3SVC\\Environment",
                    "PATH=C:\\x\\a.dll")
                .get(Field.REGISTRATION_METHOD))
        .isNull();
  }

  @Test
  void aValueThatOnlyRepeatsItselfIsNoRegistration() {
    EventBuilder builder = event(EventKind.REGISTRY_SET);
    builder.set(Field.TARGET_OBJECT, PARAMETERS + "Filter DLLs");
    builder.set(Field.DETAILS, "C:\\x\\a.dll");
    builder.set(Field.OLD_VALUE, "C:\\x\\a.dll");

    assertThat(finish(builder).get(Field.REGISTRATION_METHOD)).isNull();
  }

  @Test
  void securitysRegistryEventsAreReadAsSysmons() {
    EventBuilder builder = event(EventKind.REGISTRY_SET);
    builder.set(
        Field.OBJECT_NAME,
        "\\REGISTRY\\MACHINE\\SYSTEM\\ControlSet001\\Services\\W3SVC\\Parameters");
    builder.set(Field.OBJECT_VALUE_NAME, "Filter DLLs");
    builder.set(Field.OPERATION_TYPE, "%%1904");
    builder.set(Field.NEW_VALUE, "C:\\x\\a.dll");

    EndpointEvent set = finish(builder);
    builder.set(Field.OPERATION_TYPE, "%%1906");
    EndpointEvent deleted = finish(builder);

    assertThat(set.get(Field.REGISTRY_KEY_PATH))
        .isEqualTo("hklm\\system\\currentcontrolset\\services\\w3svc\\parameters");
    assertThat(set.get(Field.REGISTRATION_METHOD)).isEqualTo("registry");
    assertThat(deleted.kind()).isEqualTo(EventKind.REGISTRY_DELETE);
    assertThat(deleted.get(Field.REGISTRATION_METHOD)).isNull();
  }

  @Test
  void anImageInTheConfigurationIsARegistration() {
    EndpointEvent event =
        configuration(
            "/system.webServer/globalModules/add[@name=\"X\"]/@image", null, "C:\\x\\a.dll");

    assertThat(event.get(Field.CONFIG_SECTION)).isEqualTo("system.webServer/globalModules");
    assertThat(event.get(Field.CONFIG_ATTRIBUTE)).isEqualTo("image");
    assertThat(event.get(Field.MODULE_NAME)).isEqualTo("X");
    assertThat(event.get(Field.REGISTRATION_METHOD)).isEqualTo("iis-configuration");
    assertThat(event.get(Field.DLL_PATH)).isEqualTo("c:\\x\\a.dll");
  }

  @Test
  void everySectionHasItsOwnAttribute() {
    assertThat(
            configuration(
                    "/system.webServer/isapiFilters/filter[@name='X']/@path", null, "C:\\x\\a.dll")
                .dlls())
        .hasSize(1);
    assertThat(
            configuration(
                    "/system.webServer/handlers/add[@name='X']/@scriptProcessor",
                    null,
                    "C:\\x\\a.dll|-x")
                .get(Field.DLL_PATH))
        .isEqualTo("c:\\x\\a.dll");
    assertThat(
            configuration(
                    "/system.webServer/security/isapiCgiRestriction/add[@path='C:\\x\\a.dll']",
                    null,
                    null)
                .get(Field.DLL_PATH))
        .isEqualTo("c:\\x\\a.dll");
    assertThat(
            configuration("/system.webServer/modules/add[@name='X']/@type", null, "A.B, A")
                .get(Field.MODULE_TYPE))
        .isEqualTo("A.B, A");
    assertThat(
            configuration("/system.webServer/globalModules/add[@name='X']", null, null)
                .get(Field.REGISTRATION_METHOD))
        .isEqualTo("iis-configuration");
  }

  @Test
  void otherEditsAreNoRegistrations() {
    String module = "/system.webServer/globalModules/add[@name='X']";
    assertThat(method(configuration(module + "/@preCondition", null, "bitness64"))).isNull();
    assertThat(method(configuration(module + "/@image", "C:\\a.dll", "C:\\a.dll"))).isNull();
    assertThat(method(configuration(module + "/@image", "C:\\a.dll", null))).isNull();
    assertThat(
            method(configuration("/system.webServer/handlers/add[@name='X']/@path", null, "*.x")))
        .isNull();
    assertThat(
            method(
                configuration(
                    "/system.web/customErrors/error[@statusCode=\"404\"]/@path", null, "/x.dll")))
        .isNull();
    assertThat(method(configuration("/system.webServer/httpLogging/@dontLog", "false", "true")))
        .isNull();
  }

  private static String method(EndpointEvent event) {
    return event.get(Field.REGISTRATION_METHOD);
  }

  private static EndpointEvent configuration(String path, String before, String after) {
    EventBuilder builder = event(EventKind.IIS_CONFIGURATION);
    builder.set(Field.CONFIGURATION, path);
    builder.set(Field.EDIT_OPERATION_TYPE, "1");
    builder.set(Field.OLD_VALUE, before);
    builder.set(Field.NEW_VALUE, after);
    return finish(builder);
  }

  private static EndpointEvent registry(String object, String details) {
    EventBuilder builder = event(EventKind.REGISTRY_SET);
    builder.set(Field.TARGET_OBJECT, object);
    builder.set(Field.DETAILS, details);
    return finish(builder);
  }

  private static EndpointEvent finish(EventBuilder builder) {
    EndpointEvent event = new EventFinisher(NormaliseOptions.defaults()).finish(builder);
    assertThat(event).isNotNull();
    return event;
  }

  private static EventBuilder event(EventKind kind) {
    EventBuilder builder = new EventBuilder();
    builder.kind = kind;
    builder.computer = "web01";
    builder.eventTimeMillis = 1_700_000_000_000L;
    return builder;
  }
}
