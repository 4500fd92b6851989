package dev.pictor.providers.openai;

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
import dev.pictor.providers.simulated.SimulatedOpenAi;
import dev.pictor.testkit.HeardRequests;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is special about OpenAI, beside the contract of all providers.
class OpenAiApiTest {
  private static final Limits LIMITS = Limits.forPictures(Duration.ofSeconds(10));

  @TempDir private Path folder;

  @Test
  void everyPictureOfAnOrderTravelsInItsOrder() throws Exception {
    var pictures = new EnumMap<Role, Order.Picture>(Role.class);
    var samples = new SampleOrders(folder);
    pictures.put(Role.COPY_TARGET, samples.picture(new Size(30, 20), Color.RED));
    pictures.put(Role.INPUT, samples.picture(new Size(40, 20), Color.GREEN));
    pictures.put(Role.REFERENCE, samples.picture(new Size(50, 20), Color.BLUE));
    JsonNode body = sent(SampleOrders.THUMBNAIL, pictures, new Size(1280, 720), "");
    assertThat(body.path("images")).hasSize(3);
    assertThat(widths(body)).containsExactly(40, 50, 30);
    assertThat(body.path("size").asText()).isEqualTo("1280x720");
  }

  private static List<Integer> widths(JsonNode body) throws Exception {
    var widths = new ArrayList<Integer>();
    for (JsonNode image : body.path("images")) {
      String address = image.path("image_url").asText();
      assertThat(address).startsWith("data:image/jpeg;base64,");
      widths.add(read(address).getWidth());
    }
    return widths;
  }

  private static BufferedImage read(String address) throws Exception {
    byte[] bytes = Base64.getDecoder().decode(address.substring(address.indexOf(',') + 1));
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }

  @Test
  void anOrderWithoutPicturesIsAGeneration() throws Exception {
    try (var server = HeardRequests.answering(200, "application/json", "{}");
        RemoteApi api = api(server, "")) {
      api.submit(order(SampleOrders.THUMBNAIL, Map.of(), new Size(1280, 720), api), Watch.NONE);
      assertThat(server.last().address()).hasPath("/v1/images/generations");
      assertThat(server.last().json().has("images")).isFalse();
      api.submit(order(SampleOrders.SKETCH, input(), new Size(96, 64), api), Watch.NONE);
      assertThat(server.last().address()).hasPath("/v1/images/edits");
    }
  }

  @Test
  void theKeyTravelsInAHeaderAndTheUserAsAHash() throws Exception {
    try (var server = HeardRequests.answering(200, "application/json", "{}");
        RemoteApi api = api(server, "")) {
      Order order = order(SampleOrders.SKETCH, input(), new Size(96, 64), api);
      api.submit(order, Watch.NONE);
      HeardRequests.Heard heard = server.last();
      assertThat(heard.header("Authorization")).isEqualTo("Bearer a-key");
      assertThat(heard.header("X-Client-Request-Id")).isEqualTo(order.id().toString());
      assertThat(heard.address().toString()).doesNotContain("a-key");
      assertThat(heard.json().path("safety_identifier").asText()).isEqualTo("user-hash");
    }
  }

  @ParameterizedTest
  @CsvSource({"gpt-image-1.5,high", "gpt-image-1-mini,none", "gpt-image-2.5-sunburst,none"})
  void likenessIsOnlyAskedForWhereItIsAnOption(String model, String fidelity) throws Exception {
    JsonNode body = sent(SampleOrders.SKETCH, input(), new Size(96, 64), model);
    assertThat(body.path("model").asText()).isEqualTo(model);
    assertThat(body.path("input_fidelity").asText("none")).isEqualTo(fidelity);
  }

  @ParameterizedTest
  @CsvSource({"gpt-image-1-mini,1536x1024", "gpt-image-2.5-flare,1920x1088"})
  void sizesAreThoseOfTheModel(String model, String size) throws Exception {
    JsonNode body = sent(SampleOrders.SKETCH, input(), new Size(1920, 1080), model);
    assertThat(body.path("size").asText()).isEqualTo(size);
  }

  @Test
  void aCutOutIsSeeThroughAndAColourIsNot() throws Exception {
    JsonNode clear = sent(SampleOrders.CUT_OUT, input(), new Size(96, 64), "");
    assertThat(clear.path("background").asText()).isEqualTo("transparent");
    assertThat(clear.path("output_format").asText()).isEqualTo("png");
    assertThat(clear.has("output_compression")).isFalse();
    JsonNode red = sent(new Generation.CutOut("#ff0000"), input(), new Size(96, 64), "");
    assertThat(red.path("background").asText()).isEqualTo("opaque");
    assertThat(red.path("prompt").asText()).contains("#ff0000");
  }

  @ParameterizedTest
  @CsvSource({"draft,low", "std,medium", "high,high", "4k,high"})
  void aThumbnailHasAQualityOfItsOwn(String quality, String asked) throws Exception {
    var usual = SampleOrders.THUMBNAIL;
    var step = new Generation.Thumbnail(usual.frame(), usual.words(), usual.look(), quality, 1);
    JsonNode body = sent(step, Map.of(), new Size(1280, 720), "");
    assertThat(body.path("quality").asText()).isEqualTo(asked);
  }

  /// A page of 400 by 200 that is sent at half its size.
  @Test
  void whereThePlaceOfAFaceIsGivenOnlyItMayChange() throws Exception {
    var samples = new SampleOrders(folder);
    var pictures =
        Map.of(
            Role.INPUT, samples.picture(new Size(200, 100), Color.WHITE),
            Role.SOURCE, samples.picture(new Size(50, 50), Color.PINK));
    var step =
        new Generation.BookPage(
            FaceChoice.largest(), null, new Generation.Box(200, 80, 40, 40), "auto", 1, "");
    JsonNode body = sent(step, pictures, new Size(400, 200), "");
    BufferedImage mask = read(body.path("mask").path("image_url").asText());
    assertThat(mask.getWidth()).isEqualTo(200);
    assertThat(mask.getHeight()).isEqualTo(100);
    assertThat(mask.getRGB(110, 50) >>> 24).as("inside the box").isZero();
    assertThat(mask.getRGB(100, 40) >>> 24).as("its corner").isZero();
    assertThat(mask.getRGB(60, 50) >>> 24).as("beside it").isEqualTo(255);
    assertThat(mask.getRGB(110, 90) >>> 24).as("below it").isEqualTo(255);
  }

  @Test
  void aPageWithoutABoxHasNoMask() throws Exception {
    var samples = new SampleOrders(folder);
    var pictures =
        Map.of(
            Role.INPUT, samples.picture(new Size(200, 100), Color.WHITE),
            Role.SOURCE, samples.picture(new Size(50, 50), Color.PINK));
    assertThat(sent(SampleOrders.PAGE, pictures, new Size(200, 100), "").has("mask")).isFalse();
  }

  @Test
  void unfinishedPicturesAreProgressAndTheLastIsTheResult() throws Exception {
    var shares = new ArrayList<Double>();
    var watch =
        new Watch() {
          @Override
          public void progress(double share) {
            shares.add(share);
          }

          @Override
          public void changed() {}
        };
    try (var simulator = new SimulatedOpenAi(0);
        RemoteApi api =
            new OpenAiApi(
                OpenAiSamples.settings(simulator.uri(), simulator.key()),
                CloudMeans.then(),
                LIMITS)) {
      Reply reply = api.submit(order(SampleOrders.SKETCH, input(), new Size(96, 64), api), watch);
      assertThat(reply).isInstanceOf(Reply.Done.class);
      byte[] bytes = ((Reply.Output.Bytes) ((Reply.Done) reply).outputs().getFirst()).bytes();
      assertThat(ImageIO.read(new ByteArrayInputStream(bytes)).getWidth()).isGreaterThan(900);
      assertThat(shares).containsExactly(1 / 3.0, 2 / 3.0);
    }
  }

  @Test
  void whatItCostIsWorkedOutOfItsTokens() throws Exception {
    String answer =
        """
        {"data": [{"b64_json": "aGVsbG8="}],
         "usage": {"input_tokens": 400, "output_tokens": 1056,
                   "input_tokens_details": {"text_tokens": 100, "image_tokens": 300}}}
        """;
    assertThat(replyTo(200, "application/json", answer))
        .isInstanceOfSatisfying(
            Reply.Done.class, done -> assertThat(done.cost()).isEqualTo(500 + 2400 + 31_680));
    assertThat(replyTo(200, "application/json", "{\"data\": [{\"b64_json\": \"aGVsbG8=\"}]}"))
        .isInstanceOfSatisfying(Reply.Done.class, done -> assertThat(done.cost()).isNull());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|moderation_blocked|x|Moderated",
        "400|content_policy_violation|x|Moderated",
        "400|unsupported_file_mimetype|x|Refused",
        "400|invalid_type|x|Refused",
        "401|invalid_api_key|x|Down",
        "403||Your organization must be verified to use the model|Down",
        "400||Your organization must be verified to use the model|Down",
        "404|model_not_found|x|Down",
        "409||x|Busy",
        "422||x|Refused",
        "429|rate_limit_exceeded|x|Busy",
        "429|insufficient_quota|x|Down",
        "429|billing_hard_limit_reached|x|Down",
        "500|server_error|x|Failed",
        "502||x|UnknownOutcome",
        "503||x|Busy",
        "504||x|UnknownOutcome",
        "524||x|UnknownOutcome"
      })
  void anErrorIsUnderstood(int status, String code, String message, String kind) throws Exception {
    String quoted = code == null ? "null" : "\"" + code + "\"";
    String body =
        """
        {"error": {"message": "%s", "type": "invalid_request_error", "code": %s}}
        """
            .formatted(message, quoted);
    assertThat(replyTo(status, "application/json", body).getClass().getSimpleName())
        .isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({"moderation_blocked,Moderated", "server_error,Failed", "rate_limit_exceeded,Busy"})
  void anErrorInsideAStreamIsUnderstood(String code, String kind) throws Exception {
    String events =
        """
        event: image_edit.partial_image
        data: {"type": "image_edit.partial_image", "b64_json": "AAAA"}

        event: error
        data: {"type": "error", "error": {"code": "%s", "message": "x"}}

        """
            .formatted(code);
    assertThat(replyTo(200, "text/event-stream", events).getClass().getSimpleName())
        .isEqualTo(kind);
  }

  @Test
  void aStreamThatEndsBeforeThePictureIsAnUnknownOutcome() throws Exception {
    String events = "event: image_edit.partial_image\ndata: {\"b64_json\": \"AAAA\"}\n\n";
    assertThat(replyTo(200, "text/event-stream", events)).isInstanceOf(Reply.UnknownOutcome.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-image-1.5", "gpt-image-1-mini"})
  void aModelIsNotOfferedFromTheDayOfItsEnd(String model) {
    Clock day = Clock.fixed(Instant.parse("2026-12-01T00:00:00Z"), ZoneOffset.UTC);
    var settings = OpenAiSamples.settings(java.net.URI.create("http://127.0.0.1:9"), "k", model);
    try (var before = new OpenAiApi(settings, CloudMeans.then(), LIMITS);
        var after = new OpenAiApi(settings, CloudMeans.asOf(day), LIMITS)) {
      assertThat(before.offer(SampleOrders.SKETCH)).isPresent();
      assertThat(after.offer(SampleOrders.SKETCH)).isEmpty();
      assertThat(after.models()).as("still watched").hasSize(1);
    }
  }

  @Test
  void withoutAKeyThereIsNoProvider() {
    var settings = OpenAiSamples.settings(java.net.URI.create("http://127.0.0.1:9"), "");
    assertThat(OpenAiApi.open(settings, CloudMeans.then())).isEmpty();
  }

  private Map<Role, Order.Picture> input() {
    return Map.of(Role.INPUT, new SampleOrders(folder).picture(new Size(96, 64), Color.GRAY));
  }

  private static OpenAiApi api(HeardRequests server, String model) {
    return new OpenAiApi(
        OpenAiSamples.settings(server.uri(), "a-key", model), CloudMeans.then(), LIMITS);
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

  private static JsonNode sent(
      Generation.Step step, Map<Role, Order.Picture> pictures, Size wanted, String model)
      throws Exception {
    try (var server = HeardRequests.answering(200, "application/json", "{}");
        RemoteApi api = api(server, model)) {
      api.submit(order(step, pictures, wanted, api), Watch.NONE);
      return server.last().json();
    }
  }

  private Reply replyTo(int status, String type, String answer) throws Exception {
    try (var server = HeardRequests.answering(status, type, answer);
        RemoteApi api = api(server, "")) {
      return api.submit(order(SampleOrders.SKETCH, input(), new Size(96, 64), api), Watch.NONE);
    }
  }
}
