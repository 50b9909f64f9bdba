package dev.iischain.operator;

import dev.iischain.event.EndpointEvent;
import dev.iischain.normalise.ScriptParts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.jspecify.annotations.Nullable;

/** The script blocks of one host in Flink state: open ones with their parts, and known ones. */
final class ScriptState {

  /** How many blocks of one host may be open. */
  static final int MAX_OPEN = 64;

  /** How many characters the parts of all open blocks of one host may have. */
  static final int MAX_TEXT = 4 * ScriptParts.MAX_LENGTH;

  /** How many blocks of one host are known within a day. */
  static final int MAX_BLOCKS = 10_000;

  /** How long copies of a block's parts are known as such. */
  static final Duration MEMORY = Duration.ofDays(1);

  private final MapState<String, Block> blocks;
  private final MapState<String, Boolean> done;
  private final MapState<String, String> texts;
  private final ValueState<Open> open;
  private final ValueState<Budget> budget;

  ScriptState(RuntimeContext context) {
    StateTtlConfig ttl = TimeToLive.after(MEMORY);
    MapStateDescriptor<String, Block> known =
        new MapStateDescriptor<>("blocks", String.class, Block.class);
    MapStateDescriptor<String, Boolean> gone =
        new MapStateDescriptor<>("done", String.class, Boolean.class);
    MapStateDescriptor<String, String> parts =
        new MapStateDescriptor<>("parts", String.class, String.class);
    ValueStateDescriptor<Open> held = new ValueStateDescriptor<>("open", Open.class);
    ValueStateDescriptor<Budget> taken = new ValueStateDescriptor<>("block-budget", Budget.class);
    known.enableTimeToLive(ttl);
    gone.enableTimeToLive(ttl);
    parts.enableTimeToLive(ttl);
    held.enableTimeToLive(ttl);
    taken.enableTimeToLive(ttl);
    blocks = context.getMapState(known);
    done = context.getMapState(gone);
    texts = context.getMapState(parts);
    open = context.getState(held);
    budget = context.getState(taken);
  }

  /**
   * One open block.
   *
   * @param total how many parts it has
   * @param seen how many have come
   * @param deadline the wall-clock time at which it goes on as it is
   * @param head the event of its first part so far, without text; null before any
   */
  public record Block(int total, int seen, long deadline, @Nullable EndpointEvent head) {

    Block grown(EndpointEvent first, int more) {
      return new Block(total, seen + more, deadline, first);
    }
  }

  /** How many blocks are open, and how many characters their parts have. */
  public record Open(int blocks, long characters) {}

  /** Whether a whole block has gone on, so that its parts are copies. */
  boolean isDone(String id) throws Exception {
    return done.contains(id);
  }

  @Nullable Block get(String id) throws Exception {
    return blocks.get(id);
  }

  void put(String id, Block block) throws Exception {
    blocks.put(id, block);
  }

  /** Opens a block; null when there is no room for one more. */
  @Nullable Block open(String id, int total, long deadline, long now) throws Exception {
    Open held = held();
    Budget last = budget.value();
    boolean over = last == null || now - last.since() >= MEMORY.toMillis();
    Budget current = over ? new Budget(0, now) : last;
    if (held.blocks() >= MAX_OPEN || current.taken() >= MAX_BLOCKS) {
      return null;
    }
    budget.update(new Budget(current.taken() + 1, current.since()));
    open.update(new Open(held.blocks() + 1, held.characters()));
    Block block = new Block(total, 0, deadline, null);
    blocks.put(id, block);
    return block;
  }

  boolean has(String id, int number) throws Exception {
    return texts.contains(part(id, number));
  }

  /** Keeps a part; false when there is no room for it. */
  boolean add(String id, int number, String text) throws Exception {
    Open held = held();
    if (held.characters() + text.length() > MAX_TEXT) {
      return false;
    }
    texts.put(part(id, number), text);
    open.update(new Open(held.blocks(), held.characters() + text.length()));
    return true;
  }

  /** Removes and gives a part, or null. */
  @Nullable String take(String id, int number) throws Exception {
    String key = part(id, number);
    String text = texts.get(key);
    if (text != null) {
      texts.remove(key);
      Open held = held();
      open.update(new Open(held.blocks(), held.characters() - text.length()));
    }
    return text;
  }

  /** Closes a block, remembering it where it was whole; true when no block is open any more. */
  boolean close(String id, boolean whole) throws Exception {
    blocks.remove(id);
    if (whole) {
      done.put(id, true);
    }
    Open held = held();
    if (held.blocks() <= 1) {
      open.clear();
      return true;
    }
    open.update(new Open(held.blocks() - 1, held.characters()));
    return false;
  }

  /** The open blocks by id. */
  List<Map.Entry<String, Block>> all() throws Exception {
    List<Map.Entry<String, Block>> all = new ArrayList<>();
    for (Map.Entry<String, Block> each : blocks.entries()) {
      all.add(Map.entry(each.getKey(), each.getValue()));
    }
    return all;
  }

  /** Frees what has expired; whether nothing is left. */
  boolean sweep() throws Exception {
    boolean none = TimeToLive.sweep(blocks);
    none &= TimeToLive.sweep(done);
    none &= TimeToLive.sweep(texts);
    none &= open.value() == null;
    none &= budget.value() == null;
    return none;
  }

  private Open held() throws Exception {
    Open held = open.value();
    return held == null ? new Open(0, 0) : held;
  }

  private static String part(String id, int number) {
    return id + '|' + number;
  }
}
