package dev.iischain.normalise;

import dev.iischain.event.EndpointEvent;
import java.io.Serializable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells which text an event has to hold before anybody behind the decoder can use it. */
public interface Relevance extends Serializable {

  /**
   * The literals, in lower-case ASCII and at least {@link Needles#MIN_LENGTH} long, of which an
   * event of this shape has to hold one in its text, in any case. Empty when no text makes it of
   * use; null when nothing can be said, and every such event has to be read.
   *
   * @param example an event of the same kind, vendor and codes; its other fields say nothing
   */
  @Nullable Set<String> literals(EndpointEvent example);
}
