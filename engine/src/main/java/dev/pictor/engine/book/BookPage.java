package dev.pictor.engine.book;

import dev.pictor.engine.Natives;
import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.Box;
import dev.pictor.engine.face.Face;
import dev.pictor.engine.face.FaceChoice;
import dev.pictor.engine.face.FaceProblem;
import dev.pictor.engine.face.FaceRules;
import dev.pictor.engine.face.Faces;
import dev.pictor.engine.sketch.Sketcher;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/// Puts the face of a photograph onto a page of a book. On a drawn page the face is drawn first, in
/// the page's medium, with its skin and its lines in the page's colours, and laid within the oval
/// of the page's face; not one pixel outside of it changes. A photographed page gets a face swap.
///
/// Safe for several threads. The same pictures and options give the same bytes on any number of
/// threads.
public final class BookPage {
  private final Faces faces;
  private final Sketcher sketcher;
  private final Exchange exchange;
  private final PageFaces pageFaces;

  /// @param faces stays the caller's
  /// @param sketcher draws the face in the medium of the page; stays the caller's
  /// @param exchange swaps faces on photographed pages
  public BookPage(Faces faces, Sketcher sketcher, Exchange exchange) {
    Natives.load();
    this.faces = faces;
    this.sketcher = sketcher;
    this.exchange = exchange;
    pageFaces = new PageFaces(faces);
  }

  /// Makes the page. Both pictures stay the caller's; the caller closes the result, which is as
  /// large as the page.
  ///
  /// @param photo whose largest face is taken
  /// @throws FaceProblem when the photograph shows no face, or when none is found on the page and
  ///   no box says where it is
  public Picture make(Picture photo, Picture page, BookOptions options, Progress progress)
      throws FaceProblem, InterruptedException {
    Progress.checkInterrupt();
    progress.at(0, "looking at the page");
    PageMedium medium = options.medium() == null ? PageMedium.of(page) : options.medium();
    if (medium == PageMedium.PHOTO) {
      return exchanged(photo, page, options, progress);
    }
    Face face = faceOf(photo);
    progress.at(0.15, "finding the face on the page");
    Optional<Box> box = options.box();
    List<Outline> places =
        box.isPresent()
            ? List.of(pageFaces.in(page, box.get()))
            : pageFaces.find(page, options.face());
    Mat pixels = page.mat().clone();
    try {
      for (int i = 0; i < places.size(); i++) {
        Progress.checkInterrupt();
        progress.at(0.3 + 0.7 * i / places.size(), "drawing face %d".formatted(i + 1));
        draw(photo, face, pixels, places.get(i), medium, options);
      }
      progress.at(1, "done");
      return new Picture(pixels, page.alpha().map(Mat::clone).orElse(null));
    } catch (InterruptedException | RuntimeException e) {
      pixels.close();
      throw e;
    }
  }

  private Face faceOf(Picture photo) throws FaceProblem, InterruptedException {
    try {
      return faces.find(photo, Faces.Search.PATIENT, FaceRules.STANDARD).getFirst();
    } catch (FaceProblem problem) {
      throw problem.in("source");
    }
  }

  private void draw(
      Picture photo, Face face, Mat page, Outline place, PageMedium medium, BookOptions options)
      throws InterruptedException {
    try (PointerScope _ = new PointerScope()) {
      Likeness likeness = Likeness.of(photo, face, medium, place.box().width(), sketcher);
      new Inlay(page, place, medium, options.blend()).lay(likeness);
    }
  }

  private Picture exchanged(Picture photo, Picture page, BookOptions options, Progress progress)
      throws FaceProblem, InterruptedException {
    FaceChoice onto = options.face();
    if (options.box().isPresent()) {
      onto = new FaceChoice.At(indexIn(page, options.box().get()));
    }
    return exchange.swap(photo, page, onto, options.blend(), progress);
  }

  /// The number of the face whose middle lies in the box.
  private int indexIn(Picture page, Box box) throws FaceProblem, InterruptedException {
    List<Face> found = FaceRules.STANDARD.kept(faces.find(page, Faces.Search.EVERY));
    for (int i = 0; i < found.size(); i++) {
      Box face = found.get(i).box();
      double x = (face.left() + face.right()) / 2;
      double y = (face.top() + face.bottom()) / 2;
      if (x > box.left() && x < box.right() && y > box.top() && y < box.bottom()) {
        return i;
      }
    }
    throw FaceProblem.noFace(
        "the page is a photograph and shows none within face_box; give another box, or name the"
            + " medium of the page if it is a painting");
  }
}
