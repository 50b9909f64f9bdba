package dev.iischain.operator;

import dev.iischain.chain.Chain;
import dev.iischain.chain.ChainMatch;
import dev.iischain.chain.Episode;
import dev.iischain.chain.Joined;
import dev.iischain.event.Evidence;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.apache.flink.cep.operator.CepOperator;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** FlinkCEP's own operator with the pattern of one chain; judges one episode after the other. */
final class ChainHarness implements AutoCloseable {

  private final KeyedOneInputStreamOperatorTestHarness<String, EpisodeStep, ChainMatch> harness;
  private final Chain chain;
  private long stamp;

  ChainHarness(Chain chain) {
    this.chain = chain;
    Pattern<EpisodeStep, EpisodeStep> pattern = ChainPattern.of(chain);
    CepOperator<EpisodeStep, String, ChainMatch> operator =
        new CepOperator<>(
            TypeInformation.of(EpisodeStep.class).createSerializer(new SerializerConfigImpl()),
            false,
            NFACompiler.compileFactory(pattern, false),
            null,
            pattern.getAfterMatchSkipStrategy(),
            new CollectMatches(chain),
            null);
    try {
      harness =
          new KeyedOneInputStreamOperatorTestHarness<>(operator, EpisodeStep::key, Types.STRING);
      WithoutKryo.forbidGenericTypes(harness);
      harness.open();
    } catch (Exception e) {
      throw new IllegalStateException("the pattern of " + chain.name() + " cannot be run", e);
    }
  }

  /** The matches in an episode that is sent as a run of its own. */
  List<ChainMatch> judge(Episode episode) {
    List<Joined> evidence = episode.evidence();
    long head = stamp + 1;
    long run = head + evidence.size();
    String key = episode.hostKey() + '|' + episode.path() + '|' + run;
    int stages = RouteRuns.bits(episode.stages());
    send(new EpisodeStep(run, head, key, episode, null, 0, "", List.of(), stages));
    for (int i = 0; i < evidence.size(); i++) {
      Evidence each = evidence.get(i).evidence();
      send(
          new EpisodeStep(
              run,
              head + 1 + i,
              key,
              null,
              each.stage(),
              each.eventTimeMillis(),
              each.evidenceId(),
              each.rules(),
              stages));
    }
    stamp = run;
    watermark(run);
    List<ChainMatch> matches = List.copyOf(harness.extractOutputValues());
    harness.getOutput().clear();
    return matches;
  }

  /** What is still held after the stage's clock has moved on by this much. */
  int stateEntriesAfter(long millis) {
    watermark(stamp + millis);
    return harness.numKeyedStateEntries() + harness.numEventTimeTimers();
  }

  private void send(EpisodeStep step) {
    if (!RouteRuns.concerns(step, chain)) {
      return;
    }
    try {
      harness.processElement(step, step.stamp());
    } catch (Exception e) {
      throw new IllegalStateException("a step cannot be judged", e);
    }
  }

  private void watermark(long time) {
    try {
      harness.processWatermark(time);
    } catch (Exception e) {
      throw new IllegalStateException("the clock cannot be moved", e);
    }
  }

  @Override
  public void close() {
    try {
      harness.close();
    } catch (Exception e) {
      throw new IllegalStateException("the harness cannot be closed", e);
    }
  }
}
