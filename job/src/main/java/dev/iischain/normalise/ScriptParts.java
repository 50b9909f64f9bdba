package dev.iischain.normalise;

import dev.iischain.event.DllReference;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.Field;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The parts in which PowerShell logs a long script block (4104), and the block put together. */
public final class ScriptParts {

  /** A block of more parts is not put together. */
  public static final int MAX_PARTS = 1_000;

  /** A block is put together up to this length, in characters. */
  public static final int MAX_LENGTH = PowerShellText.MAX_LENGTH;

  private static final String PREFIX = "ev-";
  private static final Field[] FIELDS = Field.values();

  private final HostNames hostNames;

  /** Puts blocks together as these options name hosts. */
  public ScriptParts(NormaliseOptions options) {
    this.hostNames = new HostNames(options);
  }

  /** The id of the block that an event is a part of, or null for every other event. */
  public static @Nullable String block(EndpointEvent event) {
    if (event.kind() != EventKind.PS_SCRIPT) {
      return null;
    }
    int total = total(event);
    String id = event.get(Field.SCRIPT_BLOCK_ID);
    boolean part = total > 1 && total <= MAX_PARTS && number(event) >= 1 && number(event) <= total;
    return part && id != null ? id.toLowerCase(Locale.ROOT) : null;
  }

  /** Which part it is, from 1. */
  public static int number(EndpointEvent part) {
    return whole(part.get(Field.MESSAGE_NUMBER));
  }

  /** How many parts there are. */
  public static int total(EndpointEvent part) {
    return whole(part.get(Field.MESSAGE_TOTAL));
  }

  /** The text of a part. */
  public static String text(EndpointEvent part) {
    String text = part.get(Field.SCRIPT_BLOCK_TEXT);
    return text == null ? "" : text;
  }

  /** The event without its text, which is kept elsewhere. */
  public static EndpointEvent withoutText(EndpointEvent part) {
    @Nullable String[] values = part.values().clone();
    values[Field.SCRIPT_BLOCK_TEXT.ordinal()] = null;
    return with(part, part.eventId(), values, part.dlls(), part.flags());
  }

  /**
   * The whole block as one event, with everything that follows from the whole text.
   *
   * @param head the event of the first part there is
   * @param texts the parts there are, by number
   * @param total how many there should be
   */
  public EndpointEvent assemble(EndpointEvent head, SortedMap<Integer, String> texts, int total) {
    StringBuilder whole = new StringBuilder();
    int next = 1;
    for (var part : texts.entrySet()) {
      if (part.getKey() != next && whole.length() > 0) {
        whole.append('\n'); // two halves of different words make no word
      }
      whole.append(part.getValue());
      next = part.getKey() + 1;
    }
    boolean complete = texts.size() == total;
    EventBuilder builder = new EventBuilder();
    builder.kind = head.kind();
    for (int i = 0; i < Field.APPCMD_VERB.ordinal(); i++) {
      builder.values[i] = head.get(FIELDS[i]);
    }
    builder.set(Field.SCRIPT_BLOCK_TEXT, whole.toString());
    builder.set(Field.MESSAGE_NUMBER, Integer.toString(texts.isEmpty() ? 1 : texts.firstKey()));
    if (head.flags().contains(Flags.TIME_CLAMPED)) {
      builder.flags.add(Flags.TIME_CLAMPED);
    }
    if (!complete) {
      builder.flags.add(Flags.SCRIPT_INCOMPLETE);
    }
    EventDraft draft = new EventDraft(builder, head.host().name(), hostNames);
    Derivation.derive(draft);
    String block = head.get(Field.SCRIPT_BLOCK_ID);
    String id =
        StableId.of(
            PREFIX,
            head.tenant(),
            "script-block",
            head.host().key(),
            block == null ? null : block.toLowerCase(Locale.ROOT),
            complete ? "whole" : texts.keySet().toString());
    return with(head, id, draft.values(), draft.dlls(), List.copyOf(draft.flags));
  }

  /** Of two copies of one part the one that does not depend on which came first. */
  public static EndpointEvent head(EndpointEvent one, EndpointEvent other) {
    int first = number(one);
    int second = number(other);
    if (first != second) {
      return first < second ? one : other;
    }
    int order = one.source().format().compareTo(other.source().format());
    if (order == 0) {
      order = one.eventId().compareTo(other.eventId());
    }
    return order <= 0 ? one : other;
  }

  private static EndpointEvent with(
      EndpointEvent event,
      String id,
      @Nullable String[] values,
      List<DllReference> dlls,
      List<String> flags) {
    return new EndpointEvent(
        event.kind(),
        id,
        event.eventTimeMillis(),
        event.tenant(),
        event.host(),
        event.source(),
        values,
        dlls,
        flags);
  }

  private static int whole(@Nullable String text) {
    if (text == null || text.isEmpty() || text.length() > 6) {
      return 0;
    }
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return 0;
      }
      number = number * 10 + (c - '0');
    }
    return number;
  }
}
