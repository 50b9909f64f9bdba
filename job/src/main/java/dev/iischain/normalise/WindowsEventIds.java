package dev.iischain.normalise;

import dev.iischain.event.EventKind;
import java.util.List;
import java.util.Set;

/** The ids of the Windows events that become events here. */
public final class WindowsEventIds {

  private WindowsEventIds() {}

  /**
   * What can be the id of a Windows event, as text.
   *
   * @param kinds that it may become
   * @param channels it may come from, empty for any
   */
  public static Set<String> of(Set<EventKind> kinds, List<String> channels) {
    return WindowsEvent.ids(kinds, channels);
  }
}
