package dev.pictor.providers.fal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.engine.codec.ImageInfo.Size;
import dev.pictor.engine.face.FaceChoice;
import dev.pictor.platform.Json;
import dev.pictor.platform.partner.PartnerHttp.Limits;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Role;
import dev.pictor.providers.cloud.CloudMeans;
import dev.pictor.providers.remote.Order;
import dev.pictor.providers.remote.RemoteApi;
import dev.pictor.providers.remote.Reply;
import dev.pictor.providers.remote.SampleOrders;
import dev.pictor.providers.remote.Watch;
import dev.pictor.providers.simulated.Fault;
import dev.pictor.providers.simulated.SimulatedFal;
import dev.pictor.testkit.HeardRequests;
import java.awt.Color;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is special about fal, beside the contract of all providers.
class FalApiTest {
  private static final Limits LIMITS = Limits.QUICK;

  @TempDir private Path folder;

  // Orders.

  @Test
  void theHandleHoldsTheAddressesThatFalReturned() throws Exception {
    try (var simulator = new SimulatedFal(0);
        RemoteApi api = api(simulator.uri(), simulator.key())) {
      var accepted =
          (Reply.Accepted) api.submit(order(SampleOrders.UPSCALE, api, null), Watch.NONE);
      // The model is fal-ai/seedvr/upscale/image; what follows the app is left out.
      assertThat(accepted.handle())
          .contains(simulator.uri() + "/fal-ai/seedvr/requests/")
          .doesNotContain("upscale")
          .doesNotContain(simulator.key());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://queue.fal.run.evil.example/r/12345678",
        "http://169.254.169.254/latest",
        "https://user@127.0.0.1/x",
        "not an address"
      })
  void theKeyGoesToNoOtherHostWhateverFalReturns(String elsewhere) throws Exception {
    String answer =
        """
        {"request_id": "12345678-abcd", "status_url": "%1$s", "response_url": "%1$s",
         "cancel_url": "%1$s"}
        """
            .formatted(elsewhere);
    try (var server = HeardRequests.answering(200, "application/json", answer);
        RemoteApi api = api(server.uri(), "a-key")) {
      assertThat(api.submit(order(SampleOrders.UPSCALE, api, null), Watch.NONE))
          .isInstanceOf(Reply.UnknownOutcome.class);
      assertThat(server.all()).hasSize(1);
    }
  }

  @Test
  void theCallbackTravelsInTheAddressAndTheKeyInAHeader() throws Exception {
    URI callback = URI.create("https://our.host/callbacks/fal?token=a&b=c");
    HeardRequests.Heard heard = heard(SampleOrders.UPSCALE, callback, "", "", "");
    assertThat(heard.address())
        .hasPath("/fal-ai/seedvr/upscale/image")
        .hasParameter("fal_webhook", callback.toString());
    assertThat(heard.header("Authorization")).isEqualTo("Key a-key");
    assertThat(heard.header("X-Fal-Object-Lifecycle-Preference")).contains("86400");
    assertThat(heard.address().toString()).doesNotContain("a-key");
  }

  @Test
  void aPictureWithALinkIsNotSentAgain() throws Exception {
    URI link = URI.create("https://our.host/signed?s=1");
    var picture = new Order.Picture(folder.resolve("gone"), "image/jpeg", 50, 40, 9, link);
    try (var server = HeardRequests.answering(500, "application/json", "{}");
        RemoteApi api = api(server.uri(), "a-key")) {
      Order order =
          order(SampleOrders.UPSCALE, api, Map.of(Role.INPUT, picture), new Size(100, 80), null);
      api.submit(order, Watch.NONE);
      assertThat(server.last().json().path("image_url").asText()).isEqualTo(link.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({"fal-ai/seedvr/upscale/image,factor,", "fal-ai/clarity-upscaler,,a photograph"})
  void eachUpscalerGetsItsOwnFields(String model, @Nullable String mode, @Nullable String prompt)
      throws Exception {
    JsonNode body = heard(SampleOrders.UPSCALE, null, "", "", model).json();
    assertThat(body.path("upscale_factor").asInt()).isEqualTo(2);
    assertThat(body.path("upscale_mode").asText("none")).isEqualTo(mode == null ? "none" : mode);
    assertThat(body.has("prompt")).isEqualTo(prompt != null);
  }

  @Test
  void eachFaceSwapGetsItsOwnFields() throws Exception {
    JsonNode easel = heard(SampleOrders.SWAP, null, "", "", "").json();
    assertThat(easel.path("face_image_0").path("url").asText()).startsWith("data:image/jpeg");
    assertThat(easel.path("target_image").path("url").asText())
        .isNotEqualTo(easel.path("face_image_0").path("url").asText());
    assertThat(easel.path("workflow_type").asText()).isEqualTo("target_hair");
    JsonNode other = heard(SampleOrders.SWAP, null, "", "fal-ai/face-swap", "").json();
    assertThat(other.path("base_image_url").asText()).startsWith("data:");
    assertThat(other.path("swap_image_url").asText()).startsWith("data:");
  }

  @Test
  void aThumbnailWithoutPicturesGoesToTheModelThatNeedsNone() throws Exception {
    try (var server = HeardRequests.answering(500, "application/json", "{}");
        RemoteApi api = api(server.uri(), "a-key")) {
      api.submit(
          order(SampleOrders.THUMBNAIL, api, Map.of(), new Size(1280, 720), null), Watch.NONE);
      assertThat(server.last().address()).hasPath("/google/nano-banana-2.1");
      assertThat(server.last().json().has("image_urls")).isFalse();
      assertThat(server.last().json().path("aspect_ratio").asText()).isEqualTo("16:9");
      api.submit(order(SampleOrders.SKETCH, api, null), Watch.NONE);
      assertThat(server.last().address()).hasPath("/google/nano-banana-2.1/edit");
      assertThat(server.last().json().path("image_urls")).hasSize(1);
    }
  }

  static Stream<Generation.Step> swapsWithOptions() {
    FaceChoice largest = FaceChoice.largest();
    return Stream.of(
        new Generation.FaceSwap(largest, FaceChoice.all(), 1, 1, null),
        new Generation.FaceSwap(largest, FaceChoice.at(1), 1, 1, null),
        new Generation.FaceSwap(FaceChoice.at(2), largest, 1, 1, null),
        new Generation.FaceSwap(largest, largest, 0.5, 1, null),
        new Generation.FaceSwap(largest, largest, 1, 0.5, null),
        new Generation.FaceSwap(largest, largest, 1, 1, "a-lora"),
        new Generation.Upscale("anime4k-x2", 2, 0));
  }

  @ParameterizedTest
  @MethodSource("swapsWithOptions")
  void whatItsModelsCannotBeToldIsNotOffered(Generation.Step step) {
    try (RemoteApi api = api(URI.create("http://127.0.0.1:9"), "a-key")) {
      assertThat(api.offer(step)).isEmpty();
    }
  }

  // Results.

  @Test
  void aLargerPictureCostsByItsMegapixels() throws Exception {
    try (var simulator = new SimulatedFal(0);
        RemoteApi api = api(simulator.uri(), simulator.key())) {
      var samples = new SampleOrders(folder);
      var pictures = Map.of(Role.INPUT, samples.picture(new Size(500, 400), Color.GRAY));
      Order order = order(SampleOrders.UPSCALE, api, pictures, new Size(1000, 800), null);
      Reply reply = toEnd(api, order);
      assertThat(reply)
          .isInstanceOfSatisfying(Reply.Done.class, done -> assertThat(done.cost()).isEqualTo(800));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://v3.fal.media/files/a/b.png,true",
    "https://fal.media/b.png,true",
    "https://queue.fal.run/b.png,true",
    "http://v3.fal.media/b.png,false",
    "https://v3.fal.media:8443/b.png,false",
    "https://fal.media.evil.example/b.png,false",
    "https://evilfal.media/b.png,false",
    "https://169.254.169.254/latest,false",
    "https://fal.media@evil.example/x,false",
    "file:///etc/passwd,false"
  })
  void resultsAreFetchedFromFalsHostsOnly(String address, boolean fetched) throws Exception {
    JsonNode json = Json.MAPPER.readTree("{\"images\": [{\"url\": \"" + address + "\"}]}");
    var settings = FalSamples.settings(URI.create("https://queue.fal.run"), "k");
    Reply reply = new FalResult(settings, json).reply(java.util.Optional.empty());
    assertThat(reply).isInstanceOf(fetched ? Reply.Done.class : Reply.Failed.class);
  }

  @Test
  void aResultThatIsNotForEverybodyIsModerated() throws Exception {
    JsonNode json =
        Json.MAPPER.readTree(
            "{\"images\": [{\"url\": \"https://fal.media/black.png\"}],"
                + " \"has_nsfw_concepts\": [true]}");
    var settings = FalSamples.settings(URI.create("https://queue.fal.run"), "k");
    assertThat(new FalResult(settings, json).reply(java.util.Optional.empty()))
        .isInstanceOf(Reply.Moderated.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "' 25%|###      | 1/4', ' 50%|#####    | 2/4';0.5",
        "'step 3';0",
        "'100%';0.99",
        "'99.5 %';0.99",
        "'scale 1.50%';0.01",
        "'7%', '3%';0.07"
      },
      quoteCharacter = '"')
  void logsTellHowFarItIs(String lines, double share) throws Exception {
    var logs = Json.MAPPER.createArrayNode();
    for (String line : lines.split("', '", -1)) {
      logs.addObject().put("message", line.replace("'", ""));
    }
    assertThat(FalLogs.progress(logs)).isEqualTo(share);
  }

  @ParameterizedTest
  @CsvSource({
    "request_timeout,Failed",
    "startup_timeout,Failed",
    "runner_scheduling_failure,Failed",
    "runner_server_error,Failed",
    "client_cancelled,Failed",
    "content_policy_violation,Moderated",
    "bad_request,Refused"
  })
  void completedIsNotASuccess(String type, String kind) throws Exception {
    JsonNode status =
        Json.MAPPER.readTree(
            "{\"status\": \"COMPLETED\", \"error\": \"x\", \"error_type\": \"" + type + "\"}");
    assertThat(FalProblem.ended(status).getClass().getSimpleName()).isEqualTo(kind);
  }

  @Test
  void whatIsUnknownIsStillWorkedOn() throws Exception {
    for (String answer : new String[] {"{\"status\": \"DREAMING\"}", "<html>", ""}) {
      try (var server = HeardRequests.answering(200, "application/json", answer);
          RemoteApi api = api(server.uri(), "a-key")) {
        assertThat(api.poll(order(SampleOrders.UPSCALE, api, null), handle(server.uri())))
            .isInstanceOf(Reply.Running.class);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"429,Busy", "500,Busy", "503,Busy", "401,Busy", "404,Failed"})
  void troubleWithAskingIsNoTroubleWithTheOrder(int status, String kind) throws Exception {
    try (var server = HeardRequests.answering(status, "application/json", "{}");
        RemoteApi api = api(server.uri(), "a-key")) {
      Reply reply = api.poll(order(SampleOrders.UPSCALE, api, null), handle(server.uri()));
      assertThat(reply.getClass().getSimpleName()).isEqualTo(kind);
    }
  }

  @ParameterizedTest
  @CsvSource({"200,true", "202,true", "400,true", "404,true", "401,false", "500,false"})
  void cancellingIsToldUntilFalHasHeardIt(int status, boolean told) throws Exception {
    try (var server = HeardRequests.answering(status, "application/json", "{}");
        RemoteApi api = api(server.uri(), "a-key")) {
      assertThat(api.cancel(handle(server.uri()))).isEqualTo(told);
      assertThat(server.last().method()).isEqualTo("PUT");
      assertThat(server.last().address()).hasPath("/x/y/requests/12345678/cancel");
    }
  }

  @Test
  void anExpiredLinkIsNoPicture() throws Exception {
    try (var simulator = new SimulatedFal(0);
        RemoteApi api = api(simulator.uri(), simulator.key())) {
      simulator.misbehave(Fault.EXPIRED_LINK);
      Reply reply = toEnd(api, order(SampleOrders.UPSCALE, api, null));
      assertThat(reply).isInstanceOf(Reply.Done.class);
      var link = (Reply.Output.Link) ((Reply.Done) reply).outputs().getFirst();
      assertThat(link.toString()).doesNotContain("files");
    }
  }

  @Test
  void itsModelsAreWatchedForTheirEnds() {
    try (RemoteApi api = api(URI.create("http://127.0.0.1:9"), "a-key")) {
      assertThat(api.models())
          .extracting(model -> model.id())
          .containsExactly(
              "google/nano-banana-2.1/edit",
              "easel-ai/advanced-face-swap",
              "fal-ai/seedvr/upscale/image");
    }
  }

  private static String handle(URI host) {
    String base = host + "/x/y/requests/12345678";
    return "12345678 " + base + "/status " + base + " " + base + "/cancel";
  }

  private static Reply toEnd(RemoteApi api, Order order) throws InterruptedException {
    String handle = ((Reply.Accepted) api.submit(order, Watch.NONE)).handle();
    Reply reply = api.poll(order, handle);
    for (int i = 0; reply instanceof Reply.Running && i < 500; i++) {
      Thread.sleep(20);
      reply = api.poll(order, handle);
    }
    return reply;
  }

  private static FalApi api(URI host, String key) {
    return new FalApi(FalSamples.settings(host, key), CloudMeans.then(), LIMITS);
  }

  private HeardRequests.Heard heard(
      Generation.Step step, @Nullable URI callback, String image, String swap, String upscale)
      throws Exception {
    try (var server = HeardRequests.answering(500, "application/json", "{}");
        var api =
            new FalApi(
                FalSamples.settings(server.uri(), "a-key", image, swap, upscale),
                CloudMeans.then(),
                LIMITS)) {
      api.submit(order(step, api, callback), Watch.NONE);
      return server.last();
    }
  }

  private Order order(Generation.Step step, RemoteApi api, @Nullable URI callback) {
    var samples = new SampleOrders(folder);
    return samples.with(step, api, samples.picture(new Size(50, 40), Color.GRAY), callback);
  }

  private static Order order(
      Generation.Step step,
      RemoteApi api,
      Map<Role, Order.Picture> pictures,
      Size wanted,
      @Nullable URI callback) {
    return new Order(
        UUID.randomUUID(),
        step,
        api.offer(step).orElseThrow().model(),
        pictures,
        wanted,
        1,
        7,
        "user-hash",
        callback);
  }
}
