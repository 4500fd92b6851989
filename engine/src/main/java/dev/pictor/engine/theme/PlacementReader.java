package dev.pictor.engine.theme;

import dev.pictor.engine.theme.Placement.Bib;
import dev.pictor.engine.theme.Placement.Drape;
import dev.pictor.engine.theme.Placement.Fit;
import dev.pictor.engine.theme.Placement.Ring;
import dev.pictor.engine.theme.Placement.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads how a part is put on.
final class PlacementReader {
  private static final double MOST_UNITS = 10_000;
  private static final double MOST_CENTIMETRES = 60;

  private PlacementReader() {}

  static Placement read(Fields fields) {
    Placement placement =
        switch (fields.word("what", Set.of("head", "face", "body"))) {
          case "head" -> shell(fields);
          case "face" ->
              new Drape(
                  anchors(fields, FacePoints.FACE.keySet(), 3), fields.number("lift", 0, 5, 0.3));
          default ->
              new Bib(anchors(fields, FacePoints.BODY.keySet(), 2), fields.flag("cut", true));
        };
    fields.end();
    return placement;
  }

  private static Shell shell(Fields fields) {
    double[] around = fields.pair("around", -180, 180);
    if (around[1] - around[0] < 1) {
      throw fields.wrong("around", "goes from a smaller angle to a larger one");
    }
    String fit = fields.has("fit") ? fields.word("fit", Set.of("none", "hair", "crown")) : "none";
    return new Shell(
        around[0],
        around[1],
        fields.number("tilt", -90, 90, 0),
        Fit.valueOf(fit.toUpperCase(Locale.ROOT)),
        fields.number("front", 0.1, 1, 1),
        rings(fields));
  }

  private static List<Ring> rings(Fields fields) {
    List<Ring> rings = new ArrayList<>();
    double last = -1;
    for (Fields ring : fields.objects("rings", 2, 24)) {
      double at = ring.number("at", 0, 1);
      if (at <= last) {
        throw ring.wrong("at", "grows from ring to ring");
      }
      last = at;
      rings.add(
          new Ring(
              at,
              ring.number("y", -MOST_CENTIMETRES, MOST_CENTIMETRES),
              ring.number("z", -MOST_CENTIMETRES, MOST_CENTIMETRES, -4),
              ring.number("rx", 0, MOST_CENTIMETRES),
              ring.number("rz", 0, MOST_CENTIMETRES)));
      ring.end();
    }
    return rings;
  }

  private static List<Anchor> anchors(Fields fields, Set<String> known, int least) {
    Fields points = fields.object("anchors");
    List<Anchor> anchors = new ArrayList<>();
    for (String name : points.names()) {
      if (known.contains(name)) {
        double[] at = points.pair(name, -MOST_UNITS, MOST_UNITS);
        anchors.add(new Anchor(name, at[0], at[1]));
      } else {
        throw points.wrong(name, "is no point here; there are " + sorted(known));
      }
    }
    if (anchors.size() < least) {
      throw fields.wrong("anchors", "names at least " + least + " points");
    }
    if (!apart(anchors)) {
      throw fields.wrong("anchors", "do not all lie on one line");
    }
    return anchors;
  }

  /// Points on one line say nothing about the other direction; two are enough for a similarity.
  private static boolean apart(List<Anchor> anchors) {
    Anchor a = anchors.getFirst();
    double widest = 0;
    for (Anchor b : anchors) {
      if (anchors.size() == 2) {
        widest = Math.max(widest, Math.hypot(b.x() - a.x(), b.y() - a.y()));
      }
      for (Anchor c : anchors) {
        double area = (b.x() - a.x()) * (c.y() - a.y()) - (c.x() - a.x()) * (b.y() - a.y());
        widest = Math.max(widest, Math.abs(area));
      }
    }
    return widest > 1e-3;
  }

  private static String sorted(Set<String> names) {
    return String.join(", ", names.stream().sorted().toList());
  }
}
