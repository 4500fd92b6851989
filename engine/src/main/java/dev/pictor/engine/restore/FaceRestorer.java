package dev.pictor.engine.restore;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.Natives;
import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.BadPicture;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.Face;
import dev.pictor.engine.face.FaceProblem;
import dev.pictor.engine.face.Faces;
import dev.pictor.engine.model.ModelFile;
import dev.pictor.engine.model.ModelStore;
import dev.pictor.engine.model.Task;
import dev.pictor.engine.plane.Rows;
import dev.pictor.engine.upscale.UpscaleOptions;
import dev.pictor.engine.upscale.Upscaled;
import dev.pictor.engine.upscale.Upscaler;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.jspecify.annotations.Nullable;

/// Makes worn faces clear: noise, blur and the blocks of JPEG compression go, and what is there to
/// be seen comes out. The rest of the picture is calmed as far as asked. A good picture comes back
/// nearly as it was. The same picture and options give the same bytes on any number of threads.
///
/// Safe for several threads.
public final class FaceRestorer {
  /// More faces than this would take minutes; the largest ones are restored.
  private static final int MOST_FACES = 20;

  /// Shares of the time: of a background, of a face, of making the picture larger.
  private static final double BACKGROUND = 1;

  private static final double FACE = 1.5;
  private static final double ENLARGING = 1.5;

  private final Faces faces;
  private final ModelStore models;
  private final Upscaler upscaler;
  private final Background background;
  private final FaceRepair repair;

  /// @param faces stays the caller's
  /// @param models stays the caller's
  /// @param upscaler makes results larger
  /// @param rows stays the caller's
  public FaceRestorer(Faces faces, ModelStore models, Upscaler upscaler, Rows rows) {
    Natives.load();
    this.faces = faces;
    this.models = models;
    this.upscaler = upscaler;
    background = new Background(rows);
    repair = new FaceRepair(new NetDetail(models.nets(ModelFile.REALESR_GENERAL_X4V3)));
  }

  /// Restores a picture. The source stays the caller's; the caller closes the result. An interrupt
  /// of the calling thread stops the work within about a second.
  ///
  /// @throws FaceProblem when there is no face and the whole picture was not to be enhanced either
  /// @throws BadPicture when the result would be larger than the upscaler makes pictures
  public Restored restore(Picture source, RestoreOptions options, Progress progress)
      throws FaceProblem, BadPicture, InterruptedException {
    Progress.checkInterrupt();
    progress.at(0, "finding faces");
    try (Picture worn = fitted(source, options.maxSide())) {
      Upscaler.checkSize(worn, options.scaleFactor());
      List<Face> found = faces(worn, options);
      Shares shares = new Shares(progress, found.size(), options.scaleFactor() > 1);
      Optional<ModelFile> net = net(options.model());
      RestoreModel model = net.isPresent() ? options.model() : RestoreModel.BUILTIN;
      Picture restored = restored(worn, found, net.orElse(null), options, shares);
      return new Restored(enlarged(restored, options, shares), model, found.size());
    }
  }

  /// How far the work is, in shares of all that there is to do.
  private static final class Shares {
    private final Progress progress;
    private final double all;
    private double done;

    Shares(Progress progress, int faces, boolean larger) {
      this.progress = progress;
      all = BACKGROUND + FACE * faces + (larger ? ENLARGING : 0);
    }

    void begin(String step) throws InterruptedException {
      Progress.checkInterrupt();
      progress.at(done / all, step);
    }

    void finish(double share) {
      done += share;
    }

    Progress rest() {
      double from = done / all;
      return (part, step) -> progress.at(from + part * (1 - from), step);
    }
  }

  private List<Face> faces(Picture worn, RestoreOptions options)
      throws FaceProblem, InterruptedException {
    List<Face> found = faces.find(worn, Faces.Search.TILES);
    if (found.isEmpty()) {
      found = faces.find(worn, Faces.Search.PATIENT);
    }
    if (found.isEmpty() && !options.enhance()) {
      throw FaceProblem.noFace(
          "give one that shows a face, or set enhance to improve the picture as a whole");
    }
    return found.subList(0, Math.min(MOST_FACES, found.size()));
  }

  /// The operator's net of this name: one for faces whose name begins with it.
  private Optional<ModelFile> net(RestoreModel model) {
    return model == RestoreModel.BUILTIN
        ? Optional.empty()
        : models.all(Task.FACE_RESTORE).stream()
            .filter(file -> file.model().name().startsWith(model.id()))
            .findFirst();
  }

  private Picture restored(
      Picture worn,
      List<Face> found,
      @Nullable ModelFile net,
      RestoreOptions options,
      Shares shares)
      throws InterruptedException {
    shares.begin("calming the background");
    Mat result = background.calmed(worn.mat(), options.denoise());
    try {
      shares.finish(BACKGROUND);
      for (int i = 0; i < found.size(); i++) {
        shares.begin("face %d of %d".formatted(i + 1, found.size()));
        try (PointerScope _ = new PointerScope()) {
          if (net == null) {
            repairFace(worn, found.get(i), result);
          } else {
            drawFace(
                worn, found.get(i), new FaceNet(models.nets(net), net.model()), options, result);
          }
        }
        shares.finish(FACE);
      }
      if (options.enhance()) {
        Enhancement.apply(result);
      }
      return new Picture(result, worn.alpha().map(Mat::clone).orElse(null));
    } catch (InterruptedException | RuntimeException e) {
      result.close();
      throw e;
    }
  }

  private void repairFace(Picture worn, Face face, Mat result) throws InterruptedException {
    FacePatch patch = FacePatch.of(worn, face);
    if (patch.isTooSmall()) {
      return;
    }
    Mat before = patch.pixels();
    FaceRepair.Repaired after =
        repair.repaired(before, patch.features(), patch.left(), patch.top());
    patch.lay(before, after.pixels(), after.noise(), result);
  }

  private static void drawFace(
      Picture worn, Face face, FaceNet net, RestoreOptions options, Mat result)
      throws InterruptedException {
    FfhqFace aligned = FfhqFace.of(face);
    Mat crop = aligned.crop(worn);
    Mat drawn = net.drawn(crop, options.fidelity());
    double noise = Wear.of(Floats.luma(crop), 0, 0).noise();
    new Overlay(aligned.toCrop(), Floats.of(crop), drawn, FfhqFace.weight(), FacePatch.doubt(noise))
        .onto(worn.mat(), result, aligned.area(worn.mat()));
  }

  private Picture enlarged(Picture restored, RestoreOptions options, Shares shares)
      throws BadPicture, InterruptedException {
    if (options.scaleFactor() == 1) {
      shares.rest().at(1, "done");
      return restored;
    }
    try (restored) {
      UpscaleOptions times = UpscaleOptions.times(options.scaleFactor());
      Upscaled larger = upscaler.upscale(restored, times, shares.rest());
      return larger.picture();
    }
  }

  /// A copy that shares the pixels when the picture is small enough.
  private static Picture fitted(Picture source, int maxSide) {
    double scale = (double) maxSide / Math.max(source.width(), source.height());
    if (scale >= 1) {
      return new Picture(
          new Mat(source.mat()), source.alpha().map(alpha -> new Mat(alpha)).orElse(null));
    }
    int width = Math.max(1, (int) Math.round(source.width() * scale));
    int height = Math.max(1, (int) Math.round(source.height() * scale));
    return new Picture(
        shrunk(source.mat(), width, height),
        source.alpha().map(alpha -> shrunk(alpha, width, height)).orElse(null));
  }

  private static Mat shrunk(Mat from, int width, int height) {
    Mat to = new Mat();
    try (Size size = new Size(width, height)) {
      resize(from, to, size, 0, 0, INTER_AREA);
    }
    return to;
  }
}
