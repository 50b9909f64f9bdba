package dev.iischain;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.apache.kafka.clients.admin.OffsetSpec;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where a bounded run of the streaming job stops reading. */
sealed interface ReadUntil {

  /** At the last record that is there when the job starts. */
  record Now() implements ReadUntil {
    @Override
    public OffsetSpec offset() {
      return OffsetSpec.latest();
    }
  }

  /** Before the first record that Kafka received at this time or later. */
  record Time(Instant time) implements ReadUntil {
    @Override
    public OffsetSpec offset() {
      return OffsetSpec.forTimestamp(time.toEpochMilli());
    }
  }

  /** The end of a partition as Kafka is asked for it. */
  OffsetSpec offset();

  /** Reads {@code now} or an RFC 3339 time; throws {@link UsageProblems} for anything else. */
  static ReadUntil of(String text) {
    if (text.equals("now")) {
      return new Now();
    }
    try {
      return new Time(Instant.parse(text));
    } catch (DateTimeParseException e) {
      throw new UsageProblems(
          List.of(
              "--until: '" + text + "' is neither now nor a time such as 2026-11-20T00:00:00Z."));
    }
  }

  /** What to say where a bounded run is to go on from saved state. */
  String FROM_A_SAVEPOINT =
      "--until ends a run that starts without a savepoint: one that goes on from a savepoint or a"
          + " checkpoint reads without an end what that knows already. Leave out one of the two.";

  /** The same for a command line. */
  final class Converter implements ITypeConverter<ReadUntil> {
    @Override
    public ReadUntil convert(String text) {
      try {
        return of(text);
      } catch (UsageProblems e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
