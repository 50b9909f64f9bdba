package dev.iischain.normalise;

import dev.iischain.event.DeadLetter;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.HostIdentity;
import dev.iischain.event.SourceIdentity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a format's decoder knows into an event: resolves the host, bounds the time, and
 * derives the fields that a rule cannot compute. Not thread-safe: one for each decoding thread.
 */
public final class EventFinisher {

  private final NormaliseOptions options;
  private final HostNames hostNames;
  private DeadLetter.Reason problem = DeadLetter.Reason.DECODER_FAILURE;
  private String detail = "";

  /** A finisher with these options. */
  public EventFinisher(NormaliseOptions options) {
    this.options = options;
    this.hostNames = new HostNames(options);
  }

  /** The event, or null when {@link #problem} and {@link #detail} tell why there is none. */
  public @Nullable EndpointEvent finish(EventBuilder builder) {
    String tenant = builder.tenant == null ? options.tenant() : builder.tenant;
    HostIdentity host = hostNames.resolve(tenant, builder.computer, builder.hostIds);
    if (host == null) {
      return fail(
          DeadLetter.Reason.NO_HOST,
          "the record names no computer and no vendor's device id; check the shipper's host field");
    }
    EventDraft draft = new EventDraft(builder, host.name(), hostNames);
    long time = builder.eventTimeMillis;
    boolean received = builder.receivedMillis != EventBuilder.NO_TIME;
    if (time < EventTimes.EARLIEST) {
      if (!received) {
        return fail(
            DeadLetter.Reason.NO_TIME,
            "the record's event time is missing or before the year 2000, and its transport gave no"
                + " time either");
      }
      time = builder.receivedMillis;
      draft.flag(Flags.TIME_CLAMPED);
    } else if (received && time - builder.receivedMillis > options.maxFutureSkew().toMillis()) {
      time = builder.receivedMillis;
      draft.flag(Flags.TIME_CLAMPED);
    } else if (time > EventTimes.LATEST) {
      return fail(
          DeadLetter.Reason.BAD_FIELD,
          "the record's event time lies beyond the year 2100; check the unit of its time field");
    }
    Derivation.derive(draft);
    return new EndpointEvent(
        draft.kind,
        EventId.of(builder, tenant, host),
        time,
        tenant,
        machine(tenant, host, draft),
        new SourceIdentity(
            builder.vendor,
            builder.format,
            builder.computer,
            builder.provider,
            builder.channel,
            builder.eventCode,
            builder.recordId),
        draft.values(),
        draft.dlls(),
        List.copyOf(draft.flags));
  }

  /** The machine that the event is about: of a file on a remote share, the one it is on. */
  private HostIdentity machine(String tenant, HostIdentity host, EventDraft draft) {
    if (draft.remoteHost() == null) {
      return host;
    }
    HostIdentity remote = hostNames.resolve(tenant, draft.remoteHost(), List.of());
    return remote == null ? host : remote;
  }

  /** Why the last {@link #finish} gave null. */
  public DeadLetter.Reason problem() {
    return problem;
  }

  /** A sentence about why the last {@link #finish} gave null, without telemetry contents. */
  public String detail() {
    return detail;
  }

  private @Nullable EndpointEvent fail(DeadLetter.Reason reason, String sentence) {
    problem = reason;
    detail = sentence;
    return null;
  }
}
