package dev.iischain.local;

import java.time.Instant;

/**
 * An action on a machine.
 *
 * @param number unique in the sample; record ids are made from it
 */
record HostEvent(DemoHost host, Instant time, HostAction action, long number) {

  /** What every id of the acting process is made from. */
  String process() {
    return host.name() + " " + action.image();
  }
}
