package dev.iischain.normalise;

import dev.iischain.event.DllReference;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import dev.iischain.event.HostIdentity;
import dev.iischain.event.SourceIdentity;
import dev.iischain.event.Vendor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What raw events of an agent lack, what others tell of it, and how the two come together: the
 * machine's name, and the image of the process that acted.
 */
public final class AgentJoin {

  private static final String AGENT = "aid:";
  private static final String NAMED = "host:";

  private final HostNames hostNames;

  /** Joins as these options name hosts. */
  public AgentJoin(NormaliseOptions options) {
    this.hostNames = new HostNames(options);
  }

  /** The id of the agent that saw an event, or null when no agent's own id is told. */
  public static @Nullable String agent(EndpointEvent event) {
    if (event.source().vendor() != Vendor.FALCON) {
      return null;
    }
    List<String> ids = event.host().ids();
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i);
      if (id.startsWith(AGENT)) {
        return id.substring(AGENT.length());
      }
    }
    return null;
  }

  /** Whether an agent's event does not name its machine. */
  public static boolean lacksHost(EndpointEvent event) {
    return !event.host().key().startsWith(NAMED);
  }

  /** The id of the process whose image an agent's event does not name, or null. */
  public static @Nullable String lackedProcess(EndpointEvent event) {
    return event.get(Field.IMAGE) == null ? event.get(Field.PROCESS_GUID) : null;
  }

  /** The name that an agent's event gives its machine, or null. */
  public static AgentNames.@Nullable Name name(EndpointEvent event) {
    String computer = event.source().computer();
    return computer == null || lacksHost(event)
        ? null
        : new AgentNames.Name(computer.trim().toLowerCase(Locale.ROOT), event.eventTimeMillis());
  }

  /** The process that an agent's event tells the image of, or null. */
  public static @Nullable AgentProcess process(EndpointEvent event) {
    boolean started =
        event.kind() == EventKind.PROCESS_CREATION || event.kind() == EventKind.RUNNING_PROCESS;
    String id = event.get(Field.PROCESS_GUID);
    String image = event.get(Field.IMAGE);
    return !started || id == null || image == null
        ? null
        : new AgentProcess(id, image, event.get(Field.USER), event.eventTimeMillis());
  }

  /** The event on the machine with this name; the same event when that names no machine. */
  public EndpointEvent onHost(EndpointEvent event, String computer) {
    HostIdentity host = hostNames.resolve(event.tenant(), computer, event.host().ids());
    if (host == null || !host.key().startsWith(NAMED)) {
      return event;
    }
    @Nullable String[] values = event.values().clone();
    values[Field.COMPUTER.ordinal()] = computer;
    List<DllReference> dlls = new ArrayList<>(event.dlls().size());
    boolean moved = false;
    for (DllReference dll : event.dlls()) {
      DllReference here = here(dll, host);
      moved |= !here.path().equals(dll.path());
      dlls.add(here);
    }
    if (moved && dlls.size() == 1) {
      values[Field.DLL_PATH.ordinal()] = dlls.get(0).path();
    }
    return new EndpointEvent(
        event.kind(),
        event.eventId(),
        event.eventTimeMillis(),
        event.tenant(),
        host,
        named(event.source(), computer),
        values,
        moved ? List.copyOf(dlls) : event.dlls(),
        event.flags());
  }

  /** A file that is reached through a share of this very machine is a local one. */
  private static DllReference here(DllReference dll, HostIdentity host) {
    if (!dll.path().startsWith("\\\\")) {
      return dll;
    }
    CanonicalPath path = CanonicalPath.canon(dll.raw(), host.name(), null, false);
    return path.reachablePath().equals(dll.path())
        ? dll
        : new DllReference(
            dll.raw(), path.reachablePath(), dll.hashes(), dll.signature(), path.flags());
  }

  private static SourceIdentity named(SourceIdentity source, String computer) {
    return new SourceIdentity(
        source.vendor(),
        source.format(),
        computer,
        source.provider(),
        source.channel(),
        source.eventCode(),
        source.recordId());
  }

  /** The event with the process that acted; the same event when its image is not known. */
  public EndpointEvent byProcess(EndpointEvent event, AgentProcess process) {
    String image = process.image();
    if (image == null) {
      return event;
    }
    CanonicalPath path = CanonicalPath.canon(image, event.host().name(), null, false);
    @Nullable String[] values = event.values().clone();
    values[Field.IMAGE.ordinal()] = image;
    values[Field.ACTOR_IMAGE.ordinal()] = path.reachablePath();
    if (values[Field.USER.ordinal()] == null) {
      values[Field.USER.ordinal()] = process.user();
    }
    List<String> flags = event.flags();
    if (Derivation.isMasquerade(event.kind(), image, path)) {
      flags = new ArrayList<>(flags);
      Flags.add(flags, Flags.TOOL_MASQUERADE);
      flags.sort(null);
      flags = List.copyOf(flags);
    }
    return new EndpointEvent(
        event.kind(),
        event.eventId(),
        event.eventTimeMillis(),
        event.tenant(),
        event.host(),
        event.source(),
        values,
        event.dlls(),
        flags);
  }
}
