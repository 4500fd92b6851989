package dev.pictor.engine.swap;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.FaceProblem;
import dev.pictor.engine.face.Faces;
import dev.pictor.engine.face.Portraits;
import dev.pictor.engine.plane.Rows;
import dev.pictor.engine.testkit.Goldens;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The swaps as they were approved by eye on the sheet of `docs/`; see [Goldens] for recording.
class SwapGoldenTest {
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

  /// Only the face is compared; the rest is the target anyway.
  @ParameterizedTest
  @CsvSource({
    "astronaut.png, grace_hopper.jpg, 145, 100",
    "grace_hopper.jpg, astronaut.png, 110, 10",
    "morph_nobody.png, grace_hopper.jpg, 145, 100",
    "astronaut.png, morph_nobody.png, 450, 90"
  })
  void aSwapStaysAsItWasApproved(String from, String onto, int left, int top)
      throws FaceProblem, InterruptedException {
    try (Picture source = Portraits.of(from);
        Picture target = Portraits.of(onto);
        Picture result = swapper.swap(source, target, SwapOptions.STANDARD, Progress.SILENT);
        Rect area = new Rect(left, top, 240, 240);
        Mat part = new Mat(result.mat(), area);
        Picture face = new Picture(part.clone())) {
      String name = from.replaceAll("[_.].*", "") + "-on-" + onto.replaceAll("[_.].*", "");
      Goldens.of(SwapGoldenTest.class).check(name, face);
    }
  }
}
