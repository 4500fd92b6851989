package dev.pictor.engine.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.Face;
import dev.pictor.engine.face.FaceChoice;
import dev.pictor.engine.face.FaceProblem;
import dev.pictor.engine.face.FaceProblem.Reason;
import dev.pictor.engine.face.Faces;
import dev.pictor.engine.face.Faces.Search;
import dev.pictor.engine.face.Portraits;
import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.plane.Rows;
import dev.pictor.engine.testkit.Scene;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FaceSwapperTest {
  private static final String COLLINS = "astronaut.png";
  private static final String HOPPER = "grace_hopper.jpg";
  private static final String MORPH = "morph_nobody.png";

  private static Faces faces;
  private static Rows rows;
  private static FaceSwapper swapper;

  @BeforeAll
  static void open() {
    faces = new Faces();
    rows = new Rows(2);
    swapper = new FaceSwapper(rows, faces, Enlarger.cubic());
  }

  @AfterAll
  static void close() {
    rows.close();
    faces.close();
  }

  private static Picture swapped(Picture source, Picture target, SwapOptions options)
      throws FaceProblem, InterruptedException {
    return swapper.swap(source, target, options, Progress.SILENT);
  }

  private static SwapOptions with(double blend, double strength) {
    return new SwapOptions(blend, strength, FaceChoice.largest(), FaceChoice.largest());
  }

  private static Face only(Picture picture) throws InterruptedException {
    return faces.find(picture, Search.PATIENT).getFirst();
  }

  /// 1 on the mesh of a face, at the picture's size.
  private static Plane mesh(Picture picture, Face face) {
    Shape shape = Shape.of(face.landmarks());
    return WarpMap.of(shape, shape, picture.width(), picture.height()).cover();
  }

  @Test
  void outsideTheFaceNotABitChanges() throws FaceProblem, InterruptedException {
    for (String from : List.of(COLLINS, HOPPER, MORPH)) {
      for (String onto : List.of(COLLINS, HOPPER, MORPH)) {
        try (Picture source = Portraits.of(from);
            Picture target = Portraits.of(onto);
            Picture result = swapped(source, target, SwapOptions.STANDARD)) {
          byte[] before = Scene.bytes(target);
          byte[] after = Scene.bytes(result);
          Plane mesh = mesh(target, only(target));
          int changed = 0;
          for (int i = 0; i < before.length; i++) {
            if (before[i] != after[i]) {
              assertThat(mesh.values()[i / 3]).isEqualTo(1);
              changed++;
            }
          }
          double face = 0;
          for (float value : mesh.values()) {
            face += 3 * value;
          }
          // One's own face changes little, another's nearly all that is not forehead.
          assertThat(changed / face)
              .as(from + " on " + onto)
              .isGreaterThan(from.equals(onto) ? 0.05 : 0.4);
        }
      }
    }
  }

  @Test
  void theSourceAndTheTargetStayAsTheyAre() throws FaceProblem, InterruptedException {
    try (Picture source = Portraits.of(COLLINS);
        Picture target = Portraits.of(HOPPER)) {
      byte[] sourceBefore = Scene.bytes(source);
      byte[] targetBefore = Scene.bytes(target);
      swapped(source, target, SwapOptions.STANDARD).close();
      assertThat(Scene.bytes(source)).isEqualTo(sourceBefore);
      assertThat(Scene.bytes(target)).isEqualTo(targetBefore);
    }
  }

  @Test
  void theSameInputGivesTheSameBytesOnAnyNumberOfThreads()
      throws FaceProblem, InterruptedException {
    try (Picture source = Portraits.of(MORPH);
        Picture target = Portraits.of(HOPPER);
        Picture large = Portraits.scaled(target, 2.5)) {
      List<byte[]> results = new ArrayList<>();
      for (int threads : new int[] {1, 2, 8, 1}) {
        try (Rows some = new Rows(threads);
            Picture result =
                new FaceSwapper(some, faces, Enlarger.cubic())
                    .swap(source, large, with(1, 0.8), Progress.SILENT)) {
          results.add(Scene.bytes(result));
        }
      }
      assertThat(results).allMatch(bytes -> Arrays.equals(bytes, results.getFirst()));
    }
  }

  @Test
  void blendGoesFromTheTargetToTheResult() throws FaceProblem, InterruptedException {
    try (Picture source = Portraits.of(COLLINS);
        Picture target = Portraits.of(HOPPER);
        Picture none = swapped(source, target, with(0, 1));
        Picture half = swapped(source, target, with(0.5, 1));
        Picture full = swapped(source, target, with(1, 1))) {
      byte[] before = Scene.bytes(target);
      assertThat(Scene.bytes(none)).isEqualTo(before);
      double whole = Scene.difference(before, Scene.bytes(full));
      assertThat(Scene.difference(before, Scene.bytes(half)))
          .isCloseTo(whole / 2, within(whole / 10));
    }
  }

  @Test
  void atStrengthZeroTheFaceIsTheTargetsOwn() throws FaceProblem, InterruptedException {
    try (Picture source = Portraits.of(COLLINS);
        Picture target = Portraits.of(HOPPER);
        Picture own = swapped(source, target, with(1, 0));
        Picture full = swapped(source, target, with(1, 1))) {
      byte[] before = Scene.bytes(target);
      double whole = Scene.difference(before, Scene.bytes(full));
      assertThat(Scene.difference(before, Scene.bytes(own))).isLessThan(0.1 * whole);
    }
  }

  @Test
  void opacityIsKept() throws FaceProblem, InterruptedException {
    try (Picture source = Portraits.of(COLLINS);
        Picture opaque = Portraits.of(HOPPER)) {
      Mat alpha = new Mat(opaque.height(), opaque.width(), 0, Scalar.all(200));
      alpha.ptr(3, 5).put((byte) 7);
      try (Picture target = new Picture(opaque.mat().clone(), alpha);
          Picture result = swapped(source, target, SwapOptions.STANDARD)) {
        Mat kept = result.alpha().orElseThrow();
        assertThat(Bands.bytes(kept)).isEqualTo(Bands.bytes(alpha));
      }
    }
  }

  private static Picture both() throws InterruptedException {
    try (Picture large = Portraits.of(HOPPER);
        Picture small = Portraits.of(COLLINS);
        Picture wide = Picture.blank(1024, 600);
        Picture one = Portraits.pasted(large, wide, 512, 0)) {
      return Portraits.pasted(small, one, 0, 0);
    }
  }

  private static boolean[] changedHalves(Picture before, Picture after) {
    byte[] one = Scene.bytes(before);
    byte[] other = Scene.bytes(after);
    boolean[] changed = new boolean[2];
    for (int i = 0; i < one.length; i++) {
      changed[i / 3 % before.width() < 512 ? 0 : 1] |= one[i] != other[i];
    }
    return changed;
  }

  @Test
  void theFaceThatIsMeantIsReplacedAndNoOther() throws FaceProblem, InterruptedException {
    try (Picture source = Portraits.of(MORPH);
        Picture target = both()) {
      for (FaceChoice choice : List.of(FaceChoice.largest(), FaceChoice.at(0))) {
        try (Picture result = swapped(source, target, onto(choice))) {
          assertThat(changedHalves(target, result)).containsExactly(false, true);
        }
      }
      try (Picture second = swapped(source, target, onto(FaceChoice.at(1)));
          Picture all = swapped(source, target, onto(FaceChoice.all()))) {
        assertThat(changedHalves(target, second)).containsExactly(true, false);
        assertThat(changedHalves(target, all)).containsExactly(true, true);
      }
      assertThat(problem(source, target, onto(FaceChoice.at(2))).reason())
          .isEqualTo(Reason.NO_SUCH_FACE);
    }
  }

  private static SwapOptions onto(FaceChoice choice) {
    return new SwapOptions(1, 1, FaceChoice.largest(), choice);
  }

  private static FaceProblem problem(Picture source, Picture target, SwapOptions options) {
    return catchThrowableOfType(FaceProblem.class, () -> swapped(source, target, options).close());
  }

  @Test
  void aPictureWithoutAUsableFaceIsRefusedWithItsReason() throws InterruptedException {
    try (Picture face = Portraits.of(HOPPER);
        Picture none = Portraits.of("mountains.jpg");
        Picture tiny = Portraits.scaled(face, 0.18)) {
      assertThat(problem(none, face, SwapOptions.STANDARD).reason()).isEqualTo(Reason.NO_FACE);
      assertThat(problem(face, none, SwapOptions.STANDARD).reason()).isEqualTo(Reason.NO_FACE);
      assertThat(problem(none, face, SwapOptions.STANDARD))
          .hasMessageStartingWith("Source picture: No face");
      assertThat(problem(face, none, SwapOptions.STANDARD))
          .hasMessageStartingWith("Target picture: No face");
      assertThat(problem(tiny, face, SwapOptions.STANDARD).reason()).isEqualTo(Reason.TOO_SMALL);
    }
  }

  @Test
  void headsThatLookDifferentWaysAreRefused() throws InterruptedException {
    try (Picture portrait = Portraits.of(HOPPER);
        Picture right = TurnedPortrait.of(portrait, only(portrait), 40, 0);
        Picture left = TurnedPortrait.of(portrait, only(portrait), -40, 0)) {
      FaceProblem problem = problem(left, right, SwapOptions.STANDARD);
      assertThat(problem.reason()).isEqualTo(Reason.POSES_DIFFER);
      assertThat(problem).hasMessageContaining("degrees apart").hasMessageContaining("turned as");
    }
  }

  @Test
  void theFaceTakesTheLightOfItsPicture() throws FaceProblem, InterruptedException {
    try (Picture source = Portraits.of(COLLINS);
        Picture bright = Portraits.of(HOPPER);
        Picture dark = Portraits.darkened(bright, 0.35);
        Picture onBright = swapped(source, bright, SwapOptions.STANDARD);
        Picture onDark = swapped(source, dark, SwapOptions.STANDARD)) {
      Plane mesh = mesh(bright, only(bright));
      for (int channel = 0; channel < 3; channel++) {
        double was = mean(bright, mesh, channel);
        assertThat(mean(onBright, mesh, channel)).isCloseTo(was, within(0.1 * was));
        assertThat(mean(onDark, mesh, channel)).isCloseTo(0.35 * was, within(0.05 * was));
      }
    }
  }

  private static double mean(Picture picture, Plane where, int channel) {
    byte[] bytes = Scene.bytes(picture);
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < where.values().length; i++) {
      sum += where.values()[i] * (bytes[3 * i + channel] & 0xff);
      weight += where.values()[i];
    }
    return sum / weight;
  }

  @Test
  void whatLiesOverTheFaceStaysOverIt() throws FaceProblem, InterruptedException {
    try (Picture source = Portraits.of(COLLINS);
        Picture bare = Portraits.of(MORPH);
        Picture covered = new Picture(bare.mat().clone())) {
      Face face = only(bare);
      int left = (int) face.landmarks().x(234);
      int top = (int) face.landmarks().y(205);
      try (Rect area = new Rect(left - 40, top, 90, 30);
          Mat scarf = new Mat(covered.mat(), area);
          Scalar green = new Scalar(70, 120, 30, 0)) {
        scarf.put(green);
        try (Picture result = swapped(source, covered, SwapOptions.STANDARD);
            Mat after = new Mat(result.mat(), area)) {
          assertThat(Scene.difference(Bands.bytes(scarf), Bands.bytes(after))).isLessThan(4);
        }
      }
    }
  }

  @Test
  void anInterruptStopsIt() throws InterruptedException {
    try (Picture source = Portraits.of(COLLINS);
        Picture target = Portraits.of(HOPPER)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> swapped(source, target, SwapOptions.STANDARD))
          .isInstanceOf(InterruptedException.class);
      Progress stopping =
          (done, _) -> {
            if (done > 0.25) {
              Thread.currentThread().interrupt();
            }
          };
      assertThatThrownBy(() -> swapper.swap(source, target, SwapOptions.STANDARD, stopping))
          .isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void progressRisesToOne() throws FaceProblem, InterruptedException {
    List<Double> shares = new ArrayList<>();
    try (Picture source = Portraits.of(COLLINS);
        Picture target = Portraits.of(HOPPER)) {
      swapper.swap(source, target, SwapOptions.STANDARD, (done, _) -> shares.add(done)).close();
    }
    assertThat(shares).isSorted().startsWith(0.0).endsWith(1.0);
  }

  @Test
  void impossibleOptionsAreRefused() {
    assertThatThrownBy(() -> with(1.1, 1)).hasMessageContaining("blend is within 0 to 1");
    assertThatThrownBy(() -> with(1, Double.NaN)).hasMessageContaining("strength is within 0");
  }
}
