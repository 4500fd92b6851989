package dev.pictor.engine.sketch;

import dev.pictor.engine.Natives;
import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.plane.Rows;
import org.bytedeco.javacpp.PointerScope;

/// Draws pictures. The same picture, look and intensity give the same bytes, whatever the number of
/// threads. Several threads may use one sketcher at a time.
public final class Sketcher implements AutoCloseable {
  /// Share of the progress that laying the layers on paper takes, compared with all steps.
  private static final double LAYING_SHARE = 0.2;

  private final Rows rows;
  private final FaceFinder faces;

  /// @param threads how many rows are computed at once, the caller's thread among them
  /// @param faces finds the faces that get finer strokes
  public Sketcher(int threads, FaceFinder faces) {
    Natives.load();
    rows = new Rows(threads);
    this.faces = faces;
  }

  /// Draws a picture at its full size. The source stays the caller's; the caller closes the result.
  /// An interrupt of the calling thread stops the work within a fraction of a second.
  ///
  /// @param intensity 0 is the gentlest version that is still the medium, 1 the full look
  public Picture sketch(Picture source, Look look, double intensity, Progress progress)
      throws InterruptedException {
    return sketch(source, look, intensity, faces, progress);
  }

  /// The same with a finder of the caller's, such as [FaceFinder#remembering], which saves the
  /// search when one photograph is drawn in many looks.
  public Picture sketch(
      Picture source, Look look, double intensity, FaceFinder known, Progress progress)
      throws InterruptedException {
    if (!(intensity >= 0 && intensity <= 1)) {
      throw new IllegalArgumentException("intensity is within 0 to 1, not " + intensity);
    }
    Progress.checkInterrupt();
    Recipe recipe = Recipe.of(look);
    double total = recipe.weight() * (1 + LAYING_SHARE);
    double done = 0;
    try (Easel easel = new Easel(source, recipe.megapixels(), intensity, rows, known)) {
      for (Step step : recipe.steps()) {
        Progress.checkInterrupt();
        progress.at(done / total, step.name());
        try (PointerScope _ = new PointerScope()) {
          step.action().on(easel);
        }
        done += step.weight();
      }
      Progress.checkInterrupt();
      progress.at(done / total, "laying it on paper");
      Picture picture = new Sheet(easel, recipe.finish()).lay();
      progress.at(1, "done");
      return picture;
    }
  }

  @Override
  public void close() {
    rows.close();
  }
}
