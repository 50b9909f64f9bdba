package dev.iischain.normalise;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A place in the tree of all places that decoders read; everything else is skipped unread. */
final class PathNode {

  /** How the members of an object become named values. */
  enum Members {
    /** They do not. */
    NONE,
    /** They are flat values of the record. */
    FLAT,
    /** They are event data. */
    EVENT_DATA,
    /** They are event data at any depth. */
    DEEP_EVENT_DATA
  }

  /** The place of event data that stands alone. */
  static final PathNode EVENT_DATA = new PathNode();

  /** The one tree. */
  static final PathNode ROOT = build();

  private final Map<String, PathNode> children = new HashMap<>();
  @Nullable Slot slot;
  @Nullable Passage passage;
  final Set<Marker> markers = EnumSet.noneOf(Marker.class);
  Members members = Members.NONE;
  boolean elements;

  /** Whether an array here holds event data by their places. */
  boolean positions;

  private PathNode() {}

  /** The child with exactly this name, or null. */
  @Nullable PathNode child(String name) {
    return children.get(name);
  }

  /** Whether an object at this place is worth entering. */
  boolean isEntered() {
    return members != Members.NONE || !children.isEmpty();
  }

  private static PathNode build() {
    PathNode root = new PathNode();
    root.members = Members.FLAT;
    root.at("properties").members = Members.FLAT;
    root.at("records").elements = true;
    root.at("events").elements = true;
    root.at("StringInserts").positions = true;
    root.at("string_inserts").positions = true;
    for (Slot slot : Slot.values()) {
      for (String path : slot.paths()) {
        root.at(path).slot = slot;
      }
    }
    for (Passage passage : Passage.values()) {
      for (String path : passage.paths()) {
        root.at(path).passage = passage;
      }
    }
    for (Marker marker : Marker.values()) {
      for (String path : marker.paths()) {
        root.at(path).markers.add(marker);
      }
    }
    for (String path :
        new String[] {
          "Event.EventData",
          "EventData",
          "winlog.event_data",
          "event_data",
          "win.eventdata",
          "data.win.eventdata"
        }) {
      root.at(path).members = Members.EVENT_DATA;
    }
    for (String path :
        new String[] {"Event.UserData", "UserData", "winlog.user_data", "user_data"}) {
      root.at(path).members = Members.DEEP_EVENT_DATA;
    }
    return root;
  }

  private PathNode at(String path) {
    PathNode node = this;
    for (String segment : path.split("\\.", -1)) {
      node = node.children.computeIfAbsent(segment, name -> new PathNode());
    }
    return node;
  }
}
