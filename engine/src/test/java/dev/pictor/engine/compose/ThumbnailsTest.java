package dev.pictor.engine.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.cutout.Cutter;
import dev.pictor.engine.cutout.NoSubject;
import dev.pictor.engine.face.Faces;
import dev.pictor.engine.plane.Rows;
import dev.pictor.engine.testkit.Fingerprint;
import dev.pictor.engine.testkit.Scene;
import dev.pictor.engine.type.Fonts;
import dev.pictor.engine.type.MissingCharacters;
import dev.pictor.engine.type.TextTooLong;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ThumbnailsTest {
  private static final ThumbnailOrder ORDER =
      ThumbnailOrder.of(Platform.YOUTUBE, "I went to SPACE", "What nobody tells you", "bold")
          .withSize(640, 360);

  private static Rows rows;
  private static Cutter cutter;
  private static Faces faces;
  private static Thumbnails thumbnails;
  private static Picture selfie;

  @BeforeAll
  static void open() {
    rows = new Rows(2);
    cutter = new Cutter(rows);
    faces = new Faces();
    thumbnails = new Thumbnails(faces, cutter, new Fonts(null), rows);
    selfie = Scene.photograph("astronaut.png", 512);
  }

  @AfterAll
  static void close() {
    selfie.close();
    faces.close();
    cutter.close();
    rows.close();
  }

  private static List<Picture> made(ThumbnailOrder order, Material material) throws Exception {
    return thumbnails.make(order, material, Progress.SILENT);
  }

  @ParameterizedTest
  @EnumSource
  void eachPlatformGetsExactlyItsSize(Platform platform) throws Exception {
    ThumbnailOrder order =
        ThumbnailOrder.of(platform, "Ten things", "", "calm").withQuality(Quality.DRAFT);
    try (Picture picture = made(order, Material.NONE).getFirst()) {
      assertThat(picture.width()).isEqualTo(platform.width());
      assertThat(picture.height()).isEqualTo(platform.height());
    }
  }

  @ParameterizedTest
  @CsvSource({"64, 64", "64, 320", "320, 64", "101, 77"})
  void smallAndStretchedSizesAreKeptToo(int width, int height) throws Exception {
    ThumbnailOrder order =
        ThumbnailOrder.of(Platform.CUSTOM, "Hi", "", "bold").withSize(width, height);
    for (Picture picture : made(order.withVariants(4), Material.selfie(selfie))) {
      assertThat(picture.width()).isEqualTo(width);
      assertThat(picture.height()).isEqualTo(height);
      picture.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DRAFT, YOUTUBE, 1280, 720",
    "HIGH, YOUTUBE, 1280, 720",
    "FOUR_K, YOUTUBE, 3840, 2160",
    "FOUR_K, TIKTOK, 2160, 3840",
    "FOUR_K, INSTAGRAM, 2880, 2880"
  })
  void aQualitySaysHowManyPixelsThereAre(Quality quality, Platform platform, int width, int height)
      throws Exception {
    ThumbnailOrder order = ThumbnailOrder.of(platform, "Go", "", "news").withQuality(quality);
    try (Picture picture = made(order, Material.NONE).getFirst()) {
      assertThat(picture.width()).isEqualTo(width);
      assertThat(picture.height()).isEqualTo(height);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyVariantOfEveryVibeCanBeRead(Vibe vibe) throws Exception {
    ThumbnailOrder order =
        ThumbnailOrder.of(Platform.YOUTUBE, "I went to SPACE", "really", vibe.words().getFirst())
            .withSize(640, 360);
    assertLegible(order, Material.selfie(selfie));
  }

  @Test
  void textCanBeReadOnTheBusiestPhotograph() throws Exception {
    try (Picture checker = checker()) {
      assertLegible(ORDER, new Material(null, checker, null));
      assertLegible(ORDER, new Material(selfie, checker, null));
    }
  }

  @ParameterizedTest
  @CsvSource({"0xFFFFFF, 0xFFFFFF, 0xFFFFFF", "0x808080, 0x7F7F7F, 0x828282", "0, 0, 0"})
  void textCanBeReadInColoursThatDoNotGoTogether(String one, String two, String three)
      throws Exception {
    List<Integer> colours =
        List.of(Integer.decode(one), Integer.decode(two), Integer.decode(three));
    assertLegible(ORDER.withColours(colours), Material.selfie(selfie));
  }

  private static void assertLegible(ThumbnailOrder order, Material material) throws Exception {
    try (Workbench bench = thumbnails.prepare(order, material, Progress.SILENT)) {
      for (int variant = 0; variant < 4; variant++) {
        bench.variant(variant).close();
        assertThat(bench.lowestContrast())
            .as("variant %d of '%s'", variant, order.vibe())
            .isGreaterThanOrEqualTo(Scheme.READABLE);
      }
    }
  }

  /// Black and white squares: nothing is harder to write on.
  private static Picture checker() {
    Picture picture = Picture.blank(640, 360);
    byte[] bytes = new byte[3 * 640 * 360];
    for (int i = 0; i < bytes.length; i++) {
      int x = i / 3 % 640;
      int y = i / 3 / 640;
      bytes[i] = (byte) ((x / 9 + y / 9) % 2 == 0 ? 255 : 0);
    }
    picture.mat().data().put(bytes);
    return picture;
  }

  @Test
  void variantsAreNoneLikeAnother() throws Exception {
    List<Fingerprint> prints = new ArrayList<>();
    for (Picture picture : made(ORDER.withVariants(4), Material.selfie(selfie))) {
      prints.add(Fingerprint.of(picture));
      picture.close();
    }
    for (int i = 0; i < prints.size(); i++) {
      for (int k = 0; k < i; k++) {
        assertThat(prints.get(i).distance(prints.get(k))).isGreaterThan(25);
      }
    }
  }

  @Test
  void coloursOfTheOrderFillTheBackground() throws Exception {
    ThumbnailOrder green = ORDER.withColours(List.of(0x00A040, 0xFFFFFF));
    try (Picture picture = made(green, Material.NONE).getFirst()) {
      double[] mean = mean(picture);
      assertThat(mean[1]).isGreaterThan(1.3 * mean[0]).isGreaterThan(1.3 * mean[2]);
    }
  }

  @Test
  void aReferenceIsTheBackground() throws Exception {
    ThumbnailOrder order = ThumbnailOrder.of(Platform.X, "", "", "clean").withSize(640, 360);
    try (Picture mountains = Scene.photograph("mountains.jpg", 640);
        Picture drawn = made(order, Material.NONE).getFirst();
        Picture photographed = made(order, new Material(null, mountains, null)).getFirst()) {
      assertThat(Fingerprint.of(drawn).distance(Fingerprint.of(photographed))).isGreaterThan(15);
    }
  }

  @Test
  void theBytesAreTheSameOnAnyNumberOfThreads() throws Exception {
    List<byte[]> made = new ArrayList<>();
    for (int threads : new int[] {1, 2, 8}) {
      try (Rows some = new Rows(threads);
          Cutter own = new Cutter(some)) {
        Thumbnails fresh = new Thumbnails(faces, own, new Fonts(null), some);
        List<Picture> pictures = fresh.make(ORDER, Material.selfie(selfie), Progress.SILENT);
        made.add(Scene.bytes(pictures.getFirst()));
        pictures.forEach(Picture::close);
      }
    }
    assertThat(made).allSatisfy(bytes -> assertThat(bytes).isEqualTo(made.getFirst()));
  }

  @Test
  void aSelfieOfNobodyIsRefused() {
    try (Picture mountains = Scene.photograph("mountains.jpg", 512)) {
      assertThatThrownBy(() -> made(ORDER, Material.selfie(mountains)))
          .isInstanceOf(NoSubject.class);
    }
  }

  @Test
  void charactersWithoutAFontAreRefusedBeforeTheWorkBegins() {
    ThumbnailOrder chinese = ThumbnailOrder.of(Platform.YOUTUBE, "学习", "", "bold");
    assertThatThrownBy(() -> made(chinese, Material.NONE))
        .isInstanceOf(MissingCharacters.class)
        .hasMessageContaining("学");
  }

  @Test
  void aTextThatCannotBeReadAnywhereIsRefused() {
    String word = "Donaudampfschifffahrtsgesellschaftskapitaensmuetzenabzeichenfabrikant";
    ThumbnailOrder order = ThumbnailOrder.of(Platform.CUSTOM, word, "", "bold").withSize(64, 64);
    assertThatThrownBy(() -> made(order, Material.selfie(selfie))).isInstanceOf(TextTooLong.class);
  }

  @Test
  void aCopyWithoutAPictureToCopyIsRefused() {
    assertThatThrownBy(
            () -> made(ORDER.withMode(ThumbnailOrder.Mode.COPY), Material.selfie(selfie)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("copy_target");
  }

  @Test
  void anInterruptStopsTheWork() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> made(ORDER, Material.selfie(selfie)))
          .isInstanceOf(InterruptedException.class);
    } finally {
      Thread.interrupted();
    }
  }

  private static double[] mean(Picture picture) {
    byte[] bytes = Scene.bytes(picture);
    double[] mean = new double[3];
    for (int i = 0; i < bytes.length; i++) {
      mean[i % 3] += (bytes[i] & 0xff) * 3.0 / bytes.length;
    }
    return mean;
  }
}
