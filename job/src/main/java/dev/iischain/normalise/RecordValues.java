package dev.iischain.normalise;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that was read of one record, whatever its format; reused from record to record. */
final class RecordValues {

  /** Flat members of the record itself, or of its {@code properties}. */
  final NamedValues flat = new NamedValues();

  /** Event data. */
  final NamedValues data = new NamedValues();

  private final @Nullable String[] slots = new @Nullable String[Slot.values().length];
  private final int[] passageStart = new int[Passage.values().length];
  private final int[] passageEnd = new int[Passage.values().length];
  private boolean passageRead;
  private final Set<Marker> markers = EnumSet.noneOf(Marker.class);
  private byte[] bytes = new byte[0];
  private boolean envelope;
  private boolean xml;
  private boolean repaired;

  /**
   * Forgets everything.
   *
   * @param recordBytes what passages of the next record lie in
   * @param isXml whether these are XML, or else JSON
   * @param isRepaired whether these are JSON that is not strict
   */
  void reset(byte[] recordBytes, boolean isXml, boolean isRepaired) {
    flat.reset();
    data.reset();
    Arrays.fill(slots, null);
    Arrays.fill(passageStart, -1);
    passageRead = false;
    markers.clear();
    bytes = recordBytes;
    envelope = false;
    xml = isXml;
    repaired = isRepaired;
  }

  /** Keeps a value; the last one wins. */
  void put(Slot slot, @Nullable String value) {
    slots[slot.ordinal()] = value;
  }

  /** Keeps where a passage is: from its first byte to behind its last. */
  void put(Passage passage, int start, int end) {
    passageStart[passage.ordinal()] = start;
    passageEnd[passage.ordinal()] = end;
  }

  /** Notes that a place is there. */
  void put(Marker marker) {
    markers.add(marker);
  }

  /** Notes that the record was an envelope around records that have been decoded. */
  void markEnvelope() {
    envelope = true;
  }

  /** The value, or null where it is absent or blank. */
  @Nullable String get(Slot slot) {
    return Blanks.orNull(slots[slot.ordinal()]);
  }

  /** Whether a place was there. */
  boolean has(Marker marker) {
    return markers.contains(marker);
  }

  /** Whether a passage was there. */
  boolean has(Passage passage) {
    return passageStart[passage.ordinal()] >= 0;
  }

  /** Notes that a decoder looks into a passage. */
  void markPassageRead() {
    passageRead = true;
  }

  /** Whether a decoder looked into any passage. */
  boolean isPassageRead() {
    return passageRead;
  }

  /** Where a passage starts in {@link #bytes}. */
  int start(Passage passage) {
    return passageStart[passage.ordinal()];
  }

  /** Where a passage ends in {@link #bytes}. */
  int end(Passage passage) {
    return passageEnd[passage.ordinal()];
  }

  /** The bytes that passages lie in. */
  byte[] bytes() {
    return bytes;
  }

  /** Whether passages are XML text. */
  boolean isXml() {
    return xml;
  }

  /** Whether passages are JSON that is not strict. */
  boolean isRepaired() {
    return repaired;
  }

  /** Whether the record was an envelope. */
  boolean isEnvelope() {
    return envelope;
  }
}
