package dev.pictor.engine.compose;

import dev.pictor.engine.plane.Noise;

/// A background that is drawn, not photographed. Each is a function of the place, so it comes out
/// the same at any size and on any number of threads.
enum Backdrop {
  /// A sunburst from behind the person.
  RAYS {
    @Override
    void shade(Spot at, Stage stage, float[] rgb) {
      double angle = Math.atan2(at.dy, at.dx);
      double wave = Math.sin(angle * 14 + 0.35);
      // The rays are as sharp far out as they are near the middle.
      double sharp = Math.clamp(wave * at.distance * 26 / stage.softness() + 0.5, 0, 1);
      double far = smooth(0.05, 1.15, at.distance);
      mix(rgb, stage.light(), stage.deep(), 0.15 + 0.62 * far);
      float lift = (float) ((sharp - 0.5) * (0.13 + 0.1 * far));
      brighten(rgb, lift);
      add(rgb, stage.light(), 0.3 * Math.exp(-at.distance * at.distance * 9));
    }
  },
  /// Soft clouds of colour.
  GLOW {
    @Override
    void shade(Spot at, Stage stage, float[] rgb) {
      mix(rgb, stage.light(), stage.deep(), smooth(0.05, 1.15, at.distance));
      blob(rgb, stage.accent(), at, -0.75, -0.42, 0.55, 0.2);
      blob(rgb, stage.accent(), at, 0.62, 0.5, 0.4, 0.16);
      blob(rgb, stage.light(), at, 0.1, -0.1, 0.5, 0.32);
    }
  },
  /// Dots of a printed page, growing away from the person.
  HALFTONE {
    @Override
    void shade(Spot at, Stage stage, float[] rgb) {
      mix(rgb, stage.light(), stage.deep(), smooth(0.2, 1.25, at.distance) * 0.55);
      double cell = 0.052;
      // Turned by 45 degrees, as printers do.
      double x = (at.dx + at.dy) * 0.7071 / cell;
      double y = (at.dy - at.dx) * 0.7071 / cell;
      double away = Math.hypot(x - Math.floor(x) - 0.5, y - Math.floor(y) - 0.5);
      double radius = 0.6 * smooth(0.25, 1.25, at.distance);
      double inside = Math.clamp((radius - away) * cell * stage.pixels() + 0.5, 0, 1);
      mix(rgb, stage.deep(), inside * 0.55);
    }
  },
  /// Lamps out of focus.
  BOKEH {
    private static final int LAMPS = 34;

    @Override
    void shade(Spot at, Stage stage, float[] rgb) {
      mix(rgb, stage.light(), stage.deep(), smooth(-0.1, 1.05, at.distance));
      for (int lamp = 0; lamp < LAMPS; lamp++) {
        double dx = at.across - stage.wide() * (1.2 * Noise.at(lamp, 1, 7) - 0.1);
        double dy = at.below - stage.tall() * (1.15 * Noise.at(lamp, 2, 7) - 0.1);
        double radius = 0.035 + 0.11 * Noise.at(lamp, 3, 7) * Noise.at(lamp, 6, 7);
        double away = Math.sqrt(dx * dx + dy * dy);
        if (away < radius * 1.2) {
          double disc = 1 - smooth(radius * 0.93, radius * 1.06, away);
          double rim = 0.55 + 0.45 * smooth(radius * 0.55, radius, away);
          double strength = 0.08 + 0.24 * Noise.at(lamp, 4, 7);
          float[] colour = Noise.at(lamp, 5, 7) < 0.62f ? stage.accent() : stage.light();
          add(rgb, colour, disc * rim * strength);
        }
      }
    }
  },
  /// One lamp on a wall, and a floor.
  SPOTLIGHT {
    @Override
    void shade(Spot at, Stage stage, float[] rgb) {
      double oval = Math.hypot(at.dx, at.dy * 0.85);
      mix(rgb, stage.light(), stage.deep(), smooth(0, 0.85, oval));
      double beam = Math.abs(at.dx + 0.18 * (at.down - 1)) / (0.12 + 0.34 * at.down);
      add(rgb, stage.light(), 0.16 * (1 - smooth(0.55, 1, beam)) * (1 - 0.5 * at.down));
      add(rgb, stage.accent(), 0.12 * Math.exp(-oval * oval * 7));
      brighten(rgb, (float) (-0.1 * smooth(0.78, 1, at.down)));
    }
  },
  /// Paper with fibres, a sheet of another colour under it.
  PAPER {
    @Override
    void shade(Spot at, Stage stage, float[] rgb) {
      mix(rgb, stage.light(), stage.deep(), 0.35 * smooth(0.3, 1.3, at.distance));
      double tilted = at.dx * 0.96 + at.dy * 0.28;
      double sheet = smooth(-0.002, 0.002, tilted + 0.03 * Math.sin(at.down * 3));
      double shadow = Math.exp(-Math.abs(tilted + 0.03 * Math.sin(at.down * 3)) * 18);
      mix(rgb, stage.deep(), sheet * 0.75);
      brighten(rgb, (float) (-0.05 * shadow * (1 - sheet)));
      brighten(rgb, stage.fibre(at) * 0.05f);
    }
  },
  /// Lines of a plan that run to the horizon.
  GRID {
    @Override
    void shade(Spot at, Stage stage, float[] rgb) {
      mix(rgb, stage.light(), stage.deep(), smooth(0, 1, at.distance));
      double horizon = 0.56;
      double depth = at.down - horizon;
      if (depth > 0.002) {
        double z = 0.16 / depth;
        double x = (at.across - stage.wide() / 2) * z * 1.1;
        double fade = smooth(0.01, 0.3, depth) * 0.75;
        double width = 1.5 / stage.pixels();
        double across = line(x * 5, width * z * 5.5);
        double along = line(z * 5, width * z * z * 31);
        add(rgb, stage.accent(), fade * Math.max(across, along) * 0.75);
      }
      add(rgb, stage.accent(), 0.42 * Math.exp(-Math.abs(depth) * 13));
      blob(rgb, stage.light(), at, 0, -0.1, 0.6, 0.3);
    }
  },
  /// Two colours that meet on a slope, stripes along it.
  SLANT {
    @Override
    void shade(Spot at, Stage stage, float[] rgb) {
      double along = at.dx * 0.93 + at.dy * 0.36 + 0.16;
      double edge = 1.2 / stage.pixels();
      mix(rgb, stage.deep(), stage.light(), smooth(-edge, edge, along));
      brighten(rgb, (float) (0.08 - 0.2 * at.down));
      double stripe = smooth(-edge, edge, along + 0.045) - smooth(-edge, edge, along + 0.022);
      mix(rgb, stage.accent(), stripe);
      double thin = smooth(-edge, edge, along + 0.066) - smooth(-edge, edge, along + 0.058);
      mix(rgb, stage.accent(), thin * 0.8);
      add(rgb, stage.light(), 0.24 * Math.exp(-at.distance * at.distance * 5));
      double echo = Math.abs((along * 3.2) - Math.floor(along * 3.2) - 0.5);
      brighten(rgb, (float) (0.022 * smooth(0.25, 0.25 + edge * 3.2, echo)));
    }
  },
  /// Even dots on an even colour, with a lighter middle.
  DOTS {
    @Override
    void shade(Spot at, Stage stage, float[] rgb) {
      mix(rgb, stage.light(), stage.deep(), 0.7 * smooth(0.15, 1.3, at.distance));
      double cell = 0.085;
      double row = Math.floor(at.below / cell);
      double x = at.across / cell + ((long) row % 2 == 0 ? 0 : 0.5);
      double dx = x - Math.floor(x) - 0.5;
      double dy = at.below / cell - row - 0.5;
      double inside = Math.clamp((0.16 - Math.hypot(dx, dy)) * cell * stage.pixels() + 0.5, 0, 1);
      mix(rgb, stage.accent(), inside * 0.26);
    }
  },
  /// Hills, one behind the other.
  WAVES {
    private static final int HILLS = 5;

    @Override
    void shade(Spot at, Stage stage, float[] rgb) {
      mix(rgb, stage.light(), stage.deep(), 0.2 * at.down);
      add(rgb, WHITE, 0.22 * Math.exp(-at.distance * at.distance * 7));
      double edge = 1.2 / stage.pixels();
      for (int hill = 0; hill < HILLS; hill++) {
        double rise = 0.44 + 0.115 * hill;
        double phase = hill * 2.1 + 0.6;
        double crest =
            rise
                + 0.055 * Math.sin(at.across * (2.3 + 0.4 * hill) + phase)
                + 0.02 * Math.sin(at.across * 6.1 + phase * 2.3);
        double below = smooth(-edge, edge, at.down - crest);
        if (below > 0) {
          mix(rgb, stage.deep(), below * (0.14 + 0.11 * hill));
        }
        brighten(rgb, (float) (0.03 * Math.exp(-Math.abs(at.down - crest) * 30) * below));
      }
    }
  };

  private static final float[] WHITE = {1, 1, 1};

  /// A place in the picture.
  static final class Spot {
    /// From the left and from above, in smaller sides of the picture.
    double across;

    double below;

    /// From above, in heights of the picture.
    double down;

    /// From the point that the background turns around, in smaller sides of the picture.
    double dx;

    double dy;
    double distance;
  }

  /// Adds this background's colour at a place.
  ///
  /// @param rgb gets red, green, blue, 0 to 1
  abstract void shade(Spot at, Stage stage, float[] rgb);

  static double smooth(double from, double to, double value) {
    double t = Math.clamp((value - from) / (to - from), 0, 1);
    return t * t * (3 - 2 * t);
  }

  private static void mix(float[] rgb, float[] one, float[] other, double share) {
    for (int c = 0; c < 3; c++) {
      rgb[c] = (float) (one[c] + (other[c] - one[c]) * share);
    }
  }

  private static void mix(float[] rgb, float[] colour, double share) {
    mix(rgb, rgb, colour, share);
  }

  /// Adds light, less where it is light already.
  private static void add(float[] rgb, float[] colour, double strength) {
    for (int c = 0; c < 3; c++) {
      rgb[c] += (float) (colour[c] * strength * (1 - rgb[c]));
    }
  }

  private static void brighten(float[] rgb, float by) {
    for (int c = 0; c < 3; c++) {
      rgb[c] += by * (by > 0 ? 1 - rgb[c] : rgb[c]);
    }
  }

  private static void blob(
      float[] rgb, float[] colour, Spot at, double x, double y, double size, double strength) {
    double dx = (at.dx - x) / size;
    double dy = (at.dy - y) / size;
    mix(rgb, colour, strength * Math.exp(-(dx * dx + dy * dy)));
  }

  /// A line at every whole number.
  private static double line(double value, double width) {
    double away = Math.abs(value - Math.rint(value));
    return 1 - smooth(width * 0.6, width * 1.6, away);
  }
}
