package dev.iischain.operator;

import dev.iischain.chain.Chain;
import dev.iischain.chain.ChainMatch;
import java.util.List;
import org.apache.flink.cep.CEP;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** FlinkCEP over the ledger's runs: one operator for each chain. */
public final class Patterns {

  private Patterns() {}

  /** The runs in which chains are found; their times are the pattern stage's own clock. */
  public static DataStream<ChainMatch> matches(DataStream<EpisodeStep> runs, List<Chain> chains) {
    SingleOutputStreamOperator<EpisodeStep> routed =
        runs.assignTimestampsAndWatermarks(StampClock.watermarks())
            .name("Stamp runs")
            .uid("stamp-runs")
            .process(new RouteRuns(chains))
            .name("Route runs")
            .uid("route-runs");
    return chains.stream()
        .map(chain -> match(routed.getSideOutput(RouteRuns.to(chain)), chain))
        .reduce(DataStream::union)
        .orElseThrow();
  }

  private static DataStream<ChainMatch> match(DataStream<EpisodeStep> steps, Chain chain) {
    return CEP.pattern(steps.keyBy(EpisodeStep::key), ChainPattern.of(chain))
        .inEventTime()
        .process(new CollectMatches(chain))
        .name("Match " + chain.name())
        .uid("match-" + chain.name());
  }
}
