package dev.pictor.providers.remote;

import dev.pictor.engine.codec.ImageInfo.Size;
import dev.pictor.engine.face.FaceChoice;
import dev.pictor.engine.theme.Theme;
import dev.pictor.providers.FromSide;
import dev.pictor.providers.Generation;
import dev.pictor.providers.ThemeShelf;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a step is in words, for every provider whose model reads them. Pictures are sent in the
/// order of [Role], so the words call them the first, the second and so on. What people typed
/// stands on a line of its own that it cannot leave.
public final class Prompts {
  private static final String KEEP_PEOPLE =
      "Keep who everybody is: faces, age, skin, hair, expression and pose stay as they are. ";
  private static final String KEEP_FRAME =
      "Keep the framing, the proportions and every part of the picture that is not mentioned. ";
  private static final String NO_EXTRAS = "Add no text, no border, no signature and no watermark.";
  private static final String FLAWS =
      "deformed face, distorted hands, extra fingers, extra limbs, text, watermark, signature,"
          + " border, low quality";

  private final ThemeShelf themes;

  public Prompts(ThemeShelf themes) {
    this.themes = themes;
  }

  /// The words of one order.
  ///
  /// @param instruction what to do with the pictures, for models that are told what to change
  /// @param description what the result looks like, for diffusion models
  /// @param unwanted what diffusion models are asked to avoid
  public record Words(String instruction, String description, String unwanted) {}

  /// @return empty when there is nothing to say: its theme is gone, or it is no matter of words
  public Optional<Words> of(Order order) {
    return switch (order.step()) {
      case Generation.Sketch sketch -> Optional.of(SketchWords.of(sketch));
      case Generation.Theme theme ->
          themes.find(theme.theme(), theme.version()).map(found -> theme(found, theme));
      case Generation.FaceSwap swap -> Optional.of(swap(swap));
      case Generation.FaceRestore restore -> Optional.of(restore(restore));
      case Generation.Upscale _ -> Optional.of(upscale());
      case Generation.BookPage page -> Optional.of(page(page, order.wanted()));
      case Generation.CutOut cutOut -> Optional.of(cutOut(cutOut));
      case Generation.Thumbnail thumbnail ->
          Optional.of(ThumbnailWords.of(thumbnail, order.pictures().keySet(), order.variant()));
      case Generation.Fit _ -> Optional.empty();
    };
  }

  private static Words theme(Theme theme, Generation.Theme step) {
    String who =
        step.mostFaces() == 1
            ? "the person with the largest face"
            : "everybody, at most " + step.mostFaces() + " people, the largest faces first,";
    String how =
        step.strength() < 0.35
            ? "Do it lightly: only the clothes and the mood change. "
            : step.strength() < 0.75
                ? "Change clothes, headwear, light and mood; keep the place recognisable. "
                : "Change clothes, headwear, light, mood and surroundings. ";
    return new Words(
        "Edit the first picture: dress %s in this look, as if they had been photographed so."
                .formatted(who)
            + line("Look", theme.prompt())
            + how
            + KEEP_PEOPLE
            + "Keep the framing and the number of people. "
            + NO_EXTRAS
            + (theme.negativePrompt().isBlank() ? "" : line("Avoid", theme.negativePrompt())),
        oneLine(theme.prompt()),
        theme.negativePrompt().isBlank() ? FLAWS : oneLine(theme.negativePrompt()));
  }

  private static Words swap(Generation.FaceSwap swap) {
    return new Words(
        "Edit the first picture: give "
            + faces(swap.faces())
            + " the identity of "
            + person(swap.source())
            + " in the second picture. Take over the shape of the face, eyes, brows, nose and"
            + " mouth, and the age. Keep the first picture's hair, head pose, gaze, expression,"
            + " light, skin tone and grain, so that no seam shows. "
            + KEEP_FRAME
            + NO_EXTRAS,
        "a photograph with a natural face, matching light and skin tone, no seams",
        FLAWS);
  }

  private static Words restore(Generation.FaceRestore restore) {
    return new Words(
        "Restore the first picture: make blurred, noisy or blocky faces clear and natural, with"
            + " real skin and sharp eyes, and take noise and compression marks away."
            + (restore.enhance()
                ? " Lift tone, contrast and sharpness of the whole picture. "
                : " ")
            + (restore.fidelity() >= 0.5
                ? "Stay close to the picture: invent as little as possible. "
                : "Clear detail matters more than every single trait. ")
            + KEEP_PEOPLE
            + KEEP_FRAME
            + NO_EXTRAS,
        "a sharp, clean photograph, natural skin, clear eyes",
        "blur, noise, jpeg artifacts, plastic skin, " + FLAWS);
  }

  private static Words upscale() {
    return new Words(
        "Give the first picture again, larger and with more fine detail. Change nothing else. "
            + KEEP_PEOPLE
            + KEEP_FRAME
            + NO_EXTRAS,
        "the same picture, sharp, highly detailed",
        "blur, noise, jpeg artifacts, " + FLAWS);
  }

  private static Words page(Generation.BookPage page, Size size) {
    String who =
        page.fromSide() == null ? faces(page.faces()) : figure(page.fromSide()) + " of the page";
    String medium =
        page.medium().equals("auto")
            ? "in the very medium of the page"
            : "in the medium of the page (" + oneLine(page.medium()) + ")";
    return new Words(
        "The first picture is a page of a picture book, the second a photograph of a person. Draw "
            + "the person of the photograph as "
            + who
            + place(page.box(), size)
            + ", "
            + medium
            + ": the same lines, colours, shading and paper, so that the face looks drawn by the"
            + " hand that made the page. The person must be recognised: shape of the face, eyes,"
            + " nose, mouth, skin and hair colour. Keep the figure's pose, expression, clothes and"
            + " size, all other figures, the background and every letter on the page as they are."
            + (page.prompt().isBlank() ? "" : line("The author asks", page.prompt())),
        page.prompt().isBlank()
            ? "a page of a picture book, the main figure with the face of the person"
            : oneLine(page.prompt()),
        "photograph pasted onto a drawing, seams, changed letters, " + FLAWS);
  }

  /// In parts of the page, as the picture that is sent may be smaller than the page.
  private static String place(Generation.@Nullable Box box, Size page) {
    return box == null
        ? ""
        : String.format(
            Locale.ROOT,
            ", whose face lies between %d %% and %d %% of the width from the left edge and between"
                + " %d %% and %d %% of the height from the upper edge",
            Math.round(100.0 * box.left() / page.width()),
            Math.round(100.0 * (box.left() + box.width()) / page.width()),
            Math.round(100.0 * box.top() / page.height()),
            Math.round(100.0 * (box.top() + box.height()) / page.height()));
  }

  private static Words cutOut(Generation.CutOut cutOut) {
    String ground =
        cutOut.background().equals("transparent")
            ? "a fully transparent background"
            : "an even background of exactly the colour " + oneLine(cutOut.background());
    return new Words(
        "Cut the people out of the first picture, with their clothes, their hair to the last fine"
            + " strand, and what they hold or wear, and put them on "
            + ground
            + ". No shadow, no halo, no fringe of the old background. Do not move, resize, redraw"
            + " or retouch them. "
            + NO_EXTRAS,
        "a person cut out, on " + ground,
        "shadow, halo, remains of the background, " + FLAWS);
  }

  private static String faces(FaceChoice choice) {
    return switch (choice) {
      case FaceChoice.Largest _ -> "the person with the largest face";
      case FaceChoice.All _ -> "every face";
      case FaceChoice.At(int index) when index == 0 -> "the person with the largest face";
      case FaceChoice.At(int index) ->
          "the person whose face is number "
              + (index + 1)
              + " by size, the largest being number 1,";
    };
  }

  private static String person(FaceChoice choice) {
    return choice instanceof FaceChoice.All ? "the person with the largest face" : faces(choice);
  }

  private static String figure(FromSide from) {
    String side = from.side() == FromSide.Side.LEFT ? "left" : "right";
    return from.number() == 1
        ? "the figure furthest to the " + side
        : "figure number " + from.number() + " counted from the " + side;
  }

  /// Something that people typed, on a line of its own.
  static String line(String name, String typed) {
    return "\n" + name + ": " + oneLine(typed) + "\n";
  }

  /// Without line breaks, control characters and the invisible marks that turn text around.
  static String oneLine(String typed) {
    return typed.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]+", " ").strip();
  }
}
