package dev.pictor.engine.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_core.hconcat;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.Box;
import dev.pictor.engine.face.FaceChoice;
import dev.pictor.engine.face.FaceGuard;
import dev.pictor.engine.face.FaceProblem;
import dev.pictor.engine.face.Faces;
import dev.pictor.engine.sketch.Sketcher;
import dev.pictor.engine.testkit.Goldens;
import dev.pictor.engine.testkit.Scene;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BookPageTest {
  /// The child's face with some room, in which everything may change.
  private static final Box HEAD = new Box(235, 240, 485, 500);

  /// What was asked of the face swap.
  private final List<FaceChoice> swapped = new ArrayList<>();

  /// Makes pages with parts of its own.
  private final class Desk implements AutoCloseable {
    private final Faces faces = new Faces();
    private final Sketcher sketcher;
    private final BookPage book;

    Desk(int threads) {
      sketcher = new Sketcher(threads, new FaceGuard(faces));
      book =
          new BookPage(
              faces,
              sketcher,
              (_, page, onto, _, _) -> {
                swapped.add(onto);
                return new Picture(page.mat().clone());
              });
    }

    Picture make(Picture photo, Picture page, BookOptions options)
        throws FaceProblem, InterruptedException {
      return book.make(photo, page, options, Progress.SILENT);
    }

    @Override
    public void close() {
      sketcher.close();
      faces.close();
    }
  }

  private static Picture photo() {
    return Scene.photograph("astronaut.png", 512);
  }

  @ParameterizedTest
  @EnumSource(Storybook.class)
  void aDrawnFaceIsReplacedAndNothingElseOnThePageChanges(Storybook story) throws Exception {
    try (Desk desk = new Desk(2);
        Picture photo = photo();
        Picture page = story.page();
        Picture made = desk.make(photo, page, BookOptions.STANDARD)) {
      byte[] before = Scene.bytes(page);
      byte[] after = Scene.bytes(made);
      long changed = 0;
      for (int i = 0; i < before.length; i++) {
        int x = i / 3 % page.width();
        int y = i / 3 / page.width();
        boolean inside = x > HEAD.left() && x < HEAD.right() && y > HEAD.top() && y < HEAD.bottom();
        if (!inside) {
          assertThat(after[i]).as("%d, %d", x, y).isEqualTo(before[i]);
        } else if (Math.abs((after[i] & 255) - (before[i] & 255)) > 20) {
          changed++;
        }
      }
      assertThat(changed).isGreaterThan(5000);
      assertThat(swapped).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Storybook.class)
  void pagesStayAsTheyWereApproved(Storybook story) throws Exception {
    try (Desk desk = new Desk(2);
        Picture photo = photo();
        Picture page = story.page();
        Picture made = desk.make(photo, page, BookOptions.STANDARD)) {
      Goldens.of(BookPageTest.class).check(story.name(), made);
    }
  }

  @ParameterizedTest
  @EnumSource(Storybook.class)
  void theMediumOfAPageIsSeen(Storybook story) throws Exception {
    try (Picture page = story.page()) {
      PageMedium expected =
          switch (story) {
            case FLAT, OUTLINED -> PageMedium.FLAT;
            case WATERCOLOR -> PageMedium.SOFT;
            case PENCIL -> PageMedium.LINES;
          };
      assertThat(PageMedium.of(page)).isEqualTo(expected);
    }
  }

  @Test
  void thePageIsTheSameOnOneTwoAndEightThreads() throws Exception {
    List<byte[]> pages = new ArrayList<>();
    for (int threads : new int[] {1, 2, 8}) {
      try (Desk desk = new Desk(threads);
          Picture photo = photo();
          Picture page = Storybook.WATERCOLOR.page();
          Picture made = desk.make(photo, page, BookOptions.STANDARD)) {
        pages.add(Scene.bytes(made));
      }
    }
    assertThat(pages.get(1)).isEqualTo(pages.get(0));
    assertThat(pages.get(2)).isEqualTo(pages.get(0));
  }

  @Test
  void aFaceThatNobodyFindsIsDrawnIntoTheBox() throws Exception {
    Box box = new Box(100, 120, 260, 320);
    try (Desk desk = new Desk(2);
        Picture photo = photo();
        Picture page = Scene.flat(400, 500, 225);
        Picture made = desk.make(photo, page, BookOptions.STANDARD.in(PageMedium.FLAT).at(box))) {
      byte[] after = Scene.bytes(made);
      int middle = 0;
      for (int i = 0; i < after.length; i++) {
        int x = i / 3 % page.width();
        int y = i / 3 / page.width();
        boolean inside = x >= 90 && x <= 270 && y >= 110 && y <= 330;
        if (!inside) {
          assertThat(after[i] & 255).isEqualTo(225);
        } else if ((after[i] & 255) < 120) {
          middle++;
        }
      }
      assertThat(middle).isGreaterThan(300);
    }
  }

  @Test
  void everyFaceIsReplacedWhenAllAreChosen() throws Exception {
    try (Desk desk = new Desk(2);
        Picture photo = photo();
        Picture page = Storybook.OUTLINED.page();
        Picture two = twice(page);
        Picture made = desk.make(photo, two, BookOptions.STANDARD.onto(FaceChoice.all()))) {
      byte[] before = Scene.bytes(two);
      byte[] after = Scene.bytes(made);
      int[] changed = new int[2];
      for (int i = 0; i < before.length; i++) {
        changed[i / 3 % two.width() / page.width()] += before[i] == after[i] ? 0 : 1;
      }
      assertThat(changed[0]).isGreaterThan(5000);
      assertThat(changed[1]).isGreaterThan(5000);
    }
  }

  private static Picture twice(Picture page) {
    Mat two = new Mat();
    hconcat(page.mat(), page.mat(), two);
    return new Picture(two);
  }

  @Test
  void aPageWithoutAFaceAsksForABox() throws Exception {
    try (Desk desk = new Desk(2);
        Picture photo = photo();
        Picture page = Scene.flat(400, 400, 230)) {
      assertThatThrownBy(() -> desk.make(photo, page, BookOptions.STANDARD))
          .isInstanceOfSatisfying(
              FaceProblem.class,
              problem -> assertThat(problem.reason()).isEqualTo(FaceProblem.Reason.NO_FACE))
          .hasMessageContaining("face_box");
    }
  }

  @Test
  void aPhotographWithoutAFaceIsRefused() throws Exception {
    try (Desk desk = new Desk(2);
        Picture mountains = Scene.photograph("mountains.jpg", 400);
        Picture page = Storybook.FLAT.page()) {
      assertThatThrownBy(() -> desk.make(mountains, page, BookOptions.STANDARD))
          .isInstanceOf(FaceProblem.class);
    }
  }

  @Test
  void aPhotographedPageGetsAFaceSwap() throws Exception {
    try (Desk desk = new Desk(2);
        Picture photo = photo();
        Picture page = Scene.photograph("grace_hopper.jpg", 600)) {
      desk.make(photo, page, BookOptions.STANDARD).close();
      desk.make(photo, page, BookOptions.STANDARD.at(new Box(100, 50, 450, 450))).close();
      assertThat(swapped).containsExactly(FaceChoice.largest(), new FaceChoice.At(0));
      Box elsewhere = new Box(0, 0, 40, 40);
      assertThatThrownBy(() -> desk.make(photo, page, BookOptions.STANDARD.at(elsewhere)))
          .isInstanceOf(FaceProblem.class)
          .hasMessageContaining("face_box");
    }
  }

  @Test
  void aBlendOfZeroLeavesThePageAsItWas() throws Exception {
    BookOptions none = new BookOptions(FaceChoice.largest(), null, null, 0);
    try (Desk desk = new Desk(2);
        Picture photo = photo();
        Picture page = Storybook.FLAT.page();
        Picture made = desk.make(photo, page, none)) {
      assertThat(Scene.bytes(made)).isEqualTo(Scene.bytes(page));
    }
  }

  @Test
  void optionsOutOfRangeAreNamed() {
    assertThatThrownBy(() -> PageMedium.of("oil")).hasMessageContaining("lines");
    assertThatThrownBy(() -> BookOptions.STANDARD.at(new Box(0, 0, 10, 10)))
        .hasMessageContaining("face_box");
    assertThat(PageMedium.of("auto")).isEmpty();
    assertThat(PageMedium.of("Flat")).contains(PageMedium.FLAT);
  }
}
