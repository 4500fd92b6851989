package dev.pictor.platform.partner;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// The answer of such a service as it came.
public record HttpAnswer(int status, HttpHeaders headers, byte[] body) {
  /// A wait beyond this is not one that a job can keep.
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /// Pictures come as one string of base64, which may be longer than Jackson's usual 20 million.
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(192 << 20).build())
                  .build())
          .build();

  static HttpAnswer of(HttpResponse<byte[]> response) {
    return new HttpAnswer(response.statusCode(), response.headers(), response.body());
  }

  public boolean isSuccess() {
    return status / 100 == 2;
  }

  /// The body as JSON; missing when it is none, or only a part of one.
  public JsonNode json() {
    try {
      JsonNode tree = MAPPER.readTree(body);
      return tree == null ? MissingNode.getInstance() : tree;
    } catch (IOException _) {
      return MissingNode.getInstance();
    }
  }

  /// The beginning of the body as text, for logs.
  public String beginning() {
    return new String(body, 0, Math.min(body.length, 300), StandardCharsets.UTF_8);
  }

  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /// How long to wait, as `Retry-After-Ms` or `Retry-After` (seconds or a date, RFC 9110, 10.2.3)
  /// say; at most an hour.
  public Optional<Duration> retryAfter(Instant now) {
    return millis(header("retry-after-ms"))
        .or(() -> seconds(header("retry-after")))
        .or(() -> date(header("retry-after"), now))
        .map(wait -> wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
  }

  private static Optional<Duration> millis(String text) {
    return number(text).map(value -> Duration.ofMillis((long) Math.ceil(value)));
  }

  private static Optional<Duration> seconds(String text) {
    return number(text).map(value -> Duration.ofMillis((long) Math.ceil(value * 1000)));
  }

  private static Optional<Double> number(String text) {
    try {
      double value = Double.parseDouble(text);
      return value >= 0 && value < 1e9 ? Optional.of(value) : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> date(String text, Instant now) {
    try {
      Instant when = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(now, when);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
