package dev.iischain.normalise;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sections of the IIS configuration that bring code into the worker process. */
final class ConfigurationSections {

  static final String CGI_RESTRICTION = "isapicgirestriction";
  static final String FILTERS = "isapifilters";
  static final String GLOBAL_MODULES = "globalmodules";
  static final String HANDLERS = "handlers";
  static final String MODULES = "modules";

  private ConfigurationSections() {}

  /** Whether the lower-case last part of a section's name is one of them. */
  static boolean isWatched(String section) {
    return switch (section) {
      case GLOBAL_MODULES, MODULES, FILTERS, CGI_RESTRICTION, HANDLERS -> true;
      default -> false;
    };
  }

  /** The watched section that a filter or path names last, or null. */
  static @Nullable String in(String text) {
    String folded = Confusables.skeleton(text);
    String found = null;
    int best = -1;
    for (String section :
        new String[] {MODULES, GLOBAL_MODULES, FILTERS, CGI_RESTRICTION, HANDLERS}) {
      int at = folded.lastIndexOf(section);
      int end = at + section.length();
      if (at >= 0 && end > best && (end == folded.length() || !isLetter(folded.charAt(end)))) {
        boolean whole = at == 0 || !isLetter(folded.charAt(at - 1));
        if (whole) {
          best = end;
          found = section;
        }
      }
    }
    return found;
  }

  /** What an element with these attributes registers in a section, or null. */
  static @Nullable Registration registration(String section, Map<String, String> attributes) {
    String image = null;
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      if (isImage(section, attribute.getKey()) && !attribute.getValue().isEmpty()) {
        image = attribute.getValue();
      }
    }
    String type = attributes.get("type");
    boolean forbidden = "false".equalsIgnoreCase(attributes.get("allowed"));
    if (forbidden || (image == null && type == null)) {
      return null;
    }
    return new Registration(attributes.get("name"), file(image), type);
  }

  /** What setting one attribute to a value registers or points elsewhere, or null. */
  static @Nullable Registration change(
      String section, @Nullable String name, String attribute, String value) {
    String folded = attribute.toLowerCase(Locale.ROOT);
    if (value.isBlank()) {
      return null;
    }
    if (isImage(section, folded)) {
      return new Registration(name, file(value), null);
    }
    boolean typed = section.equals(MODULES) || section.equals(HANDLERS);
    return typed && folded.equals("type") ? new Registration(name, null, value) : null;
  }

  /** Whether an attribute of a section's elements names a file; a handler's path is a URL. */
  static boolean isImage(String section, String attribute) {
    return switch (attribute) {
      case "image" -> section.equals(GLOBAL_MODULES);
      case "path" -> section.equals(FILTERS) || section.equals(CGI_RESTRICTION);
      case "scriptprocessor" -> section.equals(HANDLERS);
      default -> false;
    };
  }

  /** The file of a script processor that is followed by a bar and arguments. */
  private static @Nullable String file(@Nullable String image) {
    int bar = image == null ? -1 : image.indexOf('|');
    return image == null || bar < 0 ? image : image.substring(0, bar);
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }
}
