package dev.iischain.normalise;

import dev.iischain.event.DeadLetter;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.EventKind;
import dev.iischain.event.RawRecord;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells records that need not be decoded, since it is known what would become of them and nobody
 * can use it. It learns the shapes of records from the decoder itself, refuses none that differs
 * from them in anything but plain values, and never one that could become a dead letter. Not
 * thread-safe: one for each decoding thread.
 */
public final class PreFilter {

  /** Hears what the elements of a record that is skipped would have become. */
  public interface Skipped {

    /** An event that no rule matches. */
    void event(EventKind kind, TelemetryFormat format, Vendor vendor);

    /** An element of a kind that no rule can name. */
    void irrelevant(TelemetryFormat format, Vendor vendor);
  }

  /** Formats whose decoders read every value from its own place only. */
  private static final Set<TelemetryFormat> FORMATS =
      EnumSet.of(
          TelemetryFormat.FALCON_FDR,
          TelemetryFormat.FALCON_LOGSCALE,
          TelemetryFormat.DEFENDER_STREAMING,
          TelemetryFormat.LOG_ANALYTICS,
          TelemetryFormat.EVTX_DUMP,
          TelemetryFormat.OPENWEC,
          TelemetryFormat.WINLOGBEAT,
          TelemetryFormat.ECS,
          TelemetryFormat.NXLOG,
          TelemetryFormat.VECTOR);

  private static final byte[] RECORDS = {'"', 'r', 'e', 'c', 'o', 'r', 'd', 's', '"'};
  private static final int MAX_SIZE = 4 << 20;
  private static final int MAX_ELEMENT = 1 << 18;
  private static final int MAX_ELEMENTS = 4096;
  private static final int MAX_CREDIT = 512;

  /** How many elements of unknown shape have to come for one more to be looked at closely. */
  private static final int PRICE = 64;

  private final int maxRecordBytes;
  private final boolean sound;
  private final Relevance relevance;
  private final TelemetryDecoder decoder;
  private final JsonParsers parsers;
  private final ShapeTree shapes = new ShapeTree();
  private final ShapeMatch match = new ShapeMatch();
  private final Probe probe = new Probe();
  private final Shape[] found = new Shape[MAX_ELEMENTS];
  private int elements;
  private final int maxCredit;
  private int credit;
  private int unknown;

  /** A filter in front of a decoder with these options, for whoever finds events relevant. */
  public PreFilter(NormaliseOptions options, Relevance relevance) {
    this(options, relevance, MAX_CREDIT);
  }

  /** A filter that may look closely at so many elements at once. */
  PreFilter(NormaliseOptions options, Relevance relevance, int maxCredit) {
    this.maxCredit = maxCredit;
    this.credit = maxCredit;
    this.maxRecordBytes = options.maxRecordBytes();
    this.relevance = relevance;
    this.decoder = new TelemetryDecoder(options);
    this.parsers = new JsonParsers(options.maxDepth(), options.maxRecordBytes());
    this.sound = areMachines(options);
  }

  /** An alias that is no machine's name would make a dead letter of an event. */
  private static boolean areMachines(NormaliseOptions options) {
    HostNames names = new HostNames(options);
    for (String name : options.hostAliases().values()) {
      if (names.clean(name) == null) {
        return false;
      }
    }
    return true;
  }

  /** Whether a record can be left undecoded; if so, every element of it has been told. */
  public boolean skips(byte[] bytes, Skipped skipped) {
    if (!sound || bytes.length > maxRecordBytes || bytes.length < 2) {
      return false;
    }
    elements = 0;
    if (!areDispensable(bytes, bytes.length)) {
      return false;
    }
    for (int i = 0; i < elements; i++) {
      Shape shape = found[i];
      if (shape.kind() == EventKind.OTHER) {
        skipped.irrelevant(shape.format(), shape.vendor());
      } else {
        skipped.event(shape.kind(), shape.format(), shape.vendor());
      }
    }
    return true;
  }

  private boolean areDispensable(byte[] bytes, int to) {
    int first = envelope(bytes, to);
    if (first < 0) {
      return bytes[0] == '{' && isEnd(bytes, element(bytes, 0, to), to);
    }
    int at = first;
    while (true) {
      at = element(bytes, at, to);
      if (at < 0) {
        return false;
      }
      at = blanks(bytes, at, to);
      if (at < to && bytes[at] == ']') {
        return closes(bytes, at + 1, to);
      }
      if (at >= to || bytes[at] != ',') {
        return false;
      }
      at = blanks(bytes, at + 1, to);
    }
  }

  /** Behind an element that can be left undecoded, or -1. */
  private int element(byte[] bytes, int from, int to) {
    int end = match.follow(shapes.root(), bytes, from, to);
    if (end < 0) {
      learn(bytes, from, to);
      return -1;
    }
    Shape shape = match.shape();
    if (shape == null || elements == MAX_ELEMENTS || !match.isDispensable(bytes)) {
      return -1;
    }
    found[elements++] = shape;
    return end;
  }

  /** The first element of an envelope named {@code records}, or of an array; -1 for others. */
  private static int envelope(byte[] bytes, int to) {
    if (bytes[0] == '[') {
      return blanks(bytes, 1, to);
    }
    int name = blanks(bytes, 1, to);
    if (name + RECORDS.length >= to || !TextScan.isAt(bytes, name, RECORDS)) {
      return -1;
    }
    int colon = blanks(bytes, name + RECORDS.length, to);
    if (colon >= to || bytes[colon] != ':') {
      return -1;
    }
    int array = blanks(bytes, colon + 1, to);
    return array < to && bytes[array] == '[' ? blanks(bytes, array + 1, to) : -1;
  }

  /** Whether nothing but what the record opened with is left to be closed. */
  private static boolean closes(byte[] bytes, int from, int to) {
    if (bytes[0] == '[') {
      return isEnd(bytes, from, to);
    }
    int brace = blanks(bytes, from, to);
    return brace < to && bytes[brace] == '}' && isEnd(bytes, brace + 1, to);
  }

  /** Whether nothing but blanks is left behind an element; false when there was none. */
  private static boolean isEnd(byte[] bytes, int from, int to) {
    return from >= 0 && JsonSpans.skipBlank(bytes, from, to) == to;
  }

  private static int blanks(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to
        && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
      at++;
    }
    return at;
  }

  private void learn(byte[] bytes, int from, int to) {
    if (++unknown >= PRICE) {
      unknown = 0;
      credit = Math.min(maxCredit, credit + 1);
    }
    if (credit == 0 || from >= to || bytes[from] != '{') {
      return;
    }
    int end = JsonSpans.end(bytes, from, Math.min(to, from + MAX_ELEMENT));
    if (end < 0) {
      return;
    }
    credit--;
    ShapeLearner learner = ShapeLearner.read(bytes, from, end, parsers);
    if (learner == null) {
      return;
    }
    byte[] element = java.util.Arrays.copyOfRange(bytes, from, end);
    probe.reset();
    decoder.decode(new RawRecord(element, "", 0, 0, RawRecord.NO_TIME), probe);
    Shape shape = decoder.wasPlain() ? probe.shape(learner, relevance) : null;
    if (shape == null) {
      return;
    }
    if (shapes.size() > MAX_SIZE) {
      shapes.clear();
    }
    shapes.add(learner.steps(), shape);
  }

  /** What the decoder made of an example. */
  private static final class Probe implements TelemetryDecoder.Output {

    private int outcomes;
    private boolean dead;
    private @Nullable EndpointEvent event;
    private @Nullable TelemetryFormat format;
    private @Nullable Vendor vendor;

    void reset() {
      outcomes = 0;
      dead = false;
      event = null;
      format = null;
      vendor = null;
    }

    @Nullable Shape shape(ShapeLearner learner, Relevance relevance) {
      TelemetryFormat known = format;
      Vendor sensor = vendor;
      if (outcomes != 1 || dead || known == null || sensor == null || !FORMATS.contains(known)) {
        return null;
      }
      EndpointEvent example = event;
      if (example == null) {
        return new Shape(known, sensor, EventKind.OTHER, null, false);
      }
      Set<String> literals = relevance.literals(example);
      Needles needles = literals == null || literals.isEmpty() ? null : Needles.of(literals);
      boolean read = literals == null || (needles != null && learner.holds(needles));
      return new Shape(known, sensor, example.kind(), needles, read);
    }

    @Override
    public void event(EndpointEvent found) {
      outcomes++;
      event = found;
      format = found.source().format();
      vendor = found.source().vendor();
    }

    @Override
    public void irrelevant(TelemetryFormat ofFormat, Vendor ofVendor) {
      outcomes++;
      format = ofFormat;
      vendor = ofVendor;
    }

    @Override
    public void deadLetter(DeadLetter letter) {
      dead = true;
    }
  }
}
