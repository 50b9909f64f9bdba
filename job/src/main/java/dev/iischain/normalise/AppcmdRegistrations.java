package dev.iischain.normalise;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells which appcmd commands really register something, and what. */
final class AppcmdRegistrations {

  private AppcmdRegistrations() {}

  static List<Registration> of(AppcmdCommand command) {
    if (command.object().equals("module")) {
      return module(command);
    }
    boolean sets = command.verb().equals("set") && command.object().equals("config");
    String section = command.section();
    if (!sets || section == null || !ConfigurationSections.isWatched(section)) {
      return List.of();
    }
    List<Registration> found = new ArrayList<>();
    for (AppcmdEdit edit : command.edits()) {
      Registration registration = edit(section, edit);
      if (registration != null) {
        found.add(registration);
      }
    }
    return found;
  }

  private static List<Registration> module(AppcmdCommand command) {
    String image = command.parameters().get("image");
    String type = command.parameters().get("type");
    boolean registers =
        switch (command.verb()) {
          case "install" -> image != null;
          case "add", "set" -> image != null || type != null;
          default -> false;
        };
    return registers ? List.of(new Registration(command.moduleName(), image, type)) : List.of();
  }

  private static @Nullable Registration edit(String section, AppcmdEdit edit) {
    Map<String, String> attributes = edit.attributes();
    return switch (edit.action()) {
      case REMOVE -> null;
      case ADD -> ConfigurationSections.registration(section, attributes);
      case SET -> {
        String attribute = edit.attribute() == null ? "" : edit.attribute();
        String value = edit.value() == null ? "" : edit.value();
        if (section.equals(ConfigurationSections.CGI_RESTRICTION)
            && attribute.equals("allowed")
            && value.equalsIgnoreCase("true")) {
          yield new Registration(null, attributes.get("path"), null);
        }
        yield ConfigurationSections.change(section, attributes.get("name"), attribute, value);
      }
    };
  }
}
