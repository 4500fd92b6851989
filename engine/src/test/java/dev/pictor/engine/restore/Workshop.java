package dev.pictor.engine.restore;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.BadPicture;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.Face;
import dev.pictor.engine.face.FaceProblem;
import dev.pictor.engine.face.Faces;
import dev.pictor.engine.model.ModelStore;
import dev.pictor.engine.plane.Rows;
import dev.pictor.engine.upscale.Upscaler;

/// A restorer with all that it needs, for tests.
final class Workshop implements AutoCloseable {
  private final Faces faces = new Faces();
  private final ModelStore models;
  private final Rows rows;
  private final FaceRestorer restorer;

  Workshop(int threads) {
    this(threads, ModelStore.shipped());
  }

  Workshop(int threads, ModelStore models) {
    this.models = models;
    rows = new Rows(threads);
    restorer = new FaceRestorer(faces, models, new Upscaler(models, rows), rows);
  }

  Faces faces() {
    return faces;
  }

  Face face(Picture picture) throws InterruptedException {
    return faces.find(picture, Faces.Search.WHOLE).getFirst();
  }

  Restored restore(Picture picture, RestoreOptions options)
      throws FaceProblem, BadPicture, InterruptedException {
    return restorer.restore(picture, options, Progress.SILENT);
  }

  FaceRestorer restorer() {
    return restorer;
  }

  @Override
  public void close() {
    faces.close();
    models.close();
    rows.close();
  }
}
