package dev.iischain.metric;

import org.apache.flink.metrics.HistogramStatistics;

/** Quantiles of latencies in seconds; not a number where nothing was measured. */
final class LatencyStatistics extends HistogramStatistics {

  private final long[] counts;
  private final long size;

  /** Of so many measurements in each bucket of {@link LatencyHistogram}. */
  LatencyStatistics(long[] counts) {
    this.counts = counts;
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    size = sum;
  }

  @Override
  public double getQuantile(double quantile) {
    long rank = Math.max(1, (long) Math.ceil(quantile * size));
    long passed = 0;
    for (int i = 0; i < counts.length; i++) {
      passed += counts[i];
      if (passed >= rank) {
        return LatencyHistogram.seconds(i);
      }
    }
    return Double.NaN;
  }

  /** None: they are not kept one by one. */
  @Override
  public long[] getValues() {
    return new long[0];
  }

  @Override
  public int size() {
    return (int) Math.min(size, Integer.MAX_VALUE);
  }

  @Override
  public double getMean() {
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += counts[i] * LatencyHistogram.seconds(i);
    }
    return size == 0 ? Double.NaN : sum / size;
  }

  @Override
  public double getStdDev() {
    double mean = getMean();
    double squares = 0;
    for (int i = 0; i < counts.length; i++) {
      double distance = LatencyHistogram.seconds(i) - mean;
      squares += counts[i] * distance * distance;
    }
    return size == 0 ? Double.NaN : Math.sqrt(squares / size);
  }

  @Override
  public long getMax() {
    return (long) Math.ceil(getQuantile(1));
  }

  @Override
  public long getMin() {
    return (long) getQuantile(0);
  }
}
