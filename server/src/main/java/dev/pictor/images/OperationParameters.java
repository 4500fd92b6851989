package dev.pictor.images;

import static dev.pictor.images.Parameter.optional;
import static dev.pictor.images.Parameter.required;
import static dev.pictor.images.Parameter.usual;

import dev.pictor.engine.sketch.Method;
import dev.pictor.engine.sketch.Style;
import dev.pictor.images.ParameterForm.Choice;
import dev.pictor.images.ParameterForm.Flag;
import dev.pictor.images.ParameterForm.Matching;
import dev.pictor.images.ParameterForm.Rectangle;
import dev.pictor.images.ParameterForm.Share;
import dev.pictor.images.ParameterForm.Text;
import dev.pictor.images.ParameterForm.Whole;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// The parameters of each operation, as tables.
final class OperationParameters {
  private static final ParameterForm FACES =
      new Matching("largest, all or a number from 0", Pattern.compile("largest|all|\\d{1,2}"));

  private static final ParameterForm PAGE_FACES =
      new Matching(
          "largest, all, a number from 0, or a place such as left:2 or right:1",
          Pattern.compile("largest|all|\\d{1,2}|(left|right):([1-9]|1\\d|20)"));

  private static final ParameterForm RESTORE_MODEL =
      new Choice(List.of("auto", "builtin", "gfpgan", "codeformer"));

  private static final Parameter MAX_SIDE =
      optional(
          "max_side",
          new Whole(64, 8192, false),
          "The picture is made smaller first when a side is longer than this, in pixels.");

  static final List<Parameter> SKETCH_PARAMETERS =
      List.of(
          required("style", choice(Style.values()), "The medium."),
          usual("method", choice(Method.values()), "ARTISTIC", "How free the drawing is."),
          usual(
              "intensity",
              new Share(),
              LookForm.USUAL_INTENSITY,
              "From the gentlest version that is still the medium to the full look."),
          MAX_SIDE);

  static final List<Parameter> SWAP_PARAMETERS =
      List.of(
          usual("faces", FACES, "largest", "Which faces of the target; 0 is the largest."),
          usual(
              "source_face",
              new Matching("largest or a number from 0", Pattern.compile("largest|\\d{1,2}")),
              "largest",
              "Which face of the source."),
          usual("blend", new Share(), 1.0, "How far the result covers the target.")
              .orNamed("blend_ratio"),
          usual(
              "swap_strength",
              new Share(),
              1.0,
              "How much of the source's identity comes through."),
          optional("lora", new Text(200), "A model of the provider's for this face."),
          usual("face_restore", new Flag(), false, "Make the new face clearer afterwards."),
          usual("face_enhancer", RESTORE_MODEL, "auto", "What makes it clearer."),
          usual("upscale", new Whole(1, 4, false), 1, "How many times larger the result is."),
          MAX_SIDE);

  static final List<Parameter> RESTORE_PARAMETERS =
      List.of(
          usual(
                  "model",
                  RESTORE_MODEL,
                  "auto",
                  "What makes faces clearer; auto is the best there is.")
              .orNamed("face_restore"),
          usual(
              "enhance",
              new Flag(),
              false,
              "Whether tone and sharpness of all of it are lifted as well."),
          usual("denoise", new Share(), 0.5, "How much of the noise outside the faces goes."),
          usual(
              "fidelity",
              new Share(),
              0.5,
              "From the clearest face to the one most like the photograph."),
          usual("scale_factor", new Whole(1, 4, false), 1, "How many times larger the result is."),
          MAX_SIDE);

  static final List<Parameter> UPSCALE_PARAMETERS =
      List.of(
          usual("model", new Text(80), "auto", "What enlarges; auto is the usual one."),
          usual("scale", new Whole(2, 4, false), 2, "How many times larger each side is."),
          usual(
              "tile", new Whole(64, 1024, true), 0, "Side of the parts; 0 is the engine's choice."),
          MAX_SIDE);

  static final List<Parameter> THEME_PARAMETERS =
      List.of(
          required(
              "theme",
              new Matching("the id of a theme", Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}")),
              "The look."),
          usual("strength", new Share(), 1.0, "How much of the look is seen."),
          usual(
              "most_faces",
              new Whole(1, 64, false),
              32,
              "How many are dressed, the largest first."),
          usual("thorough", new Flag(), false, "Whether very small faces are looked for as well."),
          MAX_SIDE);

  static final List<Parameter> BOOK_PAGE_PARAMETERS =
      List.of(
          usual(
              "faces",
              PAGE_FACES,
              "largest",
              "Which faces of the page; 0 is the largest, left:2 the second from the left."),
          optional(
              "box",
              new Rectangle(),
              "Where the face is, when it is drawn too freely to be found."),
          usual(
              "medium",
              new Choice(List.of("auto", "flat", "soft", "lines", "photo")),
              "auto",
              "What the page was made with; auto looks at it."),
          usual("blend", new Share(), 1.0, "How far the page's own face is covered."),
          usual(
              "prompt", new Text(4000), "", "What to do, in words, for providers that read them."),
          MAX_SIDE);

  static final List<Parameter> CUT_OUT_PARAMETERS =
      List.of(
          usual(
              "background",
              new Matching(
                  "transparent or a colour such as #ffcc00",
                  Pattern.compile("transparent|#[0-9a-fA-F]{6}")),
              "transparent",
              "What is put behind."),
          MAX_SIDE);

  static final List<Parameter> THUMBNAIL_PARAMETERS =
      List.of(
          usual("headline", new Text(120), "", "The words that are read first."),
          usual("subtext", new Text(120), "", "Smaller words below."),
          usual(
              "platform",
              new Choice(List.of("youtube", "instagram", "tiktok", "x", "linkedin", "custom")),
              "youtube",
              "Where it will be shown: decides the size, and where nothing may be."),
          optional(
              "width", new Whole(64, 4096, false), "In pixels; the platform's when not given."),
          optional(
              "height", new Whole(64, 4096, false), "In pixels; the platform's when not given."),
          usual("vibe", new Text(200), "bold", "The mood of background and type, in words."),
          usual(
                  "colours",
                  new Matching(
                      "up to five colours such as #ffcc00,#1133aa",
                      Pattern.compile("|#[0-9a-fA-F]{6}(,#[0-9a-fA-F]{6}){0,4}")),
                  "",
                  "Background, accent, text, and more of the background; the vibe's when not"
                      + " given.")
              .orNamed("colors"),
          usual(
              "quality",
              new Choice(List.of("draft", "std", "high", "4k")),
              "std",
              "How much care is taken."),
          usual("variants", new Whole(1, 4, false), 1, "How many different ones."));

  private OperationParameters() {}

  private static Choice choice(Enum<?>[] values) {
    return new Choice(Arrays.stream(values).map(Enum::name).toList());
  }
}
