package dev.iischain.normalise;

import dev.iischain.normalise.PowerShellText.Findings;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cmdlets that change the modules of IIS, grouped by how they take their arguments. */
enum IisCmdlets {
  /** Registers or changes a native module. */
  NATIVE_MODULE(List.of("name", "image")),
  /** Names a module, and registers nothing. */
  MODULE_BY_NAME(List.of("name")),
  /** Registers or changes a managed module. */
  MANAGED_MODULE(List.of("name", "type")),
  /** Registers or changes a handler. */
  HANDLER(List.of("name")),
  /** Edits the configuration by a filter. */
  CONFIGURATION(List.of("filter", "name", "value")),
  /** Edits the configuration through the drive {@code IIS:}. */
  ITEM(List.of("path", "name", "value")),
  /** Names the section that later commands edit. */
  SECTION(List.of("sectionpath")),
  /** Adds an element to a collection. */
  COLLECTION_ELEMENT(List.of("configcollection", "configattribute")),
  /** Sets an attribute of an element. */
  ATTRIBUTE(List.of("configelement", "attributename", "attributevalue"));

  private static final Map<String, IisCmdlets> BY_NAME = new HashMap<>();

  static {
    put(NATIVE_MODULE, "new-webglobalmodule", "set-webglobalmodule");
    put(
        MODULE_BY_NAME,
        "enable-webglobalmodule",
        "disable-webglobalmodule",
        "remove-webglobalmodule",
        "clear-webglobalmodule",
        "remove-webmanagedmodule");
    put(MANAGED_MODULE, "new-webmanagedmodule", "set-webmanagedmodule");
    put(HANDLER, "new-webhandler", "set-webhandler");
    put(
        CONFIGURATION,
        "add-webconfigurationproperty",
        "set-webconfigurationproperty",
        "add-webconfiguration",
        "set-webconfiguration");
    put(ITEM, "set-itemproperty", "sp", "new-itemproperty", "set-item", "new-item");
    put(SECTION, "get-iisconfigsection");
    put(COLLECTION_ELEMENT, "new-iisconfigcollectionelement");
    put(ATTRIBUTE, "set-iisconfigattributevalue");
  }

  private final List<String> positional;

  IisCmdlets(List<String> positional) {
    this.positional = positional;
  }

  /** The group a cmdlet belongs to, or null. */
  static @Nullable IisCmdlets named(String lowerCaseCmdlet) {
    return BY_NAME.get(lowerCaseCmdlet);
  }

  /** The names of the arguments that come without one, in order. */
  List<String> positional() {
    return positional;
  }

  /** Adds what a call with these arguments does. */
  void read(Map<String, Object> arguments, Findings findings) {
    String name = text(arguments, "name");
    switch (this) {
      case NATIVE_MODULE ->
          module(
              name, text(arguments, "image"), null, ConfigurationSections.GLOBAL_MODULES, findings);
      case MODULE_BY_NAME -> findings.name(name);
      case MANAGED_MODULE ->
          module(name, null, text(arguments, "type"), ConfigurationSections.MODULES, findings);
      case HANDLER ->
          module(
              name,
              text(arguments, "scriptprocessor"),
              text(arguments, "type"),
              ConfigurationSections.HANDLERS,
              findings);
      case CONFIGURATION -> configuration(text(arguments, "filter"), name, arguments, findings);
      case ITEM -> {
        String path = text(arguments, "path");
        if (path == null) {
          path = text(arguments, "literalpath");
        }
        if (path != null && path.trim().toLowerCase(Locale.ROOT).startsWith("iis:")) {
          configuration(path, name, arguments, findings);
        }
      }
      case SECTION -> {
        String path = text(arguments, "sectionpath");
        findings.section(path == null ? null : ConfigurationSections.in(path));
      }
      case COLLECTION_ELEMENT -> element(arguments.get("configattribute"), null, findings);
      case ATTRIBUTE -> {
        String attribute = text(arguments, "attributename");
        String value = text(arguments, "attributevalue");
        if (attribute != null && value != null) {
          element(Map.of(attribute.toLowerCase(Locale.ROOT), value), null, findings);
        }
      }
    }
  }

  private static void module(
      @Nullable String name,
      @Nullable String image,
      @Nullable String type,
      String section,
      Findings findings) {
    findings.name(name);
    findings.section(section);
    if (image != null || type != null) {
      findings.registrations.add(new Registration(name, image, type));
    }
  }

  private static void configuration(
      @Nullable String filter,
      @Nullable String name,
      Map<String, Object> arguments,
      Findings findings) {
    String where = (filter == null ? "" : filter) + "/" + (name == null ? "" : name);
    String section = ConfigurationSections.in(where);
    if (section == null) {
      return;
    }
    findings.section(section);
    Object value = find(arguments, "value");
    if (value instanceof Map<?, ?>) {
      element(value, section, findings);
    } else if (value instanceof String text && name != null) {
      String module = predicate(filter);
      findings.name(module);
      Registration change = ConfigurationSections.change(section, module, attribute(name), text);
      if (change != null) {
        findings.registrations.add(change);
      }
    }
  }

  private static void element(@Nullable Object table, @Nullable String known, Findings findings) {
    if (!(table instanceof Map<?, ?> entries)) {
      return;
    }
    Map<String, String> attributes = new HashMap<>();
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      if (entry.getKey() instanceof String key && entry.getValue() instanceof String value) {
        attributes.put(key, value);
      }
    }
    findings.name(attributes.get("name"));
    String section = known == null ? findings.section : known;
    if (section == null) {
      section = sectionOf(attributes);
    }
    Registration found =
        section == null ? null : ConfigurationSections.registration(section, attributes);
    if (found != null) {
      findings.section(section);
      findings.registrations.add(found);
    }
  }

  /** The section that elements of these attributes live in, where no command told it. */
  private static @Nullable String sectionOf(Map<String, String> attributes) {
    if (attributes.containsKey("image")) {
      return ConfigurationSections.GLOBAL_MODULES;
    }
    if (attributes.containsKey("scriptprocessor")) {
      return ConfigurationSections.HANDLERS;
    }
    if (attributes.containsKey("type")) {
      return ConfigurationSections.MODULES;
    }
    String path = attributes.get("path");
    return path != null && path.indexOf('\\') >= 0 ? ConfigurationSections.FILTERS : null;
  }

  /** The last step of a property path such as {@code add[@name='X'].image}. */
  private static String attribute(String name) {
    int start =
        Math.max(name.lastIndexOf('.'), Math.max(name.lastIndexOf('/'), name.lastIndexOf('@')));
    return name.substring(start + 1);
  }

  /** The name in a filter such as {@code .../add[@name='X']}, or null. */
  private static @Nullable String predicate(@Nullable String filter) {
    return filter == null ? null : ConfigurationPath.attribute(filter, "name");
  }

  private static @Nullable String text(Map<String, Object> arguments, String name) {
    return find(arguments, name) instanceof String text && !text.isBlank() ? text : null;
  }

  /** The argument of a parameter, whose name may be cut short. */
  private static @Nullable Object find(Map<String, Object> arguments, String name) {
    for (int length = name.length(); length > 0; length--) {
      Object value = arguments.get(name.substring(0, length));
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static void put(IisCmdlets cmdlets, String... names) {
    for (String name : names) {
      BY_NAME.put(name, cmdlets);
    }
  }
}
