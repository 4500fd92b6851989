package dev.pictor.engine.theme;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.cutout.Cutter;
import dev.pictor.engine.face.Box;
import dev.pictor.engine.face.Face;
import dev.pictor.engine.face.FaceProblem;
import dev.pictor.engine.face.Faces;
import dev.pictor.engine.face.Faces.Search;
import dev.pictor.engine.plane.Rows;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/// Dresses everybody in a picture in a theme's clothes and gives the picture the theme's grade.
/// Safe for several threads; the same picture, theme and options give the same bytes, whatever the
/// number of threads.
public final class ThemeFilter {
  private final Rows rows;
  private final Faces faces;
  private final Cutter cutter;

  /// All three stay the caller's.
  ///
  /// @param rows the threads to compute rows on
  /// @param faces finds who is dressed
  /// @param cutter finds their outline
  public ThemeFilter(Rows rows, Faces faces, Cutter cutter) {
    this.rows = rows;
    this.faces = faces;
    this.cutter = cutter;
  }

  /// The dressed picture at the size of the source, which stays the caller's; the caller closes the
  /// result. An interrupt of the calling thread stops the work within a fraction of a second.
  ///
  /// @throws FaceProblem when there is nobody to dress
  public Picture apply(Picture source, Theme theme, ThemeOptions options, Progress progress)
      throws FaceProblem, InterruptedException {
    Progress.checkInterrupt();
    progress.at(0, "looking for faces");
    List<Face> found = faces.find(source, options.thorough() ? Search.EVERY : Search.PATIENT);
    if (found.isEmpty()) {
      throw FaceProblem.noFace();
    }
    List<Face> dressed = found.subList(0, Math.min(found.size(), options.mostFaces()));
    Picture result = copy(source);
    try {
      paint(result, theme, options, dressed, progress);
      return result;
    } catch (InterruptedException | RuntimeException | Error e) {
      result.close();
      throw e;
    }
  }

  private static Picture copy(Picture source) {
    Mat alpha = source.alpha().map(Mat::clone).orElse(null);
    return new Picture(source.mat().clone(), alpha);
  }

  private void paint(
      Picture picture, Theme theme, ThemeOptions options, List<Face> people, Progress progress)
      throws InterruptedException {
    progress.at(0.2, "looking for the outline");
    Silhouette outline = Silhouette.of(picture, cutter);
    Progress.checkInterrupt();
    progress.at(0.35, "dressing");
    Box face = people.getFirst().box();
    PhotoLook look =
        PhotoMeter.measure(
            picture, (face.left() + face.right()) / 2, (face.top() + face.bottom()) / 2);
    Overlay overlay = new Overlay(picture, look);
    Dressing dressing = new Dressing(picture, people, outline);
    dressing.put(theme, overlay);
    Progress.checkInterrupt();
    progress.at(0.55, "painting");
    overlay.paint(Math.min(1, 2 * options.strength()), rows);
    progress.at(0.8, "grading");
    new Grading(theme.grade(), options.strength(), dressing.white()).apply(picture, rows);
    progress.at(1, "done");
  }
}
