package dev.pictor.engine.face;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A place that may be a face, as a detector gives it: a box and where the eyes are.
///
/// @param tilt the angle of the line through the eyes, in radians clockwise
record Detection(double score, Box box, double tilt) {
  /// How much two boxes share when they mean the same face.
  private static final double SAME = 0.3;

  /// Neighbouring anchors report the same face several times. Each group becomes its average,
  /// weighted by score, with the score of its best (BlazeFace, section 3.3: blending is steadier
  /// than keeping the best alone).
  static List<Detection> blended(List<Detection> all) {
    List<Detection> left = new ArrayList<>(all);
    left.sort(Comparator.comparingDouble(Detection::score).reversed());
    List<Detection> blended = new ArrayList<>();
    while (!left.isEmpty()) {
      Detection best = left.removeFirst();
      List<Detection> same = new ArrayList<>(List.of(best));
      left.stream().filter(best::isSameAs).forEach(same::add);
      left.removeAll(same);
      blended.add(average(same, best.score));
    }
    return blended;
  }

  private boolean isSameAs(Detection other) {
    return box.overlap(other.box) > SAME;
  }

  private static Detection average(List<Detection> same, double score) {
    double weights = 0;
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
    double cos = 0;
    double sin = 0;
    for (Detection d : same) {
      weights += d.score;
      left += d.score * d.box.left();
      top += d.score * d.box.top();
      right += d.score * d.box.right();
      bottom += d.score * d.box.bottom();
      cos += d.score * Math.cos(d.tilt);
      sin += d.score * Math.sin(d.tilt);
    }
    Box box = new Box(left / weights, top / weights, right / weights, bottom / weights);
    return new Detection(score, box, Math.atan2(sin, cos));
  }
}
