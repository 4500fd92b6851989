package dev.pictor.providers.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.partner.HttpAnswer;
import dev.pictor.providers.cloud.Verdict;
import dev.pictor.providers.remote.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what Gemini answered. A status of 200 says little: the prompt may be blocked, the
/// candidate refused, and the picture missing, looked at in this order.
record GeminiAnswer(HttpAnswer answer, Instant now) {
  private static final Logger LOG = LoggerFactory.getLogger(GeminiAnswer.class);

  /// Ends of a candidate that say that the content is not allowed.
  static final Set<String> MODERATED =
      Set.of(
          "SAFETY",
          "BLOCKLIST",
          "PROHIBITED_CONTENT",
          "SPII",
          "IMAGE_SAFETY",
          "IMAGE_PROHIBITED_CONTENT",
          "RECITATION",
          "IMAGE_RECITATION");

  /// The one end that a picture comes with; one that is not told counts as it.
  private static final Set<String> GOOD = Set.of("STOP", "FINISH_REASON_UNSPECIFIED", "");

  private static final Pattern SECONDS = Pattern.compile("(\\d+(?:\\.\\d+)?)s");

  /// Google charges for every answer of status 200, with a picture or without.
  ///
  /// @param cost of a picture as it was asked for
  Reply reply(long cost) {
    JsonNode json = answer.json();
    if (!answer.isSuccess()) {
      return refusal(json.path("error"));
    }
    if (!json.isObject()) {
      return Verdict.byStatus(answer, "", now);
    }
    String blocked = json.path("promptFeedback").path("blockReason").asText("");
    if (!blocked.isEmpty() && !blocked.equals("BLOCK_REASON_UNSPECIFIED")) {
      return moderated(blocked, cost);
    }
    if (json.path("candidates").isEmpty()) {
      return new Reply.Failed("It answered without a picture.", Reply.Charge.of(cost));
    }
    return candidate(json.path("candidates").path(0), cost);
  }

  private Reply candidate(JsonNode candidate, long cost) {
    String end = candidate.path("finishReason").asText("");
    if (MODERATED.contains(end)) {
      return moderated(end, cost);
    }
    if (!GOOD.contains(end)) {
      return new Reply.Failed(
          "It made no picture (" + Verdict.word(end) + ").", Reply.Charge.of(cost));
    }
    return picture(candidate.path("content").path("parts"))
        .<Reply>map(bytes -> new Reply.Done(List.of(new Reply.Output.Bytes(bytes)), cost))
        .orElseGet(() -> new Reply.Failed("It answered without a picture.", Reply.Charge.of(cost)));
  }

  /// The last one, as drafts come before it, and some of them are marked as thoughts.
  private static Optional<byte[]> picture(JsonNode parts) {
    @Nullable String last = null;
    for (JsonNode part : parts) {
      JsonNode data = part.path("inlineData").path("data");
      if (data.isTextual() && !part.path("thought").asBoolean(false)) {
        last = data.asText();
      }
    }
    try {
      return Optional.ofNullable(last)
          .map(base64 -> Base64.getDecoder().decode(base64))
          .filter(bytes -> bytes.length > 0);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Reply moderated(String reason, long cost) {
    return new Reply.Moderated(
        "Gemini's rules do not allow this content (" + Verdict.word(reason) + ").",
        Reply.Charge.of(cost));
  }

  private Reply refusal(JsonNode error) {
    String status = error.path("status").asText("");
    String message = error.path("message").asText("");
    String reason = detail(error, "ErrorInfo", "reason");
    LOG.info(
        "gemini refused an order: status {}, {}, reason {}",
        answer.status(),
        Verdict.word(status),
        Verdict.word(reason));
    if (reason.startsWith("API_KEY") || status.equals("UNAUTHENTICATED")) {
      return new Reply.Down("Gemini refuses the key (" + Verdict.word(reason) + ")");
    }
    if (status.equals("FAILED_PRECONDITION")) {
      return new Reply.Down("Gemini is not open to this account: no billing, or its region");
    }
    if (message.toLowerCase(Locale.ROOT).contains("credits are depleted")) {
      return new Reply.Down("no credit is left at Gemini");
    }
    if (answer.status() == 429 || answer.status() == 503) {
      return new Reply.Busy(retryDelay(error).or(() -> answer.retryAfter(now)).orElse(null));
    }
    return Verdict.byStatus(answer, message, now);
  }

  private static Optional<Duration> retryDelay(JsonNode error) {
    Matcher seconds = SECONDS.matcher(detail(error, "RetryInfo", "retryDelay"));
    return seconds.matches()
        ? Optional.of(seconds.group(1))
            .map(Double::parseDouble)
            .map(value -> Duration.ofMillis(Math.min(3_600_000, (long) Math.ceil(value * 1000))))
        : Optional.empty();
  }

  private static String detail(JsonNode error, String type, String field) {
    for (JsonNode detail : error.path("details")) {
      if (detail.path("@type").asText("").endsWith(type)) {
        return detail.path(field).asText("");
      }
    }
    return "";
  }
}
