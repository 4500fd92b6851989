package dev.pictor.engine.face;

import dev.pictor.engine.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Rect;

/// One search in one picture: where was looked, and the faces found so far, each once.
final class FaceHunt {
  /// The far detector sees nearly every face from 13 of its 192 pixels and all from 16, so 40
  /// pixels need tiles of 480.
  private static final int TILE = 480;

  /// As wide as the faces that the whole picture shows for sure when it is 1,600 pixels long, so
  /// that none of them is cut by every tile.
  private static final int OVERLAP = 120;

  /// In larger pictures tiles grow with the picture: their number is bounded, and a face of a
  /// hundredth of the picture is nobody's portrait.
  private static final int LONGEST_SIDE = 4096;

  /// Two meshes that share this much are one face: neighbouring heads never do.
  private static final double SAME = 0.4;

  private final Pyramid picture;
  private final Mesh mesh;
  private final List<Face> faces = new ArrayList<>();
  private boolean wholeSeen;

  FaceHunt(Pyramid picture, Mesh mesh) {
    this.picture = picture;
    this.mesh = mesh;
  }

  boolean foundNone() {
    return faces.isEmpty();
  }

  /// The largest first.
  List<Face> found() {
    return faces.stream()
        .sorted(Comparator.comparingDouble((Face f) -> f.box().area()).reversed())
        .toList();
  }

  void inWhole(Turn turn, Detector near, Detector far) throws InterruptedException {
    if (turn == Turn.NONE && wholeSeen) {
      return;
    }
    wholeSeen = true;
    Progress.checkInterrupt();
    Rect whole = new Rect(0, 0, picture.width(), picture.height());
    List<Detection> seen = new ArrayList<>(near.detect(picture, whole, turn));
    seen.addAll(far.detect(picture, whole, turn));
    keep(Detection.blended(seen));
  }

  void inTiles(Turn turn, Detector far) throws InterruptedException {
    double growth = Math.max(1, longest() / (double) LONGEST_SIDE);
    int side = (int) (TILE * growth);
    int overlap = (int) (OVERLAP * growth);
    if (longest() <= side) {
      return;
    }
    List<Detection> seen = new ArrayList<>();
    for (int top : starts(picture.height(), side, overlap)) {
      for (int left : starts(picture.width(), side, overlap)) {
        Progress.checkInterrupt();
        int width = Math.min(side, picture.width());
        int height = Math.min(side, picture.height());
        seen.addAll(far.detect(picture, new Rect(left, top, width, height), turn));
      }
    }
    keep(Detection.blended(seen));
  }

  private int longest() {
    return Math.max(picture.width(), picture.height());
  }

  private static List<Integer> starts(int length, int side, int overlap) {
    if (length <= side) {
      return List.of(0);
    }
    int steps = Math.ceilDiv(length - side, side - overlap);
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i <= steps; i++) {
      starts.add((int) ((long) (length - side) * i / steps));
    }
    return starts;
  }

  /// Boxes of one face may differ too much to be seen as the same; its points do not. A tile that
  /// shows half a face gives a box of its own, and the mesh, which sees all of it, tells.
  private void keep(List<Detection> seen) throws InterruptedException {
    for (Detection detection : seen) {
      Progress.checkInterrupt();
      if (faces.stream().noneMatch(f -> f.box().overlap(detection.box()) > SAME)) {
        mesh.find(picture, detection)
            .filter(face -> faces.stream().noneMatch(f -> f.box().overlap(face.box()) > SAME))
            .ifPresent(faces::add);
      }
    }
  }
}
