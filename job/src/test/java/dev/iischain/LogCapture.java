package dev.iischain;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.layout.PatternLayout;

/** Everything that is logged at INFO and above while it is open, as a cluster would write it. */
final class LogCapture implements AutoCloseable {

  private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
  private final Configuration before = context.getConfiguration();
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();

  LogCapture() {
    DefaultConfiguration all = new DefaultConfiguration();
    PatternLayout layout = PatternLayout.newBuilder().withPattern("%p %c %m %ex").build();
    AbstractAppender appender =
        new AbstractAppender("capture", null, layout, true, Property.EMPTY_ARRAY) {
          @Override
          public void append(LogEvent event) {
            lines.add(layout.toSerializable(event));
          }
        };
    appender.start();
    all.getRootLogger().getAppenders().keySet().forEach(all.getRootLogger()::removeAppender);
    all.getRootLogger().addAppender(appender, Level.INFO, null);
    all.getRootLogger().setLevel(Level.INFO);
    context.setConfiguration(all);
    context.updateLoggers();
  }

  /** What was logged so far. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    context.setConfiguration(before);
    context.updateLoggers();
  }
}
