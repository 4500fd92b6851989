package dev.pictor.engine.upscale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LANCZOS4;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.BadPicture;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.model.ModelStore;
import dev.pictor.engine.plane.Rows;
import dev.pictor.engine.testkit.Likeness;
import dev.pictor.engine.testkit.Scene;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class UpscalerTest {
  private static final ModelStore MODELS = ModelStore.shipped();

  @AfterAll
  static void close() {
    MODELS.close();
  }

  private static Upscaled upscaled(Picture source, UpscaleOptions options, int threads)
      throws BadPicture, InterruptedException {
    try (Rows rows = new Rows(threads)) {
      return new Upscaler(MODELS, rows).upscale(source, options, Progress.SILENT);
    }
  }

  private static Upscaled upscaled(Picture source, Tier tier, double scale, int tile)
      throws BadPicture, InterruptedException {
    return upscaled(source, new UpscaleOptions(tier, scale, tile), 2);
  }

  private static Picture resized(Picture source, int width, int height, int method) {
    Mat result = new Mat();
    resize(source.mat(), result, new Size(width, height), 0, 0, method);
    return new Picture(result);
  }

  @ParameterizedTest
  @CsvSource({
    "astronaut.png, 2", "astronaut.png, 4", "grace_hopper.jpg, 2", "grace_hopper.jpg, 4",
    "mountains.jpg, 2", "mountains.jpg, 4", "temple.jpg, 2", "temple.jpg, 4",
    "rocket.jpg, 2", "rocket.jpg, 4"
  })
  void theCompactNetIsCloserToThePhotographThanLanczos(String name, int scale) throws Exception {
    try (Picture whole = Scene.photograph(name, 512);
        Picture original = cropped(whole, 8);
        Picture small =
            resized(original, original.width() / scale, original.height() / scale, INTER_AREA);
        Picture lanczos = resized(small, original.width(), original.height(), INTER_LANCZOS4);
        Upscaled ours = upscaled(small, Tier.COMPACT, scale, 0)) {
      assertThat(ours.model()).isEqualTo("anime4k-x2");
      assertThat(Likeness.psnr(ours.picture(), original))
          .isGreaterThan(Likeness.psnr(lanczos, original) + 0.1);
      assertThat(Likeness.ssim(ours.picture(), original))
          .isGreaterThan(Likeness.ssim(lanczos, original) + 0.005);
    }
  }

  private static Picture cropped(Picture picture, int multiple) {
    int width = picture.width() / multiple * multiple;
    int height = picture.height() / multiple * multiple;
    return new Picture(new Mat(picture.mat(), new Rect(0, 0, width, height)).clone());
  }

  @ParameterizedTest
  @CsvSource({"PLAIN, 2", "PLAIN, 4", "COMPACT, 2", "COMPACT, 4", "QUALITY, 2", "QUALITY, 4"})
  void seamsCannotBeSeen(Tier tier, int scale) throws Exception {
    // One window even for the second pass of a net that knows only x2.
    int side = tier == Tier.QUALITY ? 230 : 110;
    for (String name : List.of("temple.jpg", "astronaut.png")) {
      try (Picture source = Scene.photograph(name, side);
          Upscaled whole = upscaled(source, tier, scale, 0);
          Upscaled tiled = upscaled(source, tier, scale, 64)) {
        assertThat(greatestDifference(whole.picture(), tiled.picture())).isLessThanOrEqualTo(1);
      }
    }
  }

  private static int greatestDifference(Picture one, Picture other) {
    byte[] a = Scene.bytes(one);
    byte[] b = Scene.bytes(other);
    int greatest = 0;
    for (int i = 0; i < a.length; i++) {
      greatest = Math.max(greatest, Math.abs((a[i] & 255) - (b[i] & 255)));
    }
    return greatest;
  }

  @ParameterizedTest
  @CsvSource({"PLAIN", "COMPACT", "QUALITY"})
  void theNumberOfThreadsChangesNothing(Tier tier) throws Exception {
    try (Picture source = Scene.photograph("astronaut.png", 200)) {
      UpscaleOptions options = new UpscaleOptions(tier, 2, 64);
      byte[] alone = bytes(source, options, 1);
      assertThat(bytes(source, options, 2)).isEqualTo(alone);
      assertThat(bytes(source, options, 8)).isEqualTo(alone);
    }
  }

  private static byte[] bytes(Picture source, UpscaleOptions options, int threads)
      throws Exception {
    try (Upscaled larger = upscaled(source, options, threads)) {
      return Scene.bytes(larger.picture());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 2, 2, 2",
    "1, 1, 4, 4, 4",
    "3, 70, 4, 12, 280",
    "101, 37, 3, 303, 111",
    "60, 40, 1.5, 90, 60",
    "33, 21, 1, 33, 21"
  })
  void anySizeAndScaleIsMet(int width, int height, double scale, int wide, int high)
      throws Exception {
    try (Picture source = Scene.madeUp(width, height);
        Upscaled larger = upscaled(source, UpscaleOptions.times(scale), 2)) {
      assertThat(larger.picture().width()).isEqualTo(wide);
      assertThat(larger.picture().height()).isEqualTo(high);
    }
  }

  @ParameterizedTest
  @CsvSource({"PLAIN, 2", "COMPACT, 2", "COMPACT, 4", "QUALITY, 4"})
  void anEvenColourStaysAsItIs(Tier tier, int scale) throws Exception {
    try (Picture source = Scene.flat(40, 30, 117);
        Upscaled larger = upscaled(source, tier, scale, 0);
        Picture expected = Scene.flat(40 * scale, 30 * scale, 117)) {
      assertThat(greatestDifference(larger.picture(), expected)).isLessThanOrEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void whatIsSeeThroughStaysSoAndLeavesNoRim(int scale) throws Exception {
    try (Picture source = disc(90);
        Upscaled larger = upscaled(source, UpscaleOptions.times(scale), 2)) {
      Mat alpha = larger.picture().alpha().orElseThrow();
      byte[] opacity = new byte[alpha.cols() * alpha.rows()];
      alpha.data().get(opacity);
      byte[] colours = Scene.bytes(larger.picture());
      int side = larger.picture().width();
      assertThat(opacity[0]).isZero();
      assertThat(opacity[side * side / 2 + side / 2] & 255).isEqualTo(255);
      for (int i = 0; i < opacity.length; i++) {
        if (opacity[i] != 0) {
          // Red all over: nothing of the black that lies under the see-through part.
          assertThat(colours[3 * i + 2] & 255).isGreaterThan(225);
          assertThat(colours[3 * i] & 255).isLessThan(30);
        }
      }
    }
  }

  /// Red where it can be seen, black where not.
  private static Picture disc(int side) {
    byte[] colours = new byte[3 * side * side];
    byte[] opacity = new byte[side * side];
    for (int i = 0; i < opacity.length; i++) {
      int row = i / side;
      double distance = Math.hypot(i % side - side / 2.0, row - side / 2.0);
      double seen = Math.clamp(side / 3.0 - distance + 0.5, 0, 1);
      opacity[i] = (byte) Math.round(255 * seen);
      colours[3 * i + 2] = (byte) (seen > 0 ? 240 : 0);
    }
    Mat pixels = new Mat(side, side, CV_8UC3, Scalar.all(0));
    pixels.data().put(colours);
    Mat alpha = new Mat(side, side, CV_8UC1, Scalar.all(0));
    alpha.data().put(opacity);
    return new Picture(pixels, alpha);
  }

  @Test
  void aPictureThatIsTooLargeForATierGoesToTheNextAndTheResultSaysSo() throws Exception {
    try (Picture source = Scene.madeUp(1100, 1000);
        Upscaled larger = upscaled(source, Tier.LARGE, 2, 0)) {
      assertThat(larger.tier()).isEqualTo(Tier.COMPACT);
      assertThat(larger.passedOver()).hasSize(2);
      assertThat(larger.passedOver().get(1))
          .contains("realesr-general-x4v3", "1.00 megapixels", "1.10");
    }
  }

  @Test
  void aModelThatWasNotAddedIsPassedOver() throws Exception {
    try (Picture source = Scene.madeUp(30, 20);
        Upscaled larger = upscaled(source, Tier.LARGE, 4, 0)) {
      assertThat(larger.model()).isEqualTo("realesr-general-x4v3");
      assertThat(larger.passedOver())
          .containsExactly("realesrgan-x4plus has not been added to this installation.");
    }
  }

  @Test
  void progressNamesTheTilesAndNeverGoesBack() throws Exception {
    List<Double> shares = new ArrayList<>();
    List<String> steps = new ArrayList<>();
    try (Picture source = Scene.madeUp(200, 100);
        Rows rows = new Rows(2);
        Upscaled _ =
            new Upscaler(MODELS, rows)
                .upscale(
                    source,
                    new UpscaleOptions(Tier.COMPACT, 4, 64),
                    (done, step) -> {
                      shares.add(done);
                      steps.add(step);
                    })) {
      assertThat(shares).isSorted().allMatch(share -> share >= 0 && share <= 1);
      assertThat(steps).first().asString().matches("tile 1 of \\d+");
    }
  }

  @Test
  void anInterruptStopsTheWorkAtTheNextTile() throws Exception {
    List<String> steps = new ArrayList<>();
    try (Picture source = Scene.madeUp(400, 300);
        Rows rows = new Rows(2)) {
      Upscaler upscaler = new Upscaler(MODELS, rows);
      assertThatThrownBy(() ->
              upscaler.upscale(
                  source,
                  new UpscaleOptions(Tier.COMPACT, 2, 64),
                  (done, step) -> {
                    steps.add(step);
                    Thread.currentThread().interrupt();
                  }))
          .isInstanceOf(InterruptedException.class);
      assertThat(steps).hasSize(1);
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  @Test
  void aResultThatWouldBeTooLargeIsRefusedBeforeAnyWork() {
    try (Picture source = Scene.flat(9000, 100, 10)) {
      assertThatThrownBy(() -> upscaled(source, Tier.COMPACT, 2, 0))
          .isInstanceOf(BadPicture.class)
          .hasMessageContainingAll("18,000 x 200", "16,384", "smaller");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "realesrgan_x4plus, LARGE",
    "RealESRGAN_x4plus, LARGE",
    "Real-ESRGAN, LARGE",
    "realesrgan-x4plus.pth, LARGE",
    "RealESRGAN_x4plus_anime_6B, LARGE",
    "realesr-general-x4v3, QUALITY",
    "auto, COMPACT",
    "anime4k-x2, COMPACT",
    "lanczos, PLAIN"
  })
  void namesAreUnderstoodHoweverTheyAreSpelled(String name, Tier tier) {
    assertThat(Tier.named(name)).contains(tier);
  }

  @Test
  void anUnknownNameIsNoTier() {
    assertThat(Tier.named("topaz")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0", "5, 0", "NaN, 0", "2, 63", "2, 1025", "2, -1"})
  void optionsOutOfRangeAreRefused(double scale, int tile) {
    assertThatThrownBy(() -> new UpscaleOptions(Tier.COMPACT, scale, tile))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
