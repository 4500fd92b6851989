package dev.pictor.compat.oneshot;

import static dev.pictor.testkit.JobClient.job;
import static dev.pictor.testkit.JobClient.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.testkit.JobClient;
import dev.pictor.testkit.RunningApp;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every operation of the built-in engine, from the request to the picture.
class EveryOperationTest {
  private static RunningApp app;
  private static JobClient ada;
  private static String grace;
  private static String eileen;
  private static String mountains;

  @BeforeAll
  static void start() {
    app = RunningApp.start();
    ada = JobClient.signedIn(app);
    grace = ada.upload("grace_hopper.jpg");
    eileen = ada.upload("astronaut.png");
    mountains = ada.upload("mountains.jpg");
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void aThemeDressesAFace() {
    JsonNode done = ada.succeed(job("theme", Map.of("theme", "scrubs", "input_url", grace)));
    assertThat(difference(done, grace)).isGreaterThan(5);
    assertThat(
            ada.submit(job("theme", Map.of("theme", "astronaut", "input_url", grace)))
                .is(422)
                .json()
                .get("errors")
                .findValuesAsText("field"))
        .containsExactly("params.theme");
    assertThat(failure(job("theme", Map.of("theme", "scrubs", "input_url", mountains))))
        .isEqualTo("no_face");
  }

  @Test
  void aPersonIsCutOutOntoNothingOrAColour() {
    BufferedImage cut = ada.picture(ada.succeed(job("cut_out", Map.of("input_url", grace))));
    assertThat(cut.getColorModel().hasAlpha()).isTrue();
    assertThat(cut.getRGB(3, 3) >>> 24).isZero();
    assertThat(cut.getRGB(256, 250) >>> 24).isEqualTo(255);
    BufferedImage blue =
        ada.picture(
            ada.succeed(job("cut_out", Map.of("input_url", grace, "background", "#3366CC"))));
    assertThat(blue.getRGB(3, 3) & 0xffffff).isEqualTo(0x3366cc);
    assertThat(failure(job("cut_out", Map.of("input_url", mountains)))).isEqualTo("no_person");
  }

  @Test
  void aPictureIsEnlargedByTheModelThatThisNameMeans() {
    var small = job("upscaling", Map.of("input_url", eileen, "max_side", 128, "scale", 2));
    JsonNode done = ada.succeed(small);
    assertThat(done.get("job_type").asText()).isEqualTo("upscale");
    assertThat(done.get("artifacts").get(0).get("width").asInt()).isEqualTo(256);
    assertThat(models(done)).containsExactly("area", "anime4k-x2");
    var quality =
        job(
            "upscale",
            Map.of("input_url", eileen, "max_side", 64, "scale", 4, "model", "realesrgan_x4plus"));
    assertThat(models(ada.succeed(quality)).getLast())
        .as("the best that is there, by its own name")
        .isEqualTo("realesr-general-x4v3");
    assertThat(
            ada.submit(job("upscale", Map.of("input_url", eileen, "model", "magic")))
                .is(422)
                .json()
                .get("errors")
                .findValuesAsText("field"))
        .containsExactly("params.model");
  }

  @Test
  void aThumbnailComesInAsManyVariantsAsAreAskedFor() {
    JsonNode done =
        ada.succeed(
            job(
                "thumbnail",
                Map.of(
                    "selfie_url", eileen, "headline", "I flew!", "variants", 2, "vibe", "tech")));
    assertThat(done.get("artifacts")).hasSize(2);
    assertThat(done.get("artifacts").get(0).get("artifact_type").asText()).isEqualTo("variant");
    assertThat(done.get("artifacts").get(1).get("width").asInt()).isEqualTo(1280);
    assertThat(ada.bytes(done, 0)).isNotEqualTo(ada.bytes(done, 1));
    assertThat(
            ada.submit(job("thumbnail", Map.of("platform", "custom", "width", 2000, "height", 64)))
                .is(422)
                .json()
                .get("errors")
                .findValuesAsText("field"))
        .containsExactly("params.width");
    assertThat(failure(job("thumbnail", Map.of("headline", "\u4f60\u597d"))))
        .isEqualTo("characters_without_font");
  }

  @Test
  void aFaceIsSwappedAndTheRestOfThePictureStaysAsItIs() {
    var swap =
        job("face_swap", Map.of("src_face_url", eileen, "target_url", grace, "lora", "none"));
    JsonNode done = ada.succeed(swap);
    BufferedImage before = ada.picture(grace);
    BufferedImage after = ada.picture(done);
    assertThat(after.getRGB(20, 560)).isEqualTo(before.getRGB(20, 560));
    assertThat(after.getRGB(250, 230)).isNotEqualTo(before.getRGB(250, 230));
    assertThat(new String(ada.bytes(done, 0), StandardCharsets.ISO_8859_1))
        .contains("compositeWithTrainedAlgorithmicMedia");
    assertThat(failure(job("face_swap", Map.of("source_url", mountains, "target_url", grace))))
        .isEqualTo("no_face");
    assertThat(
            failure(
                job("face_swap", Map.of("source_url", eileen, "target_url", grace, "faces", "3"))))
        .isEqualTo("no_such_face");
    assertThat(
            failure(
                job(
                    "face_swap",
                    Map.of("source_url", eileen, "target_url", grace, "max_side", 96))))
        .isIn("face_too_small", "no_face");
  }

  /// The seed's own example, word for word but for the addresses.
  @Test
  void aSwapWithEverythingIsOneJobOfSeveralPasses() {
    var body =
        new HashMap<String, Object>(
            Map.of("source_url", eileen, "target_url", grace, "job_type", "face_swap"));
    body.put(
        "params",
        Map.of(
            "face_restore",
            true,
            "upscale",
            2,
            "swap_strength",
            0.8,
            "blend_ratio",
            0.5,
            "face_enhancer",
            "gfpgan"));
    JsonNode done = ada.succeed(body);
    assertThat(steps(done)).containsExactly("face_swap", "face_restore", "upscale");
    assertThat(models(done)).as("there is no gfpgan here").contains("builtin", "anime4k-x2");
    assertThat(done.get("artifacts").get(0).get("width").asInt()).isEqualTo(1024);
  }

  @Test
  void aFaceIsMadeClearer() {
    var older =
        Map.of(
            "job_type",
            "face_restoration",
            "input_image_url",
            eileen,
            "parameters",
            Map.of("model", "gfpgan", "scale_factor", 2));
    JsonNode done = ada.succeed(older);
    assertThat(done.get("job_type").asText()).isEqualTo("face_restore");
    assertThat(steps(done)).containsExactly("face_restore", "upscale");
    assertThat(done.get("artifacts").get(0).get("height").asInt()).isEqualTo(1024);
    assertThat(failure(job("face_restore", Map.of("input_url", mountains)))).isEqualTo("no_face");
  }

  @Test
  void aFaceComesOntoAPage() {
    var page = job("book_page", Map.of("source_url", eileen, "page_url", grace));
    assertThat(difference(ada.succeed(page), grace)).isGreaterThan(0.5);
    var drawn = new HashMap<String, Object>(Map.of("source_url", eileen, "target_url", grace));
    drawn.put("medium", "soft");
    drawn.put("box", List.of(170, 120, 180, 220));
    assertThat(difference(ada.succeed(job("book_page", drawn)), grace)).isGreaterThan(0.5);
  }

  @Test
  void fourStepsAreOneJob() {
    JsonNode done =
        ada.succeed(
            pipeline(
                List.of(
                    job("face_swap", Map.of("source_url", eileen, "target_url", grace)),
                    job("face_restore", Map.of()),
                    job("upscale", Map.of("scale", 2)),
                    job("sketch", Map.of("style", "PENCIL", "method", "BASIC")))));
    assertThat(steps(done)).containsExactly("face_swap", "face_restore", "upscale", "sketch");
    assertThat(done.get("artifacts")).hasSize(1);
    assertThat(done.get("artifacts").get(0).get("height").asInt()).isEqualTo(1200);
  }

  private static List<String> steps(JsonNode done) {
    return done.get("artifacts").get(0).get("models").findValuesAsText("step");
  }

  private static List<String> models(JsonNode done) {
    return done.get("artifacts").get(0).get("models").findValuesAsText("model");
  }

  /// The code of a job that fails without being tried again.
  private static String failure(Map<String, Object> body) {
    JsonNode job = ada.run(body);
    assertThat(job.get("status").asText()).isEqualTo("failed");
    assertThat(job.get("attempt").asInt()).isEqualTo(1);
    assertThat(job.get("error").get("retryable").asBoolean()).isFalse();
    return job.get("error").get("code").asText();
  }

  /// The mean difference of a result to a picture of the same size, 0 to 255.
  private static double difference(JsonNode done, String photo) {
    BufferedImage one = ada.picture(done);
    BufferedImage other = ada.picture(photo);
    long sum = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        sum += Math.abs((one.getRGB(x, y) >> 8 & 0xff) - (other.getRGB(x, y) >> 8 & 0xff));
      }
    }
    return (double) sum / one.getWidth() / one.getHeight();
  }
}
