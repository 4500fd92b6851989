package dev.pictor.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.testkit.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.opencv.opencv_core.Rect;
import org.junit.jupiter.api.Test;

/// What the built-in restoration is worth: three portraits, each spoilt in ten ways. The table in
/// `docs/engine.md` is what this test prints.
class RestorationTest {
  private static final List<String> PORTRAITS =
      List.of("astronaut.png", "grace_hopper.jpg", "morph_nobody.png");

  /// Nine of ten, as the project promises.
  private static final double PROMISED = 0.9;

  /// A row of the table.
  private record Result(
      String portrait, Damage damage, double ssim, double after, double brisque, double calm) {
    boolean isCloserToTheTruth() {
      return after > ssim;
    }

    boolean looksBetter() {
      return calm < brisque;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "| %s | %s | %.3f | %.3f | %.1f | %.1f |",
          portrait,
          damage.title(),
          ssim,
          after,
          brisque,
          calm);
    }
  }

  @Test
  void facesAreCloserToTheTruthAndLookBetterInNineOfTenCases() throws Exception {
    List<Result> results = new ArrayList<>();
    try (Workshop workshop = new Workshop(2)) {
      for (String portrait : PORTRAITS) {
        try (Picture truth = Scene.photograph(portrait, 512)) {
          Rect area = Judge.around(workshop.face(truth), truth);
          for (Damage damage : Damage.values()) {
            results.add(result(workshop, portrait, truth, area, damage));
          }
        }
      }
    }
    results.forEach(System.out::println);
    assertThat(results.stream().filter(Result::isCloserToTheTruth).count())
        .isGreaterThanOrEqualTo(Math.round(PROMISED * results.size()));
    assertThat(results.stream().filter(Result::looksBetter).count())
        .isGreaterThanOrEqualTo(Math.round(PROMISED * results.size()));
  }

  private static Result result(
      Workshop workshop, String portrait, Picture truth, Rect area, Damage damage)
      throws Exception {
    try (Picture worn = damage.to(truth);
        Restored restored = workshop.restore(worn, RestoreOptions.STANDARD)) {
      return new Result(
          portrait,
          damage,
          Judge.ssim(truth, worn, area),
          Judge.ssim(truth, restored.picture(), area),
          Judge.brisque(worn, area),
          Judge.brisque(restored.picture(), area));
    }
  }

  @Test
  void aGoodPortraitIsLeftNearlyAlone() throws Exception {
    try (Workshop workshop = new Workshop(2)) {
      for (String portrait : PORTRAITS) {
        try (Picture good = Scene.photograph(portrait, 512);
            Restored restored = workshop.restore(good, RestoreOptions.STANDARD)) {
          Rect whole = new Rect(0, 0, good.width(), good.height());
          assertThat(Judge.ssim(good, restored.picture(), whole)).as(portrait).isGreaterThan(0.99);
        }
      }
    }
  }
}
