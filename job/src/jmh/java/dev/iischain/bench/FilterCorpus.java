package dev.iischain.bench;

import dev.iischain.event.DeadLetter;
import dev.iischain.event.EndpointEvent;
import dev.iischain.event.RawRecord;
import dev.iischain.event.TelemetryFormat;
import dev.iischain.event.Vendor;
import dev.iischain.normalise.NormaliseOptions;
import dev.iischain.normalise.TelemetryDecoder;
import dev.iischain.rule.RuleEvaluator;
import dev.iischain.rule.RuleLibrary;
import dev.iischain.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Records of about a kilobyte with one event each, of which rules match one in a hundred. Without
 * what is decoded whatever it says: PowerShell, the process starts of Falcon, which the joins need,
 * and NXLog where it lost fields that its message tells.
 */
final class FilterCorpus {

  private static final int RECORDS = 4_000;
  private static final int RELEVANT = RECORDS / 100;
  private static final long RECEIVED = 1_795_200_000_000L;

  private FilterCorpus() {}

  static List<RawRecord> records() {
    RuleEvaluator rules = new RuleEvaluator(RuleSet.compile(RuleLibrary.builtIn().orThrow()));
    TelemetryDecoder decoder = new TelemetryDecoder(NormaliseOptions.defaults());
    ActivityMix mix = new ActivityMix(20_261_121);
    SplittableRandom random = new SplittableRandom(7);
    List<Shape> shapes = List.of(Shape.WINLOGBEAT, Shape.EVTX_DUMP, Shape.FALCON, Shape.DEFENDER);
    List<RawRecord> records = new ArrayList<>();
    int relevant = 0;
    while (records.size() < RECORDS) {
      Activity activity = mix.next();
      Shape shape = shapes.get(random.nextInt(shapes.size()));
      if (isAlwaysDecoded(activity, shape)) {
        continue;
      }
      RawRecord record =
          new RawRecord(
              shape.render(List.of(activity)), "telemetry.bench", 0, records.size(), RECEIVED);
      Matched matched = new Matched(rules);
      decoder.decode(record, matched);
      boolean wanted =
          matched.any ? relevant < RELEVANT : records.size() - relevant < RECORDS - RELEVANT;
      if (wanted) {
        records.add(record);
        relevant += matched.any ? 1 : 0;
      }
    }
    for (int i = records.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      RawRecord record = records.get(i);
      records.set(i, records.get(j));
      records.set(j, record);
    }
    return List.copyOf(records);
  }

  private static boolean isAlwaysDecoded(Activity activity, Shape shape) {
    return activity.kind() == Activity.Kind.SCRIPT
        || (shape == Shape.FALCON && activity.kind() == Activity.Kind.PROCESS)
        || activity.fields().values().stream().anyMatch(value -> value.contains("powershell"));
  }

  /** Whether a rule matches. */
  private static final class Matched implements TelemetryDecoder.Output {

    private final RuleEvaluator rules;
    private boolean any;

    Matched(RuleEvaluator rules) {
      this.rules = rules;
    }

    @Override
    public void event(EndpointEvent event) {
      any |= !rules.matches(event).isEmpty();
    }

    @Override
    public void irrelevant(TelemetryFormat format, Vendor vendor) {}

    @Override
    public void deadLetter(DeadLetter letter) {
      throw new IllegalStateException("A record of the corpus cannot be read: " + letter.detail());
    }
  }
}
