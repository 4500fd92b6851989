package dev.pictor.providers.seedream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.partner.HttpAnswer;
import dev.pictor.providers.cloud.Verdict;
import dev.pictor.providers.remote.Reply;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what Ark answered. Inside a status of 200 the one picture may be an error.
record SeedreamAnswer(HttpAnswer answer, Instant now) {
  private static final Logger LOG = LoggerFactory.getLogger(SeedreamAnswer.class);

  /// Codes that are the operator's to mend.
  private static final Set<String> CLOSED =
      Set.of(
          "AuthenticationError",
          "AccessDenied",
          "AccountOverdueError",
          "ModelNotOpen",
          "SetLimitExceeded",
          "InvalidEndpoint.ClosedEndpoint",
          "InvalidEndpointOrModel.NotFound",
          "InvalidEndpointOrModel.ModelIDAccessDisabled");

  Reply reply() {
    JsonNode json = answer.json();
    if (!answer.isSuccess() || json.path("error").isObject()) {
      return refusal(json.path("error"));
    }
    if (!json.isObject()) {
      return Verdict.byStatus(answer, "", now);
    }
    JsonNode picture = json.path("data").path(0);
    if (picture.path("error").isObject()) {
      return refusal(picture.path("error"));
    }
    if (picture.path("b64_json").isTextual()) {
      return inside(picture.path("b64_json").asText());
    }
    if (picture.path("url").isTextual()) {
      return done(new Reply.Output.Link(URI.create(picture.path("url").asText())));
    }
    // Pictures are what Ark bills, and it says how many it made.
    boolean isMade = json.path("usage").path("generated_images").asInt() > 0;
    return new Reply.Failed(
        "It answered without a picture.",
        isMade ? Reply.Charge.AS_FOR_A_PICTURE : Reply.Charge.NONE);
  }

  private static Reply inside(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      return bytes.length == 0
          ? new Reply.Failed("It answered without a picture.", Reply.Charge.AS_FOR_A_PICTURE)
          : done(new Reply.Output.Bytes(bytes));
    } catch (IllegalArgumentException _) {
      return new Reply.Failed(
          "It answered with something that is not a picture.", Reply.Charge.AS_FOR_A_PICTURE);
    }
  }

  private static Reply done(Reply.Output output) {
    return new Reply.Done(List.of(output), null);
  }

  private Reply refusal(JsonNode error) {
    String code = error.path("code").asText("");
    LOG.info(
        "seedream refused an order: status {}, code {}, request {}",
        answer.status(),
        Verdict.word(code),
        answer.header("x-request-id"));
    if (code.contains("SensitiveContent") || code.contains("RiskDetection")) {
      return new Reply.Moderated("Seedream's rules do not allow this content.");
    }
    if (CLOSED.contains(code)) {
      return new Reply.Down("Seedream is closed to this account: " + code);
    }
    if (code.startsWith("RateLimitExceeded") || code.equals("ServerOverloaded")) {
      return new Reply.Busy(answer.retryAfter(now).orElse(null));
    }
    String message = error.path("message").asText("");
    if (code.startsWith("InvalidParameter") || code.equals("MissingParameter")) {
      return new Reply.Refused(Verdict.sentence("It refused the request", message));
    }
    return answer.isSuccess()
        ? new Reply.Failed("It failed while making the picture.")
        : Verdict.byStatus(answer, message, now);
  }
}
