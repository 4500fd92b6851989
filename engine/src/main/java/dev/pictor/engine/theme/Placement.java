package dev.pictor.engine.theme;

import java.util.List;

/// How a part of a look is put on a person. Lengths are centimetres on an average grown-up head;
/// children and large heads are met by the scale of their face.
public sealed interface Placement {
  /// A shell around the head: caps, bonnets, bands. The artwork is wrapped around, its left edge at
  /// the angle `from` and its right edge at `to`.
  ///
  /// @param from degrees around the head, 0 in front and 90 at the right of the picture, -180..180
  /// @param to more than `from`
  /// @param tilt degrees by which the shell leans back over the crown, -90..90
  /// @param fit how it gives way to the hair
  /// @param front where the drawing ends above the forehead, 0 is its top edge and 1 its bottom;
  ///   from there a shell comes down over a hat
  /// @param rings cross sections from the top edge of the artwork to its bottom, two or more
  record Shell(double from, double to, double tilt, Fit fit, double front, List<Ring> rings)
      implements Placement {
    public Shell {
      rings = List.copyOf(rings);
    }
  }

  /// An ellipse around the head.
  ///
  /// @param at where it meets the artwork, 0 is its top edge and 1 its bottom edge
  /// @param y up from between the eyes and the tip of the nose; the chin is at -9.4, the hairline
  ///   at 8, the crown of hair at 15
  /// @param z of its middle, towards the camera; the middle of the head is at -4
  /// @param rx half its width; the head has 7.7 at the temples
  /// @param rz half its depth
  record Ring(double at, double y, double z, double rx, double rz) {}

  /// How a shell follows the hair that the picture shows.
  enum Fit {
    /// Not at all.
    NONE,
    /// Its parts above the hairline stretch to the crown, and it is as wide as the hair.
    HAIR,
    /// It is moved up to the crown and keeps its shape.
    CROWN
  }

  /// A cloth over the face: surgical masks. It is stretched where nose and chin push it out and
  /// follows the expression.
  ///
  /// @param anchors which points of the face lie where in the artwork, three or more
  /// @param lift centimetres between the skin and the cloth
  record Drape(List<Anchor> anchors, double lift) implements Placement {
    public Drape {
      anchors = List.copyOf(anchors);
    }
  }

  /// A sheet in front of the body, behind the chin: collars, uniforms, badges, stethoscopes.
  ///
  /// @param anchors which points of the body lie where in the artwork, two or more
  /// @param cut whether it is cut to the outline of the person in the picture
  record Bib(List<Anchor> anchors, boolean cut) implements Placement {
    public Bib {
      anchors = List.copyOf(anchors);
    }
  }
}
