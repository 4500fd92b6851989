package dev.pictor.providers.remote;

import dev.pictor.engine.compose.Platform;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// A thumbnail in words: what each picture is for, what is written on it, where nothing may be.
final class ThumbnailWords {
  private static final List<String> NUMBERS = List.of("first", "second", "third", "fourth");

  /// What sets variants apart, as they have the same words otherwise.
  private static final List<String> ARRANGEMENTS =
      List.of(
          "The person is on the right and looks at us; the words are large on the left.",
          "The person is on the left and close; the words are stacked on the right.",
          "The person is in the middle, cut at the chest; the words run across the top.",
          "The person is small on one side in a wide scene; the words are huge.");

  private ThumbnailWords() {}

  static Prompts.Words of(Generation.Thumbnail step, Set<Role> pictures, int variant) {
    String scene = scene(step, pictures, variant);
    String words = words(step.words());
    return new Prompts.Words(
        "Make one finished thumbnail, "
            + frame(step.frame())
            + ". "
            + uses(pictures)
            + scene
            + words
            + avoid(step.frame()),
        scene.strip().replace('\n', ' ') + " " + words.strip().replace('\n', ' '),
        "misspelt words, extra letters, more words than asked for, watermark, deformed face, extra"
            + " fingers, clutter, low contrast");
  }

  private static String frame(Generation.Thumbnail.Frame frame) {
    String where = frame.platform().equals("custom") ? "" : " for " + frame.platform();
    return String.format(
        Locale.ROOT, "%d by %d pixels in shape%s", frame.width(), frame.height(), where);
  }

  private static String uses(Set<Role> pictures) {
    var all = new ArrayList<String>();
    for (Role role : Role.values()) {
      if (pictures.contains(role)) {
        all.add("The " + NUMBERS.get(all.size()) + " picture is " + use(role) + ".");
      }
    }
    return all.isEmpty()
        ? "Show no particular person. "
        : all.stream().collect(Collectors.joining(" ", "", " "));
  }

  private static String use(Role role) {
    return switch (role) {
      case INPUT ->
          "the person to be shown, who must be recognised: keep the face as it is, cut the person"
              + " out cleanly and light them for the scene";
      case SOURCE -> "another photograph of the same person's face";
      case REFERENCE ->
          "a thing to be shown beside the person: keep its shape, its colours and what is written"
              + " on it";
      case COPY_TARGET ->
          "a thumbnail whose arrangement and colours are taken over, but neither its people nor its"
              + " words";
    };
  }

  private static String scene(Generation.Thumbnail step, Set<Role> pictures, int variant) {
    String arrangement =
        pictures.contains(Role.COPY_TARGET)
            ? (variant > 1 ? "Vary the background a little: version " + variant + "." : "")
            : ARRANGEMENTS.get(Math.floorMod(variant - 1, ARRANGEMENTS.size()));
    return arrangement
        + Prompts.line("Mood", step.look().vibe())
        + colours(step.look().colours())
        + "One clear subject, strong contrast between person, words and background, readable when"
        + " it is as small as a stamp. ";
  }

  private static String colours(List<Integer> colours) {
    return colours.isEmpty()
        ? ""
        : colours.stream()
            .map(colour -> String.format(Locale.ROOT, "#%06x", colour & 0xffffff))
            .collect(Collectors.joining(", ", "Use these colours: ", ". "));
  }

  private static String words(Generation.Thumbnail.Words words) {
    if (words.headline().isBlank() && words.subtext().isBlank()) {
      return "Write nothing on it.";
    }
    return "Write exactly these words, letter by letter, in a heavy typeface, and no others."
        + (words.headline().isBlank() ? "" : Prompts.line("Headline", words.headline()))
        + (words.subtext().isBlank() ? "" : Prompts.line("Below it, smaller", words.subtext()));
  }

  private static String avoid(Generation.Thumbnail.Frame frame) {
    String covered =
        switch (Platform.named(frame.platform()).orElse(Platform.CUSTOM)) {
          case YOUTUBE -> " The lower right corner stays empty: the length of the video covers it.";
          case TIKTOK ->
              " The lower quarter and the right edge stay free of them: captions and buttons cover"
                  + " both.";
          case INSTAGRAM -> " They stay within the middle three quarters of the width.";
          case X, LINKEDIN, CUSTOM -> "";
        };
    return "\nKeep faces and words away from the edges." + covered;
  }
}
