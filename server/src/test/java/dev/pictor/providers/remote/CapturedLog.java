package dev.pictor.providers.remote;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Everything that is logged while it is open, down to the finest level of our own code.
public final class CapturedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Logger ours = (Logger) LoggerFactory.getLogger("dev.pictor");

  private final @Nullable Level before = ours.getLevel();

  static {
    // The simulators' own server says every byte that it reads, and that is not our log.
    ((Logger) LoggerFactory.getLogger("org.eclipse.jetty")).setLevel(Level.INFO);
  }

  private CapturedLog() {}

  /// Before anything runs that talks much.
  static void quieten() {}

  public static CapturedLog open() {
    var log = new CapturedLog();
    log.setContext(log.root.getLoggerContext());
    log.start();
    log.root.addAppender(log);
    log.ours.setLevel(Level.TRACE);
    return log;
  }

  @Override
  protected void append(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    lines.add(
        event.getFormattedMessage()
            + event.getKeyValuePairs()
            + event.getMDCPropertyMap()
            + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown)));
  }

  /// All lines as one text.
  public String text() {
    return String.join("\n", lines);
  }

  @Override
  public void close() {
    root.detachAppender(this);
    ours.setLevel(before);
    stop();
  }
}
