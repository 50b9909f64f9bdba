package dev.iischain.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One normalised endpoint event.
 *
 * @param kind what happened
 * @param eventId the event's own identity, equal for every copy of it: {@code ev-} and 32 of a-z2-7
 * @param eventTimeMillis when it happened by the sensor's clock, epoch milliseconds UTC
 * @param tenant the tenant the host belongs to
 * @param host the machine it happened on
 * @param source its natural identity
 * @param values the Sigma fields, indexed by {@link Field#ordinal()}; absent is null
 * @param dlls the module files it is about, in the order the source named them
 * @param flags what normalisation noticed, such as {@code time-clamped}, {@code encoded-command},
 *     {@code tool-masquerade}; sorted
 */
@SuppressWarnings(
    "ArrayRecordComponent") // an enum-indexed array is the cheapest field map there is
public record EndpointEvent(
    EventKind kind,
    String eventId,
    long eventTimeMillis,
    String tenant,
    HostIdentity host,
    SourceIdentity source,
    @Nullable String[] values,
    List<DllReference> dlls,
    List<String> flags) {

  /** The value of a field, or null when the event has none. */
  public @Nullable String get(Field field) {
    return values[field.ordinal()];
  }
}
