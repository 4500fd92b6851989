package dev.pictor.providers;

import dev.pictor.engine.codec.ImageInfo.Size;
import dev.pictor.engine.face.FaceChoice;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One request to make pictures: a single step, or a pipeline of them. It says what is wanted and
/// not how, so that any provider can make it.
public sealed interface Generation {
  /// The name in a job's arguments and in the metrics.
  String kind();

  /// What is to be done, in order; at least one step.
  List<Step> steps();

  /// A single step, or a pipeline of several.
  static Generation of(List<Step> steps) {
    return steps.size() == 1 ? steps.getFirst() : new Pipeline(steps);
  }

  /// One pass over a picture, with options of its own.
  sealed interface Step extends Generation {
    @Override
    default List<Step> steps() {
      return List.of(this);
    }

    /// How large the result is.
    ///
    /// @param input the picture that is worked on, in pixels
    default Size resultOf(Size input) {
      return input;
    }

    /// Whether what is see-through in the input is so in the result; other steps work on white.
    default boolean keepsAlpha() {
      return false;
    }

    /// Which pictures it needs beside the one that it works on.
    default Set<Role> others() {
      return Set.of();
    }

    /// How many pictures come of it.
    default int variants() {
      return 1;
    }
  }

  /// Steps that follow each other in memory: each works on the result of the one before.
  record Pipeline(List<Step> steps) implements Generation {
    public Pipeline {
      if (steps.isEmpty()) {
        throw new IllegalArgumentException("a pipeline has at least one step");
      }
      if (steps.stream().limit(steps.size() - 1L).anyMatch(step -> step.variants() > 1)) {
        throw new IllegalArgumentException("only the last step gives several pictures");
      }
      steps = List.copyOf(steps);
    }

    @Override
    public String kind() {
      return "pipeline";
    }
  }

  /// A photograph drawn or painted.
  ///
  /// @param intensity 0 for the gentlest version that is still the medium, 1 for the full look
  record Sketch(dev.pictor.engine.sketch.Look look, double intensity) implements Step {
    public Sketch {
      checkShare("intensity", intensity);
    }

    @Override
    public String kind() {
      return "sketch";
    }
  }

  /// The face of the source put onto faces of the input.
  ///
  /// @param source which face of the source
  /// @param faces of the input that are replaced
  /// @param blend how far the result covers the input: 0 not at all, 1 all the way
  /// @param strength how much of the source's identity comes through: 0 none, 1 all
  /// @param lora a model of the provider's for this face; null for none
  record FaceSwap(
      FaceChoice source, FaceChoice faces, double blend, double strength, @Nullable String lora)
      implements Step {
    public FaceSwap {
      checkShare("blend", blend);
      checkShare("strength", strength);
    }

    @Override
    public String kind() {
      return "face_swap";
    }

    @Override
    public Set<Role> others() {
      return Set.of(Role.SOURCE);
    }
  }

  /// Blurred, noisy or blocky faces made clearer.
  ///
  /// @param model a name, or `auto` for the best there is
  /// @param enhance whether tone, contrast and sharpness of the whole picture are lifted as well
  /// @param fidelity 0 for the clearest face, 1 for the one most like the input
  /// @param denoise how much of the noise outside the faces goes: 0 none, 1 all
  record FaceRestore(String model, boolean enhance, double fidelity, double denoise)
      implements Step {
    public FaceRestore {
      checkShare("fidelity", fidelity);
      checkShare("denoise", denoise);
    }

    @Override
    public String kind() {
      return "face_restore";
    }

    /// Larger pictures are made smaller before.
    private static final int MOST_SIDE = 8192;

    @Override
    public Size resultOf(Size input) {
      return new Fit(MOST_SIDE).resultOf(input);
    }
  }

  /// A larger picture with more detail.
  ///
  /// @param model a name, or `auto` for the best there is
  /// @param scale of each side, 2 to 4
  /// @param tile side of the parts that are worked on, in pixels; 0 for the provider's choice
  record Upscale(String model, int scale, int tile) implements Step {
    public Upscale {
      if (scale < 2 || scale > 4) {
        throw new IllegalArgumentException("scale is within 2 to 4, not " + scale);
      }
    }

    @Override
    public String kind() {
      return "upscale";
    }

    @Override
    public boolean keepsAlpha() {
      return true;
    }

    @Override
    public Size resultOf(Size input) {
      return new Size(input.width() * scale, input.height() * scale);
    }
  }

  /// The picture made smaller where a side is too long; never larger.
  ///
  /// @param maxSide of width and height, in pixels
  record Fit(int maxSide) implements Step {
    public Fit {
      if (maxSide < 1) {
        throw new IllegalArgumentException("a side has at least one pixel, not " + maxSide);
      }
    }

    @Override
    public String kind() {
      return "fit";
    }

    @Override
    public boolean keepsAlpha() {
      return true;
    }

    @Override
    public Size resultOf(Size input) {
      double scale = Math.min(1, (double) maxSide / Math.max(input.width(), input.height()));
      return new Size(
          (int) Math.max(1, Math.round(input.width() * scale)),
          (int) Math.max(1, Math.round(input.height() * scale)));
    }
  }

  /// A filter that dresses faces up.
  ///
  /// @param theme the id of a theme
  /// @param version which of its versions; [ThemeShelf#SHIPPED] for one as it ships
  /// @param strength 0 for none, 1 for the whole look
  /// @param mostFaces that are dressed, the largest first
  /// @param thorough whether small faces are looked for as well
  record Theme(String theme, int version, double strength, int mostFaces, boolean thorough)
      implements Step {
    public Theme {
      checkShare("strength", strength);
    }

    @Override
    public String kind() {
      return "theme";
    }
  }

  /// The face of the source on a page of a picture book, in the page's medium.
  ///
  /// @param faces of the page
  /// @param fromSide the one face that is meant instead, by its place; null to go by `faces`
  /// @param box where the face is, when it cannot be found; null to look for it
  /// @param medium of the page, by its name; `auto` to look at it
  /// @param blend how far the page's own face is covered: 0 not at all, 1 all the way
  /// @param prompt what to do, in words, for providers that read them
  record BookPage(
      FaceChoice faces,
      @Nullable FromSide fromSide,
      @Nullable Box box,
      String medium,
      double blend,
      String prompt)
      implements Step {
    public BookPage {
      checkShare("blend", blend);
    }

    @Override
    public String kind() {
      return "book_page";
    }

    @Override
    public Set<Role> others() {
      return Set.of(Role.SOURCE);
    }
  }

  /// A rectangle in pixels of the input.
  record Box(int left, int top, int width, int height) {
    public Box {
      if (left < 0 || top < 0 || width < 1 || height < 1) {
        throw new IllegalArgumentException("a box lies inside its picture and is not empty");
      }
    }
  }

  /// The person without what is behind.
  ///
  /// @param background `transparent` or a colour as `#rrggbb`
  record CutOut(String background) implements Step {
    @Override
    public String kind() {
      return "cut_out";
    }
  }

  /// A picture that makes people look: a person, words and a background.
  ///
  /// @param quality one of draft, std, high and 4k
  /// @param variants 1 to 4, different from each other
  record Thumbnail(Frame frame, Words words, Look look, String quality, int variants)
      implements Step {
    /// Where it will be shown.
    ///
    /// @param platform whose controls cover some of it
    public record Frame(String platform, int width, int height) {}

    /// What it feels like.
    ///
    /// @param vibe a mood, in words
    /// @param colours up to five, as `0xRRGGBB`; empty to leave them to the vibe
    public record Look(String vibe, List<Integer> colours) {
      public Look {
        colours = List.copyOf(colours);
      }
    }

    /// What is written on it.
    public record Words(String headline, String subtext) {}

    public Thumbnail {
      if (variants < 1 || variants > 4) {
        throw new IllegalArgumentException("variants are within 1 to 4, not " + variants);
      }
    }

    @Override
    public String kind() {
      return "thumbnail";
    }

    @Override
    public Set<Role> others() {
      return Set.of(Role.REFERENCE, Role.COPY_TARGET);
    }

    /// The longer side of the largest quality, in pixels.
    private static final int LARGEST = 3840;

    @Override
    public Size resultOf(Size input) {
      boolean enlarged = quality.equals("4k") && !frame.platform().equals("custom");
      double scale =
          enlarged ? Math.max(1, (double) LARGEST / Math.max(frame.width(), frame.height())) : 1;
      return new Size(
          (int) Math.round(frame.width() * scale), (int) Math.round(frame.height() * scale));
    }
  }

  private static void checkShare(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " is within 0 to 1, not " + value);
    }
  }
}
