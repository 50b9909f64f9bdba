package dev.iischain;

/** The detection job's entry point on a Flink cluster. */
public final class DetectionJob {
  private DetectionJob() {}

  /** Starts the detection job. */
  public static void main(String[] arguments) {
    System.err.println("The detection job is not built yet.");
    System.exit(2);
  }
}
