package dev.pictor.providers.fal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.partner.HttpAnswer;
import dev.pictor.providers.cloud.Verdict;
import dev.pictor.providers.remote.Reply;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads refusals of fal: of its queue, and of the models behind it.
record FalProblem(HttpAnswer answer, Instant now) {
  private static final Logger LOG = LoggerFactory.getLogger(FalProblem.class);

  private static final Set<String> MODERATION =
      Set.of("content_policy_violation", "nsfw_content_detected");

  /// Of an order that is handed over.
  Reply reply() {
    JsonNode json = answer.json();
    String message = message(json);
    log(json);
    if (isLocked(message)) {
      return new Reply.Down("no credit is left at fal, or the account is locked");
    }
    if (isModerated(json)) {
      return moderated();
    }
    return Verdict.byStatus(answer, message, now);
  }

  /// Of a result that is fetched: the order was worked on, so that nobody is busy or down.
  Reply afterwards() {
    JsonNode json = answer.json();
    log(json);
    if (isModerated(json)) {
      return moderated();
    }
    return switch (answer.status()) {
      case 400, 413, 415, 422 ->
          new Reply.Refused(Verdict.sentence("It refused the request", message(json)));
      case 404, 410 -> new Reply.Failed("Its result is gone.", Reply.Charge.AS_FOR_A_PICTURE);
      case 504 -> new Reply.Failed("It took too long.");
      default -> new Reply.Failed("It failed while making the picture.");
    };
  }

  /// Of an order that ended with an error instead of a result.
  static Reply ended(JsonNode status) {
    String type = status.path("error_type").asText("");
    LOG.info("fal ended an order with an error of type {}", Verdict.word(type));
    if (MODERATION.contains(type)) {
      return moderated();
    }
    return switch (type) {
      case "request_timeout", "startup_timeout" -> new Reply.Failed("It took too long.");
      case "client_cancelled", "client_disconnected" -> new Reply.Failed("It was cancelled.");
      case "bad_request" ->
          new Reply.Refused(
              Verdict.sentence("It refused the request", status.path("error").asText("")));
      default -> new Reply.Failed("It failed while making the picture.");
    };
  }

  private void log(JsonNode json) {
    LOG.info(
        "fal refused an order: status {}, type {}, request {}",
        answer.status(),
        Verdict.word(json.path("error_type").asText(answer.header("x-fal-error-type"))),
        answer.header("x-fal-request-id"));
  }

  private static Reply moderated() {
    return new Reply.Moderated("fal's rules do not allow this content.");
  }

  private static boolean isModerated(JsonNode json) {
    for (JsonNode detail : json.path("detail")) {
      if (MODERATION.contains(detail.path("type").asText(""))) {
        return true;
      }
    }
    return MODERATION.contains(json.path("error_type").asText(""));
  }

  private boolean isLocked(String message) {
    String words = message.toLowerCase(Locale.ROOT);
    return answer.status() == 402
        || (answer.status() == 403 && (words.contains("locked") || words.contains("balance")));
  }

  /// The detail is a sentence, or a list of faults each with one.
  private static String message(JsonNode json) {
    JsonNode detail = json.path("detail");
    if (detail.isTextual()) {
      return detail.asText();
    }
    JsonNode first = detail.path(0);
    String field = first.path("loc").path(first.path("loc").size() - 1).asText("");
    String said = first.path("msg").asText("");
    return field.isEmpty() || said.isEmpty() ? said : field + ", " + said;
  }
}
