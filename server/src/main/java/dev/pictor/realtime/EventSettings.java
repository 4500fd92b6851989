package dev.pictor.realtime;

import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import java.time.Duration;
import java.util.List;

/// Streams of events, and the log that they read.
///
/// @param kept how long the log of a user is, who has ever opened a stream
/// @param beat the time between two signs of life on a silent stream
/// @param patience how long a reader may take to make room
/// @param longest after which a stream ends, so that its client connects anew
/// @param ofUser streams that one user may have open on a node
/// @param ofNode streams of everybody on a node
public record EventSettings(
    Duration kept, Duration beat, Duration patience, Duration longest, int ofUser, int ofNode) {
  static final Setting<Integer> LOG_HOURS =
      Setting.whole(
          "EVENT_LOG_HOURS",
          24,
          1,
          720,
          "How long a stream of events that broke can be resumed without a gap.");
  static final Setting<Duration> HEARTBEAT =
      Setting.seconds(
          "EVENT_HEARTBEAT_SECONDS",
          25,
          1,
          28,
          "The time between two signs of life on a silent stream of events; proxies cut what is"
              + " silent for a minute.");
  static final Setting<Duration> STREAM =
      Setting.seconds(
          "EVENT_STREAM_SECONDS",
          14_400,
          1,
          86_400,
          "A stream of events ends after so long and its client connects again, to whichever node"
              + " is there by then.");
  static final Setting<Integer> STREAMS_PER_USER =
      Setting.whole(
          "EVENT_STREAMS_PER_USER",
          20,
          1,
          10_000,
          "Streams of events that a user may have open on one node.");
  static final Setting<Integer> STREAMS =
      Setting.whole(
          "EVENT_STREAMS",
          15_000,
          1,
          200_000,
          "Streams of events that one node keeps open; each takes a file descriptor.");

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// In the order of the documentation.
  public static final List<Setting<?>> ALL =
      List.of(LOG_HOURS, HEARTBEAT, STREAM, STREAMS_PER_USER, STREAMS);

  /// Reads the settings; what is wrong is noted in the environment.
  public static EventSettings from(Environment environment) {
    return new EventSettings(
        Duration.ofHours(LOG_HOURS.in(environment)),
        HEARTBEAT.in(environment),
        PATIENCE,
        STREAM.in(environment),
        STREAMS_PER_USER.in(environment),
        STREAMS.in(environment));
  }
}
