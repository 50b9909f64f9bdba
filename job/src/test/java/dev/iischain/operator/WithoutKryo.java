package dev.iischain.operator;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** Makes a harness as strict about serializers as the job is. */
public final class WithoutKryo {

  private WithoutKryo() {}

  public static void forbidGenericTypes(AbstractStreamOperatorTestHarness<?> harness) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    harness.getExecutionConfig().configure(configuration, WithoutKryo.class.getClassLoader());
  }
}
