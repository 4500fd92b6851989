package dev.pictor.providers.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.engine.codec.ImageInfo.Size;
import dev.pictor.engine.face.FaceChoice;
import dev.pictor.platform.partner.PartnerHttp.Limits;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Role;
import dev.pictor.providers.cloud.CloudMeans;
import dev.pictor.providers.remote.Order;
import dev.pictor.providers.remote.RemoteApi;
import dev.pictor.providers.remote.Reply;
import dev.pictor.providers.remote.SampleOrders;
import dev.pictor.providers.remote.Watch;
import dev.pictor.testkit.HeardRequests;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is special about Gemini, beside the contract of all providers.
class GeminiApiTest {
  private static final Limits LIMITS = Limits.forPictures(Duration.ofSeconds(10));

  @TempDir private Path folder;

  // Answers.

  @ParameterizedTest
  @ValueSource(
      strings = {"SAFETY", "OTHER", "BLOCKLIST", "PROHIBITED_CONTENT", "IMAGE_SAFETY", "JAILBREAK"})
  void aBlockedPromptIsModeratedWhateverElseIsThere(String reason) throws Exception {
    String answer =
        """
        {"promptFeedback": {"blockReason": "%s"}, "candidates": [%s]}
        """
            .formatted(reason, candidate("STOP", part("whole", false)));
    assertThat(replyTo(200, answer))
        .isInstanceOfSatisfying(
            Reply.Moderated.class, reply -> assertThat(reply.reason()).contains(reason));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SAFETY",
        "BLOCKLIST",
        "PROHIBITED_CONTENT",
        "SPII",
        "IMAGE_SAFETY",
        "IMAGE_PROHIBITED_CONTENT",
        "RECITATION",
        "IMAGE_RECITATION"
      })
  void aRefusedCandidateIsModeratedEvenWithAPicture(String reason) throws Exception {
    assertThat(replyTo(200, candidates(reason, part("draft", false))))
        .isInstanceOfSatisfying(
            Reply.Moderated.class, reply -> assertThat(reply.reason()).contains(reason));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NO_IMAGE",
        "IMAGE_OTHER",
        "OTHER",
        "MAX_TOKENS",
        "LANGUAGE",
        "MALFORMED_FUNCTION_CALL",
        "UNEXPECTED_TOOL_CALL",
        "SOMETHING_OF_NEXT_YEAR"
      })
  void anotherEndIsAFailureWithItsName(String reason) throws Exception {
    assertThat(replyTo(200, candidates(reason, part("draft", false))))
        .isInstanceOfSatisfying(
            Reply.Failed.class, reply -> assertThat(reply.reason()).contains(reason));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"candidates\": []}",
        "{\"candidates\": [{\"finishReason\": \"STOP\"}]}",
        "{\"candidates\": [{\"content\": {\"parts\": []}, \"finishReason\": \"STOP\"}]}",
        "{\"candidates\": [{\"content\": {\"parts\": [{\"text\": \"Sure!\"}]}}]}"
      })
  void wordsAloneAreNoPicture(String answer) throws Exception {
    assertThat(replyTo(200, answer)).isInstanceOf(Reply.Failed.class);
  }

  @Test
  void thePictureIsTheLastThatIsNoThought() throws Exception {
    String parts =
        String.join(
            ",",
            part("first draft", true),
            "{\"text\": \"Here it is\"}",
            part("earlier", false),
            part("whole", false),
            part("late thought", true));
    assertThat(replyTo(200, candidates("STOP", parts)))
        .isInstanceOfSatisfying(
            Reply.Done.class,
            done -> {
              var bytes = (Reply.Output.Bytes) done.outputs().getFirst();
              assertThat(new String(bytes.bytes(), StandardCharsets.UTF_8)).isEqualTo("whole");
              assertThat(done.cost()).isEqualTo(33_600);
            });
  }

  @Test
  void thoughtsAloneAreNoPicture() throws Exception {
    assertThat(replyTo(200, candidates("STOP", part("draft", true))))
        .isInstanceOf(Reply.Failed.class);
  }

  @ParameterizedTest
  @CsvSource({"12s,12000", "0.5s,500", "86400s,3600000"})
  void theWaitOfRetryInfoIsHonoured(String delay, long millis) throws Exception {
    String detail =
        """
        {"@type": "type.googleapis.com/google.rpc.QuotaFailure"},
        {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "%s"}
        """
            .formatted(delay);
    assertThat(replyTo(429, error(429, "RESOURCE_EXHAUSTED", "quota", detail)))
        .isEqualTo(new Reply.Busy(Duration.ofMillis(millis)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|INVALID_ARGUMENT|Unable to process the image||Refused",
        "400|INVALID_ARGUMENT|API key not valid|API_KEY_INVALID|Down",
        "400|FAILED_PRECONDITION|User location is not supported||Down",
        "401|UNAUTHENTICATED|x||Down",
        "403|PERMISSION_DENIED|x||Down",
        "404|NOT_FOUND|models/x is not found||Down",
        "429|RESOURCE_EXHAUSTED|x||Busy",
        "429|RESOURCE_EXHAUSTED|Your prepayment credits are depleted||Down",
        "500|INTERNAL|x||Failed",
        "503|UNAVAILABLE|overloaded||Busy",
        "504|DEADLINE_EXCEEDED|x||UnknownOutcome"
      })
  void anErrorIsUnderstood(int status, String word, String message, String reason, String kind)
      throws Exception {
    String detail =
        reason == null
            ? ""
            : "{\"@type\": \"type.googleapis.com/google.rpc.ErrorInfo\", \"reason\": \""
                + reason
                + "\"}";
    assertThat(replyTo(status, error(status, word, message, detail)).getClass().getSimpleName())
        .isEqualTo(kind);
  }

  // Orders.

  @Test
  void theWordsComeFirstAndThenThePicturesInTheirOrder() throws Exception {
    var samples = new SampleOrders(folder);
    Order.Picture face = samples.picture(new Size(48, 64), Color.PINK);
    Order.Picture target = samples.picture(new Size(96, 64), Color.GRAY);
    Map<Role, Order.Picture> pictures = Map.of(Role.SOURCE, face, Role.INPUT, target);
    HeardRequests.Heard heard =
        heard(SampleOrders.SWAP, pictures, new Size(1500, 1000), "gemini-nano-banana-2.1");
    JsonNode parts = heard.json().path("contents").path(0).path("parts");
    assertThat(parts).hasSize(3);
    assertThat(parts.path(0).path("text").asText()).contains("first picture");
    assertThat(parts.path(1).path("inlineData").path("data").asText()).isEqualTo(base64(target));
    assertThat(parts.path(2).path("inlineData").path("data").asText()).isEqualTo(base64(face));
    assertThat(heard.address())
        .hasPath("/v1beta/models/gemini-nano-banana-2.1:generateContent")
        .hasNoQuery();
    assertThat(heard.header("x-goog-api-key")).isEqualTo("a-key");
  }

  private static String base64(Order.Picture picture) throws Exception {
    return Base64.getEncoder().encodeToString(java.nio.file.Files.readAllBytes(picture.file()));
  }

  @ParameterizedTest
  @CsvSource({
    "gemini-nano-banana-2.1,1500,1000,3:2,2K",
    "gemini-nano-banana-2.1,800,800,1:1,1K",
    "gemini-nano-banana-2.1,6000,3400,16:9,2K",
    "gemini-3-pro-image,300,2000,9:16,2K"
  })
  void shapeAndSizeAreAskedFor(String model, int width, int height, String ratio, String size)
      throws Exception {
    JsonNode image =
        heard(SampleOrders.SKETCH, input(), new Size(width, height), model)
            .json()
            .path("generationConfig")
            .path("imageConfig");
    assertThat(image.path("aspectRatio").asText()).isEqualTo(ratio);
    assertThat(image.path("imageSize").asText()).isEqualTo(size);
  }

  @Test
  void aFaceOfSomebodyElsesLoraIsNotOffered() {
    var swap = new Generation.FaceSwap(FaceChoice.largest(), FaceChoice.largest(), 1, 1, "a-lora");
    try (var api =
        new GeminiApi(
            GeminiSamples.settings(java.net.URI.create("http://127.0.0.1:9"), "k"),
            CloudMeans.then(),
            LIMITS)) {
      assertThat(api.offer(swap)).isEmpty();
      assertThat(api.offer(SampleOrders.SWAP)).isPresent();
    }
  }

  private Map<Role, Order.Picture> input() {
    return Map.of(Role.INPUT, new SampleOrders(folder).picture(new Size(96, 64), Color.GRAY));
  }

  private static String part(String bytes, boolean thought) {
    return "{\"inlineData\": {\"mimeType\": \"image/png\", \"data\": \"%s\"}, \"thought\": %s}"
        .formatted(
            Base64.getEncoder().encodeToString(bytes.getBytes(StandardCharsets.UTF_8)), thought);
  }

  private static String candidates(String end, String parts) {
    return "{\"candidates\": [" + candidate(end, parts) + "]}";
  }

  private static String candidate(String end, String parts) {
    return "{\"content\": {\"parts\": [%s]}, \"finishReason\": \"%s\"}".formatted(parts, end);
  }

  private static String error(int code, String status, String message, String details) {
    return "{\"error\": {\"code\": %d, \"status\": \"%s\", \"message\": \"%s\", \"details\": [%s]}}"
        .formatted(code, status, message, details);
  }

  private Reply replyTo(int status, String answer) throws Exception {
    try (var server = HeardRequests.answering(status, "application/json", answer);
        RemoteApi api = api(server, "")) {
      return api.submit(order(SampleOrders.SKETCH, input(), new Size(96, 64), api), Watch.NONE);
    }
  }

  private static HeardRequests.Heard heard(
      Generation.Step step, Map<Role, Order.Picture> pictures, Size wanted, String model)
      throws Exception {
    try (var server = HeardRequests.answering(200, "application/json", "{}");
        RemoteApi api = api(server, model)) {
      api.submit(order(step, pictures, wanted, api), Watch.NONE);
      return server.last();
    }
  }

  private static GeminiApi api(HeardRequests server, String model) {
    return new GeminiApi(
        GeminiSamples.settings(server.uri(), "a-key", model), CloudMeans.then(), LIMITS);
  }

  private static Order order(
      Generation.Step step, Map<Role, Order.Picture> pictures, Size wanted, RemoteApi api) {
    return new Order(
        UUID.randomUUID(),
        step,
        api.offer(step).orElseThrow().model(),
        pictures,
        wanted,
        1,
        7,
        "user-hash",
        null);
  }
}
