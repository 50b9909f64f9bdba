package dev.iischain.operator;

import dev.iischain.chain.Chain;
import dev.iischain.chain.ChainMatch;
import dev.iischain.chain.Episode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.util.Collector;

/** What CEP found in a run, as a chain match. */
final class CollectMatches extends PatternProcessFunction<EpisodeStep, ChainMatch> {

  private static final long serialVersionUID = 1L;

  private final Chain chain;

  CollectMatches(Chain chain) {
    this.chain = chain;
  }

  @Override
  public void processMatch(
      Map<String, List<EpisodeStep>> match, Context context, Collector<ChainMatch> out) {
    EpisodeStep head = match.getOrDefault(ChainPattern.EPISODE, List.of()).get(0);
    Episode episode = head.episode();
    if (episode == null) {
      throw new IllegalStateException("a run starts with its episode");
    }
    List<String> evidence = new ArrayList<>(chain.steps().size());
    for (int i = 0; i < chain.steps().size(); i++) {
      for (EpisodeStep step : match.getOrDefault(ChainPattern.stepName(chain, i), List.of())) {
        evidence.add(step.evidenceId());
      }
    }
    out.collect(new ChainMatch(head.run(), episode, chain.name(), evidence));
  }
}
