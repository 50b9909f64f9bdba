package dev.iischain.chain;

import dev.iischain.event.DllReference;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.Field;
import org.jspecify.annotations.Nullable;

/** One sentence that tells a human what an event was. */
final class Sentence {

  private static final int MAX_LENGTH = 500;
  private static final int MAX_PART = 200;

  private Sentence() {}

  static String of(EndpointEvent event, @Nullable DllReference dll) {
    String actor = actor(event.get(Field.IMAGE));
    String file = dll == null ? "a module" : dll.path();
    String sentence =
        switch (event.kind()) {
          case PROCESS_CREATION ->
              dll == null
                  ? parent(event) + " started " + actor + command(event)
                  : actor + " registered " + file + named(event) + command(event);
          case FILE_EVENT -> actor + " wrote " + file(event, dll);
          case FILE_RENAME ->
              actor + " renamed " + event.get(Field.SOURCE_FILENAME) + " to " + file;
          case FILE_DELETE -> actor + " deleted " + file(event, dll);
          case FILE_CHANGE -> actor + " changed the creation time of " + file(event, dll);
          case FILE_ACCESS -> actor + " opened " + file(event, dll) + " for writing";
          case CREATE_STREAM_HASH -> actor + " wrote a stream of " + file(event, dll);
          case IMAGE_LOAD -> actor + " loaded " + file;
          case REGISTRY_SET, REGISTRY_ADD, REGISTRY_DELETE, REGISTRY_RENAME ->
              actor + " changed " + event.get(Field.TARGET_OBJECT) + data(event);
          case PS_SCRIPT, PS_MODULE, PS_CLASSIC_START, PS_CLASSIC_SCRIPT ->
              "PowerShell ran a script"
                  + (dll == null ? "" : " that registers " + file)
                  + named(event);
          case IIS_CONFIGURATION ->
              "IIS configuration "
                  + event.get(Field.CONFIGURATION)
                  + " set to "
                  + event.get(Field.NEW_VALUE);
          case IIS_MODULE -> "IIS reported event " + event.source().eventCode() + " about " + file;
          case MODULE_INVENTORY -> "inventory lists " + file + named(event);
          case AGENT_HOST, RUNNING_PROCESS, OTHER -> "event " + event.source().eventCode();
        };
    return cut(sentence, MAX_LENGTH);
  }

  private static String actor(@Nullable String image) {
    return image == null ? "an unknown process" : ActorClass.baseName(image);
  }

  private static String parent(EndpointEvent event) {
    return actor(event.get(Field.PARENT_IMAGE));
  }

  private static String file(EndpointEvent event, @Nullable DllReference dll) {
    if (dll != null) {
      return dll.path();
    }
    String target = event.get(Field.TARGET_FILENAME);
    return target == null ? "a file" : cut(target, MAX_PART);
  }

  private static String named(EndpointEvent event) {
    String name = event.get(Field.MODULE_NAME);
    return name == null ? "" : " as " + cut(name, MAX_PART);
  }

  private static String command(EndpointEvent event) {
    String command = event.get(Field.COMMAND_LINE);
    return command == null ? "" : ": " + cut(command, MAX_PART);
  }

  private static String data(EndpointEvent event) {
    String data = event.get(Field.DETAILS);
    return data == null ? "" : " to " + cut(data, MAX_PART);
  }

  /** The text, cut to a length without splitting a surrogate pair. */
  static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(length - 2)) ? length - 2 : length - 1;
    return text.substring(0, end) + "…";
  }
}
