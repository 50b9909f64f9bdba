package dev.iischain.operator;

import dev.iischain.chain.Chain;
import dev.iischain.chain.ChainMatch;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.cep.CEP;
import org.apache.flink.streaming.api.datastream.DataStream;

/** FlinkCEP over the ledger's runs: one operator for each chain. */
public final class Patterns {

  private Patterns() {}

  /** Times and watermarks of runs: the pattern stage's own clock. */
  public static WatermarkStrategy<EpisodeStep> stamps() {
    return StampClock.watermarks();
  }

  /** The runs in which a chain is found. */
  public static DataStream<ChainMatch> match(DataStream<EpisodeStep> steps, Chain chain) {
    return CEP.pattern(steps.keyBy(EpisodeStep::key), ChainPattern.of(chain))
        .inEventTime()
        .process(new CollectMatches(chain))
        .name("Match " + chain.name())
        .uid("match-" + chain.name());
  }
}
