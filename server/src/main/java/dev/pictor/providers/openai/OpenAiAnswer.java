package dev.pictor.providers.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.partner.HttpAnswer;
import dev.pictor.providers.cloud.Verdict;
import dev.pictor.providers.models.Model;
import dev.pictor.providers.models.Price;
import dev.pictor.providers.remote.Reply;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what OpenAI answered: the last event of a stream, or a whole body.
record OpenAiAnswer(HttpAnswer answer, Instant now) {
  private static final Logger LOG = LoggerFactory.getLogger(OpenAiAnswer.class);

  private static final Set<String> MODERATION =
      Set.of("moderation_blocked", "content_policy_violation", "safety_violations");
  private static final Set<String> CREDIT =
      Set.of("insufficient_quota", "billing_hard_limit_reached", "billing_not_active");

  /// What events that fail mean, as they come with status 200.
  private static final Set<String> RATE = Set.of("rate_limit_exceeded", "server_overloaded");

  Reply reply(Model model) {
    JsonNode json = answer.json();
    JsonNode error = json.path("error");
    if (!answer.isSuccess() || error.isObject() || json.path("type").asText().equals("error")) {
      return refusal(error.isObject() ? error : json);
    }
    JsonNode picture = json.has("b64_json") ? json : json.path("data").path(0);
    JsonNode encoded = picture.path("b64_json");
    if (encoded.isTextual() && !encoded.asText().isEmpty()) {
      return picture(encoded.asText(), cost(json.path("usage"), model.price()));
    }
    return json.isObject()
        ? new Reply.Failed(
            "It answered without a picture.",
            Reply.Charge.of(cost(json.path("usage"), model.price())))
        : Verdict.byStatus(answer, "", now);
  }

  private Reply picture(String base64, @Nullable Long cost) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      return new Reply.Done(List.of(new Reply.Output.Bytes(bytes)), cost);
    } catch (IllegalArgumentException _) {
      return new Reply.Failed(
          "It answered with something that is not a picture.", Reply.Charge.of(cost));
    }
  }

  private static @Nullable Long cost(JsonNode usage, Price price) {
    Price.Tokens tokens = price.tokens();
    if (tokens == null || !usage.path("output_tokens").isIntegralNumber()) {
      return null;
    }
    JsonNode input = usage.path("input_tokens_details");
    return tokens.of(
        input.path("text_tokens").asLong(usage.path("input_tokens").asLong()),
        input.path("image_tokens").asLong(),
        usage.path("output_tokens").asLong());
  }

  private Reply refusal(JsonNode error) {
    String code = error.path("code").asText("");
    String type = error.path("type").asText("");
    String message = error.path("message").asText("");
    LOG.info(
        "openai refused an order: status {}, code {}, type {}, request {}",
        answer.status(),
        Verdict.word(code),
        Verdict.word(type),
        answer.header("x-request-id"));
    if (MODERATION.contains(code)) {
      return new Reply.Moderated("OpenAI's rules do not allow this content.");
    }
    if (CREDIT.contains(code) || CREDIT.contains(type)) {
      return new Reply.Down("no credit is left at OpenAI (" + code + ")");
    }
    if (code.equals("invalid_api_key")) {
      return new Reply.Down("OpenAI refuses the key");
    }
    // This one comes as a plain bad request, without a code.
    if (message.toLowerCase(Locale.ROOT).contains("must be verified")) {
      return new Reply.Down("OpenAI wants the organization verified before it makes pictures");
    }
    if (RATE.contains(code)) {
      return new Reply.Busy(answer.retryAfter(now).orElse(null));
    }
    if (answer.isSuccess()) {
      return new Reply.Failed("It failed while making the picture.");
    }
    return Verdict.byStatus(answer, message, now);
  }
}
