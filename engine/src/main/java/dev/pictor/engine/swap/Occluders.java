package dev.pictor.engine.swap;

import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.connectedComponentsWithStats;

import dev.pictor.engine.plane.Blur;
import dev.pictor.engine.plane.Pixels;
import dev.pictor.engine.plane.Plane;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/// What lies over a face: hair, a hat's shadowless brim, the stems of glasses, a hand in a glove.
/// It is what does not look like the person's own skin and reaches in from outside the face; a mole
/// or a beard that begins inside is the face's own. A bare hand has the colour of skin and is not
/// told from it.
final class Occluders {
  private static final double SKIN = 0.35;

  /// How near to the outline a piece must come, in widths of the face.
  private static final double RIM = 0.03;

  private Occluders() {}

  /// @param skin how much each pixel looks like skin
  /// @param features where a face is not skin by itself
  /// @param depth how deep inside the face each pixel lies
  /// @param least smaller pieces are left alone, as a part of the face's area
  /// @return 1 where something lies over the face, with a soft rim
  static Plane over(Plane skin, Plane features, Plane depth, double faceWidth, double least) {
    Plane calm = Blur.gauss(skin, Math.max(0.6, 0.006 * faceWidth));
    Plane strange = new Plane(skin.width(), skin.height());
    double faceArea = 0;
    for (int i = 0; i < strange.values().length; i++) {
      if (depth.values()[i] > 0) {
        faceArea++;
        boolean own = features.values()[i] > 0.5f;
        strange.values()[i] = !own && calm.values()[i] < SKIN ? 1 : 0;
      }
    }
    Plane kept = reachingIn(strange, depth, least * faceArea);
    Plane soft = Blur.gauss(kept, Math.max(0.8, 0.012 * faceWidth));
    for (int i = 0; i < soft.values().length; i++) {
      soft.values()[i] = Math.min(1, 1.6f * soft.values()[i]);
    }
    return soft;
  }

  /// The connected pieces that come within this distance of the outline and are large enough.
  private static Plane reachingIn(Plane strange, Plane depth, double least) {
    int[] labels = new int[strange.values().length];
    int[] stats;
    int count;
    try (PointerScope _ = new PointerScope()) {
      Mat labelled = new Mat();
      Mat measured = new Mat();
      count =
          connectedComponentsWithStats(
              Pixels.bytes(strange), labelled, measured, new Mat(), 8, 4 /* CV_32S */);
      new IntPointer(labelled.data()).get(labels);
      stats = new int[5 * count];
      new IntPointer(measured.data()).get(stats);
    }
    boolean[] reaches = new boolean[count];
    for (int i = 0; i < labels.length; i++) {
      reaches[labels[i]] |= depth.values()[i] > 0 && depth.values()[i] < RIM;
    }
    Plane kept = new Plane(strange.width(), strange.height());
    for (int i = 0; i < labels.length; i++) {
      int label = labels[i];
      if (label > 0 && reaches[label] && stats[5 * label + CC_STAT_AREA] >= least) {
        kept.values()[i] = 1;
      }
    }
    return kept;
  }
}
