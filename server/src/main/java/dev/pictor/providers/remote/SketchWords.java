package dev.pictor.providers.remote;

import dev.pictor.engine.sketch.Look;
import dev.pictor.engine.sketch.Method;
import dev.pictor.engine.sketch.Style;
import dev.pictor.providers.Generation;

/// The 21 looks of a sketch in words, gentle to strong.
final class SketchWords {
  private SketchWords() {}

  static Prompts.Words of(Generation.Sketch sketch) {
    Look look = sketch.look();
    String medium = medium(look.style());
    String care = care(look.method());
    return new Prompts.Words(
        "Draw the first picture again by hand as "
            + medium
            + ". "
            + sentence(care)
            + " "
            + strength(sketch.intensity())
            + " Keep the framing, the composition and the place of everything. Keep who everybody"
            + " is: a friend must know each face at once. The sheet fills the whole picture: no"
            + " frame, no table, no hand, no pencil lying on it, no text and no signature.",
        medium + ", " + care + ", hand made, the same composition and the same people",
        unwanted(look.style()));
  }

  private static String medium(Style style) {
    return switch (style) {
      case PENCIL ->
          "a graphite pencil drawing on white paper: fine grey lines, hatching that follows the"
              + " forms, no colour";
      case CHARCOAL ->
          "a charcoal drawing on rough paper: broad soft strokes, deep blacks, smudged greys, the"
              + " tooth of the paper showing, no colour";
      case WATERCOLOR ->
          "a watercolour painting on white cold-pressed paper: transparent washes, soft runs of"
              + " colour, darker rims where the water dried, paper left white in the lights";
      case INK ->
          "a black ink drawing on white paper: sure pen lines of changing width, cross-hatching,"
              + " solid blacks, no grey wash and no colour";
      case PASTEL ->
          "a soft pastel drawing on toned paper: chalky strokes of pale colour laid over each"
              + " other, blended by a finger, the paper showing through";
      case OIL ->
          "an oil painting on canvas: thick paint, visible strokes of the brush lit from the side,"
              + " rich mixed colours";
      case ACRYLIC ->
          "an acrylic painting: flat bold areas of saturated paint, crisp edges, few strong tones";
    };
  }

  private static String care(Method method) {
    return switch (method) {
      case BASIC -> "a quick study with the fewest strokes that give the likeness";
      case ADVANCED -> "careful work with clear edges, full tones and the grain of the medium";
      case ARTISTIC ->
          "the free hand of an experienced artist, strokes that follow the forms, detail where the"
              + " eye goes and looseness at the rims";
    };
  }

  private static String strength(double intensity) {
    if (intensity < 0.34) {
      return "Be gentle: the photograph's light and detail may still be felt.";
    }
    return intensity < 0.67
        ? "Nothing of the photograph's surface remains, its drawing is accurate."
        : "Use the full look of the medium, simplify and exaggerate its marks.";
  }

  private static String unwanted(Style style) {
    String colour =
        switch (style) {
          case PENCIL, CHARCOAL, INK -> "colour, ";
          case WATERCOLOR, PASTEL, OIL, ACRYLIC -> "";
        };
    return colour
        + "photograph, 3d render, smooth digital gradient, frame, hands holding a pencil, text,"
        + " signature, watermark, deformed face";
  }

  private static String sentence(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
  }
}
