package dev.pictor.compat.pictoora;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.testkit.RunningApp;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The contract from outside: the whole way of a page, and every refusal in its envelope.
class PictooraTest {
  private static RunningApp app;
  private static BookClient shop;

  @BeforeAll
  static void start() {
    app = RunningApp.start(Map.of("APP_NAME", "Pictoora", "MAX_FILE_SIZE", "2000000"));
    shop = BookClient.signedIn(app);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void anybodyIsWelcomedAndToldHowItIs() {
    var nobody = new BookClient(app, "", "");
    var welcome = nobody.get("/api/v1/");
    assertThat(welcome.status()).isEqualTo("success");
    assertThat(welcome.code()).isEqualTo(1000);
    assertThat(welcome.text("name")).isEqualTo("Pictoora");
    var health = nobody.get("/api/v1/health");
    assertThat(health.http()).isEqualTo(200);
    assertThat(health.code()).isEqualTo(1000);
    assertThat(health.text("status")).isEqualTo("healthy");
    assertThat(health.data().get("checks").get("database").asText()).isEqualTo("up");
    assertThat(health.data().get("uptime_seconds").asLong()).isGreaterThanOrEqualTo(0);
  }

  @Test
  void aPageIsMadeFromUploadToResult() throws Exception {
    String photo = shop.uploaded("grace_hopper.jpg");
    String page = shop.upload("file", "page.png", twoPeople()).is(201).text("file_path");
    String id = shop.initiated();
    assertThat(shop.status(id).text("status")).isEqualTo("pending");
    var started = shop.book(id, photo, page, "the person on the right");
    assertThat(started.http()).isEqualTo(202);
    assertThat(started.code()).isEqualTo(4000);
    assertThat(started.text("init_id")).isEqualTo(id);
    assertThat(started.message()).contains("Face 1 from the right");
    var done = shop.finished(id);
    assertThat(done.text("status")).as(done.data().toString()).isEqualTo("completed");
    assertThat(done.code()).isEqualTo(5000);
    assertThat(done.data().get("progress").asInt()).isEqualTo(100);
    assertThat(done.data().get("error").isNull()).isTrue();
    BufferedImage made = read(shop.follow(done.text("result_url")));
    BufferedImage before = read(twoPeople());
    assertThat(difference(before, made, 0)).isLessThan(3);
    assertThat(difference(before, made, 1)).isGreaterThan(4 * difference(before, made, 0));
  }

  @Test
  void aProcessThatFailsSaysWhy() {
    String id = shop.initiated();
    String nobody = shop.uploaded("mountains.jpg");
    assertThat(shop.book(id, nobody, nobody, "every face").message()).contains("Every face");
    var done = shop.finished(id);
    assertThat(done.http()).isEqualTo(200);
    assertThat(done.text("status")).isEqualTo("failed");
    assertThat(done.text("error")).contains("No face was found");
    assertThat(done.data().get("result_url").isNull()).isTrue();
  }

  @Test
  void anInitIdIsGoodForOneProcess() {
    String id = shop.initiated();
    String photo = shop.uploaded("grace_hopper.jpg");
    shop.book(id, photo, photo, "largest").is(202);
    var again = shop.book(id, photo, photo, "largest");
    assertThat(again.refusal()).isEqualTo("400 4001 conflict");
    assertThat(again.message()).contains("initiate another process");
  }

  @Test
  void ofManyAtOnceOneGetsTheProcess() throws Exception {
    String id = shop.initiated();
    String photo = shop.uploaded("grace_hopper.jpg");
    List<Callable<Integer>> attempts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      attempts.add(() -> shop.book(id, photo, photo, "largest").http());
    }
    var answers = new ArrayList<Integer>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> each : threads.invokeAll(attempts)) {
        answers.add(each.get());
      }
    }
    assertThat(answers).containsOnlyOnce(202).filteredOn(http -> http == 400).hasSize(7);
  }

  @Test
  void aRefusedRequestLeavesTheInitIdAsItWas() {
    String id = shop.initiated();
    String photo = shop.uploaded("grace_hopper.jpg");
    String gone = "users/" + UUID.randomUUID() + "/uploads/" + UUID.randomUUID() + ".jpg";
    assertThat(shop.book(id, photo, gone, "largest").refusal()).isEqualTo("404 4001 not_found");
    assertThat(shop.book(id, photo, photo, "largest").http()).isEqualTo(202);
  }

  @Test
  void otherPeoplesProcessesAndPicturesDoNotExist() {
    var other = BookClient.signedIn(app);
    String theirs = other.initiated();
    String photo = shop.uploaded("grace_hopper.jpg");
    assertThat(shop.status(theirs).refusal()).isEqualTo("404 5001 not_found");
    assertThat(shop.book(theirs, photo, photo, "x").refusal()).isEqualTo("404 4001 not_found");
    other.status(theirs).is(200);
    assertThat(shop.status(theirs).refusal()).isEqualTo("404 5001 not_found");
    String picture = other.uploaded("grace_hopper.jpg");
    assertThat(shop.book(shop.initiated(), photo, picture, "x").refusal())
        .isEqualTo("404 4001 not_found");
    for (JsonNode entry : shop.get("/api/v1/cache/status").data().get("entries")) {
      assertThat(entry.get("key").asText()).isNotEqualTo(theirs);
    }
  }

  @Test
  void theCacheTellsWhatItDoes() {
    String id = shop.initiated();
    JsonNode before = shop.get("/api/v1/cache/status").data();
    shop.status(id);
    shop.status(id);
    var answer = shop.get("/api/v1/cache/status");
    assertThat(answer.code()).isEqualTo(6000);
    JsonNode after = answer.data();
    assertThat(after.get("misses").asLong()).isGreaterThan(before.get("misses").asLong());
    assertThat(after.get("hits").asLong()).isGreaterThan(before.get("hits").asLong());
    assertThat(after.get("max_size").asInt()).isEqualTo(1_000);
    assertThat(after.get("default_ttl_seconds").asInt()).isEqualTo(3_600);
    assertThat(after.get("memory_bytes").asLong()).isPositive();
    assertThat(after.get("entries").findValuesAsText("key")).contains(id);
  }

  @Test
  void withoutACredentialEveryRouteRefusesInItsEnvelope() {
    var nobody = new BookClient(app, "Authorization", "Bearer nonsense");
    assertThat(nobody.upload("file", "a.png", new byte[1]).refusal())
        .isEqualTo("401 2001 unauthenticated");
    assertThat(nobody.post("/api/v1/initiate-process", Map.of()).refusal())
        .isEqualTo("401 3001 unauthenticated");
    assertThat(nobody.book("a", "b", "c", "d").refusal()).isEqualTo("401 4001 unauthenticated");
    assertThat(nobody.status("a").refusal()).isEqualTo("401 5001 unauthenticated");
    assertThat(nobody.get("/api/v1/cache/status").refusal()).isEqualTo("401 6001 unauthenticated");
  }

  @Test
  void uploadsThatAreNoPictureOfTheContractAreRefused() throws Exception {
    byte[] photo = BookClient.testdata("grace_hopper.jpg");
    assertThat(shop.upload("file", "page.gif", photo).refusal())
        .isEqualTo("415 2001 unsupported_type");
    assertThat(shop.upload("file", "page", photo).refusal()).isEqualTo("415 2001 unsupported_type");
    assertThat(shop.upload("file", "page.png", "not a picture".getBytes(StandardCharsets.UTF_8)))
        .extracting(BookClient.Answer::refusal)
        .isEqualTo("415 2001 unsupported_type");
    assertThat(shop.upload("file", "page.png", gif()).refusal())
        .isEqualTo("415 2001 unsupported_type");
    assertThat(shop.upload("picture", "page.png", photo).refusal())
        .isEqualTo("422 2001 invalid_request");
    assertThat(shop.post("/api/v1/upload", Map.of("file", "x")).refusal())
        .isEqualTo("415 2001 unsupported_type");
    assertThat(shop.post("/api/v1/upload", new byte[9], "multipart/form-data; boundary=x"))
        .extracting(BookClient.Answer::http)
        .isEqualTo(400);
    assertThat(shop.upload("file", "page.jpg", new byte[2_100_000]).refusal())
        .isEqualTo("413 2001 too_large");
  }

  @Test
  void badBodiesAreToldAllTheirFaults() {
    var missing = shop.post("/api/v1/process/book", Map.of("source_url", 7));
    assertThat(missing.http()).isEqualTo(422);
    assertThat(missing.message()).contains("init_id", "target_url", "prompt");
    assertThat(missing.data().get("errors")).hasSize(3);
    assertThat(shop.post("/api/v1/process/status", "[".getBytes(StandardCharsets.UTF_8), "x/y"))
        .extracting(BookClient.Answer::refusal)
        .isEqualTo("400 5001 malformed_request");
    assertThat(shop.post("/api/v1/process/status", Map.of()).refusal())
        .isEqualTo("422 5001 invalid_request");
    assertThat(shop.status("no uuid").refusal()).isEqualTo("404 5001 not_found");
    assertThat(shop.book(shop.initiated(), "x.png", "http://127.0.0.1/x.png", "x").refusal())
        .isEqualTo("422 4001 invalid_request");
  }

  @Test
  void unknownPathsAndWrongMethodsBelowItAreInTheEnvelopeAndOthersAreNot() throws Exception {
    assertThat(shop.get("/api/v1/process/books").refusal()).isEqualTo("404 4001 not_found");
    assertThat(shop.get("/api/v1/process/status/7").refusal()).isEqualTo("404 5001 not_found");
    assertThat(shop.get("/api/v1/cache").refusal()).isEqualTo("404 6001 not_found");
    assertThat(shop.get("/api/v1/upload").refusal()).isEqualTo("405 2001 method_not_allowed");
    assertThat(shop.post("/api/v1/health/", Map.of()).refusal())
        .isEqualTo("405 1001 method_not_allowed");
    assertThat(Endpoint.owns("/api/v1/jobs")).isFalse();
    assertThat(Endpoint.owns("/api/v1/uploads/presign")).isFalse();
    assertThat(Endpoint.owns("/api/v2/health")).isFalse();
    assertThat(Endpoint.owns("/")).isFalse();
  }

  /// A page with somebody on each half.
  private static byte[] twoPeople() throws IOException {
    BufferedImage left = read(BookClient.testdata("morph_nobody.png"));
    BufferedImage right = read(BookClient.testdata("astronaut.png"));
    var page = new BufferedImage(800, 400, BufferedImage.TYPE_INT_RGB);
    var pen = page.createGraphics();
    pen.drawImage(left, 0, 0, 400, 400, null);
    pen.drawImage(right, 400, 0, 400, 400, null);
    pen.dispose();
    return written(page, "png");
  }

  private static byte[] gif() throws IOException {
    return written(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "gif");
  }

  private static byte[] written(BufferedImage picture, String format) throws IOException {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, format, bytes);
    return bytes.toByteArray();
  }

  private static BufferedImage read(byte[] bytes) {
    try {
      return ImageIO.read(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The mean difference of the green of one half, in steps of 255.
  private static double difference(BufferedImage a, BufferedImage b, int half) {
    int width = a.getWidth() / 2;
    double sum = 0;
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = half * width; x < (half + 1) * width; x++) {
        sum += Math.abs((a.getRGB(x, y) >> 8 & 255) - (b.getRGB(x, y) >> 8 & 255));
      }
    }
    return sum / width / a.getHeight();
  }
}
