package dev.pictor.platform.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Log lines: JSON in a rolling file, and on the console either JSON or short text. A line carries
/// `request_id`, `user_id` and `job_id` where there are such.
public final class Logging {
  /// How lines look on the console.
  public enum Format {
    /// One short line for a person.
    TEXT,
    /// One JSON object a line, for a collector.
    JSON
  }

  /// The logger of answered requests.
  public static final String REQUESTS = "http";

  private Logging() {}

  /// The file `pictor.log` and when another one is begun: each day, and when it is full.
  ///
  /// @param folder where it and the older, compressed ones lie
  /// @param maxBytes of one file; the line that reaches it is the last one in it
  /// @param days that older files are kept
  /// @param maxTotalBytes of all older files together, the oldest go first
  public record Files(Path folder, long maxBytes, int days, long maxTotalBytes) {}

  /// For what starts before the settings are read: only what goes wrong is said.
  public static void onlyWarnings() {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
  }

  public static void configure(Format console, Files files, boolean debug) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(debug ? Level.DEBUG : Level.INFO);
    quiet(context, "org.eclipse.jetty", "org.flywaydb", "com.zaxxer.hikari", "io.javalin");
    var onConsole = new ConsoleAppender<ILoggingEvent>();
    if (console == Format.TEXT) {
      onConsole.addFilter(new WithoutRequests());
    }
    root.addAppender(start(context, onConsole, encoder(context, console)));
    root.addAppender(start(context, file(context, files), encoder(context, Format.JSON)));
  }

  /// A person at a terminal wants to see what goes wrong, not every request; the file has them all.
  private static final class WithoutRequests extends Filter<ILoggingEvent> {
    @Override
    public FilterReply decide(ILoggingEvent event) {
      boolean usual =
          event.getLoggerName().equals(REQUESTS) && !event.getLevel().isGreaterOrEqual(Level.WARN);
      return usual ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
  }

  private static void quiet(LoggerContext context, String... names) {
    for (String name : names) {
      context.getLogger(name).setLevel(Level.WARN);
    }
  }

  private static Encoder<ILoggingEvent> encoder(LoggerContext context, Format format) {
    EncoderBase<ILoggingEvent> encoder =
        switch (format) {
          case JSON -> json();
          case TEXT -> text();
        };
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }

  private static JsonEncoder json() {
    var json = new JsonEncoder();
    json.setWithSequenceNumber(false);
    json.setWithNanoseconds(false);
    json.setWithContext(false);
    json.setWithMessage(false);
    json.setWithArguments(false);
    json.setWithFormattedMessage(true);
    return json;
  }

  private static PatternLayoutEncoder text() {
    var text = new PatternLayoutEncoder();
    text.setPattern("%d{HH:mm:ss.SSS} %-5level %msg %kvp%n%ex{8}");
    return text;
  }

  private static RollingFileAppender<ILoggingEvent> file(LoggerContext context, Files files) {
    var file = new RollingFileAppender<ILoggingEvent>();
    file.setContext(context);
    file.setFile(files.folder().resolve("pictor.log").toString());
    var rolling = new SizeAndTimeBasedRollingPolicy<ILoggingEvent>();
    rolling.setContext(context);
    rolling.setParent(file);
    rolling.setFileNamePattern(files.folder().resolve("pictor.%d.%i.log.gz").toString());
    rolling.setMaxFileSize(new FileSize(files.maxBytes()));
    rolling.setMaxHistory(files.days());
    rolling.setTotalSizeCap(new FileSize(files.maxTotalBytes()));
    rolling.setCleanHistoryOnStart(true);
    rolling.start();
    file.setRollingPolicy(rolling);
    return file;
  }

  private static OutputStreamAppender<ILoggingEvent> start(
      LoggerContext context,
      OutputStreamAppender<ILoggingEvent> appender,
      Encoder<ILoggingEvent> encoder) {
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }
}
