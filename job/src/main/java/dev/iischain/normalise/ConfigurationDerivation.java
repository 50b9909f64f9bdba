package dev.iischain.normalise;

import dev.iischain.event.Field;
import org.jspecify.annotations.Nullable;

/** Derives what a committed change of the IIS configuration registers. */
final class ConfigurationDerivation {

  private static final String CREATED = "1";

  private ConfigurationDerivation() {}

  static void derive(EventDraft draft) {
    ConfigurationPath path = ConfigurationPath.parse(draft.get(Field.CONFIGURATION));
    if (path == null) {
      return;
    }
    draft.set(Field.CONFIG_SECTION, path.section());
    draft.set(Field.CONFIG_ATTRIBUTE, path.attribute());
    String section = path.sectionName();
    if (!ConfigurationSections.isWatched(section)) {
      return;
    }
    String name = path.predicate("name");
    String value = draft.get(Field.NEW_VALUE);
    if (name == null && "name".equals(path.attribute())) {
      name = value;
    }
    draft.set(Field.MODULE_NAME, name);
    Registration registration =
        path.attribute() == null
            ? element(draft, path, section, name)
            : attribute(draft, path, section, name, value);
    if (registration == null) {
      return;
    }
    draft.set(Field.REGISTRATION_METHOD, "iis-configuration");
    draft.set(Field.MODULE_TYPE, registration.type());
    String image = registration.image();
    if (image != null) {
      draft.set(Field.MODULE_IMAGE, image);
      draft.addNamed(image, CanonicalPath.registered(image, draft.hostName));
    }
  }

  /** An element that was created; its attributes follow in events of their own. */
  private static @Nullable Registration element(
      EventDraft draft, ConfigurationPath path, String section, @Nullable String name) {
    boolean created =
        CREATED.equals(draft.get(Field.EDIT_OPERATION_TYPE)) && path.element() != null;
    if (!created) {
      return null;
    }
    return switch (section) {
      case ConfigurationSections.GLOBAL_MODULES, ConfigurationSections.FILTERS ->
          new Registration(name, null, null);
      case ConfigurationSections.CGI_RESTRICTION -> {
        String file = path.predicate("path");
        yield file == null ? null : new Registration(name, file, null);
      }
      default -> null;
    };
  }

  private static @Nullable Registration attribute(
      EventDraft draft,
      ConfigurationPath path,
      String section,
      @Nullable String name,
      @Nullable String value) {
    String attribute = path.attribute();
    if (attribute == null || value == null || value.equals(draft.get(Field.OLD_VALUE))) {
      return null;
    }
    boolean allowed =
        section.equals(ConfigurationSections.CGI_RESTRICTION)
            && attribute.equals("allowed")
            && value.equalsIgnoreCase("true");
    if (allowed) {
      String file = path.predicate("path");
      return file == null ? null : new Registration(name, file, null);
    }
    return ConfigurationSections.change(section, name, attribute, value);
  }
}
