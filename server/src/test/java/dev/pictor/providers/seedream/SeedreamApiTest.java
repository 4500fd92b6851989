package dev.pictor.providers.seedream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.engine.codec.ImageInfo.Size;
import dev.pictor.platform.partner.PartnerHttp.Limits;
import dev.pictor.platform.settings.Environment;
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
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is special about Seedream, beside the contract of all providers.
class SeedreamApiTest {
  private static final Limits LIMITS = Limits.forPictures(Duration.ofSeconds(10));

  @TempDir private Path folder;

  @Test
  void onePictureIsATextAndSeveralAreAList() throws Exception {
    JsonNode one = sent(SampleOrders.SKETCH, input(), new Size(96, 64), "");
    assertThat(one.path("image").asText()).startsWith("data:image/jpeg;base64,");
    var pictures = new EnumMap<Role, Order.Picture>(input());
    pictures.put(Role.SOURCE, new SampleOrders(folder).picture(new Size(48, 64), Color.PINK));
    JsonNode two = sent(SampleOrders.PAGE, pictures, new Size(96, 64), "");
    assertThat(two.path("image")).hasSize(2);
    JsonNode none = sent(SampleOrders.THUMBNAIL, Map.of(), new Size(1280, 720), "");
    assertThat(none.has("image")).isFalse();
  }

  @Test
  void noWatermarkIsAskedForInSoManyWords() throws Exception {
    JsonNode body = sent(SampleOrders.SKETCH, input(), new Size(96, 64), "");
    assertThat(body.path("watermark").isBoolean()).isTrue();
    assertThat(body.path("watermark").asBoolean()).isFalse();
    assertThat(body.path("response_format").asText()).isEqualTo("b64_json");
    assertThat(body.has("sequential_image_generation")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "seedream-5-0-260128,1024,1024,1920x1920,png",
    "seedream-4-5-251128,1024,1024,1920x1920,none",
    "seedream-4-0-250828,1024,1024,1024x1024,none",
    "ep-20261101-abcde,1024,1024,1920x1920,png"
  })
  void sizesAreMappedUpToWhatTheModelMakes(
      String model, int width, int height, String size, String format) throws Exception {
    JsonNode body = sent(SampleOrders.SKETCH, input(), new Size(width, height), model);
    assertThat(body.path("model").asText()).isEqualTo(model);
    assertThat(body.path("size").asText()).isEqualTo(size);
    assertThat(body.path("output_format").asText("none")).isEqualTo(format);
  }

  @Test
  void eachCloudHasItsOwnAddressAndNames() {
    var byteplus = settings(Map.of("ARK_API_KEY", "k"));
    assertThat(byteplus.key()).isEqualTo("k");
    assertThat(byteplus.address())
        .isEqualTo(URI.create("https://ark.ap-southeast.bytepluses.com/api/v3/images/generations"));
    var volcengine = settings(Map.of("SEEDREAM_API_KEY", "k", "SEEDREAM_CLOUD", "volcengine"));
    assertThat(volcengine.address())
        .isEqualTo(URI.create("https://ark.cn-beijing.volces.com/api/v3/images/generations"));
    try (var one = new SeedreamApi(byteplus, CloudMeans.then(), LIMITS);
        var other = new SeedreamApi(volcengine, CloudMeans.then(), LIMITS)) {
      assertThat(one.offer(SampleOrders.SKETCH).orElseThrow().model())
          .isEqualTo("seedream-5-0-260128");
      assertThat(other.offer(SampleOrders.SKETCH).orElseThrow().model())
          .isEqualTo("doubao-seedream-5-0-260128");
      assertThat(other.name()).isEqualTo(one.name());
    }
  }

  private static SeedreamSettings settings(Map<String, String> variables) {
    return SeedreamSettings.from(new Environment(variables));
  }

  @ParameterizedTest
  @CsvSource({
    "OutputImageSensitiveContentDetected,Moderated",
    "InputImageSensitiveContentDetected,Moderated",
    "InternalServiceError,Failed",
    "SomethingNew,Failed"
  })
  void anErrorOfThePictureInsideASuccessIsSeen(String code, String kind) throws Exception {
    String answer =
        """
        {"data": [{"error": {"code": "%s", "message": "x"}}], "usage": {"generated_images": 0}}
        """
            .formatted(code);
    assertThat(replyTo(200, answer).getClass().getSimpleName()).isEqualTo(kind);
  }

  @Test
  void aLinkIsTakenToo() throws Exception {
    Reply reply = replyTo(200, "{\"data\": [{\"url\": \"https://x.volces.com/a.png?sig=1\"}]}");
    assertThat(reply)
        .isInstanceOfSatisfying(
            Reply.Done.class,
            done ->
                assertThat(done.outputs())
                    .containsExactly(
                        new Reply.Output.Link(URI.create("https://x.volces.com/a.png?sig=1"))));
  }

  @ParameterizedTest
  @CsvSource({
    "400,MissingParameter,Refused",
    "400,InvalidParameter,Refused",
    "400,InvalidParameter.OversizedImage,Refused",
    "400,InputTextRiskDetection,Moderated",
    "400,InputTextSensitiveContentDetected,Moderated",
    "400,OutputImageSensitiveContentDetected,Moderated",
    "400,InvalidEndpoint.ClosedEndpoint,Down",
    "401,AuthenticationError,Down",
    "403,AccountOverdueError,Down",
    "403,AccessDenied,Down",
    "404,InvalidEndpointOrModel.NotFound,Down",
    "404,ModelNotOpen,Down",
    "404,InvalidEndpointOrModel.ModelIDAccessDisabled,Down",
    "429,RateLimitExceeded.EndpointRPMExceeded,Busy",
    "429,RateLimitExceeded.FoundationModelRPMExceeded,Busy",
    "429,SetLimitExceeded,Down",
    "429,ServerOverloaded,Busy",
    "500,InternalServiceError,Failed",
    "504,GatewayTimeout,UnknownOutcome"
  })
  void anErrorIsUnderstood(int status, String code, String kind) throws Exception {
    String answer = "{\"error\": {\"code\": \"%s\", \"message\": \"x\"}}".formatted(code);
    assertThat(replyTo(status, answer).getClass().getSimpleName()).isEqualTo(kind);
  }

  private Map<Role, Order.Picture> input() {
    return Map.of(Role.INPUT, new SampleOrders(folder).picture(new Size(96, 64), Color.GRAY));
  }

  private Reply replyTo(int status, String answer) throws Exception {
    try (var server = HeardRequests.answering(status, "application/json", answer);
        RemoteApi api = api(server, "")) {
      return api.submit(order(SampleOrders.SKETCH, input(), new Size(96, 64), api), Watch.NONE);
    }
  }

  private static JsonNode sent(
      Generation.Step step, Map<Role, Order.Picture> pictures, Size wanted, String model)
      throws Exception {
    try (var server = HeardRequests.answering(200, "application/json", "{}");
        RemoteApi api = api(server, model)) {
      api.submit(order(step, pictures, wanted, api), Watch.NONE);
      assertThat(server.last().header("Authorization")).isEqualTo("Bearer a-key");
      return server.last().json();
    }
  }

  private static SeedreamApi api(HeardRequests server, String model) {
    return new SeedreamApi(
        SeedreamSamples.settings(server.uri(), "a-key", SeedreamSettings.Cloud.BYTEPLUS, model),
        CloudMeans.then(),
        LIMITS);
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
