package dev.pictor.images;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.engine.compose.Platform;
import dev.pictor.engine.face.FaceChoice;
import dev.pictor.engine.sketch.Look;
import dev.pictor.providers.FromSide;
import dev.pictor.providers.Generation;
import dev.pictor.providers.ThemeShelf;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The passes that an operation's parameters come to. Where one operation asks for several things,
/// such as a swap with a clearer face at twice the size, they follow each other.
final class OperationSteps {
  /// Written by us at submission and never by a caller: the version of a theme that a job keeps.
  static final String THEME_VERSION = "theme_version";

  private OperationSteps() {}

  static List<Generation.Step> sketch(Params params) {
    var look = Look.of(params.text("style"), params.text("method"));
    return steps(params, new Generation.Sketch(look, params.share("intensity")));
  }

  static List<Generation.Step> faceSwap(Params params) {
    String lora = params.find("lora").map(JsonNode::asText).orElse(null);
    var swap =
        new Generation.FaceSwap(
            faces(params, "source_face"),
            faces(params, "faces"),
            params.share("blend"),
            params.share("swap_strength"),
            lora);
    var restore = new Generation.FaceRestore(params.text("face_enhancer"), false, 0.5, 0);
    return steps(
        params,
        params.flag("face_restore") ? List.of(swap, restore) : List.of(swap),
        params.whole("upscale"));
  }

  static List<Generation.Step> faceRestore(Params params) {
    var restore =
        new Generation.FaceRestore(
            params.text("model"),
            params.flag("enhance"),
            params.share("fidelity"),
            params.share("denoise"));
    return steps(params, List.of(restore), params.whole("scale_factor"));
  }

  static List<Generation.Step> upscale(Params params) {
    return steps(
        params,
        new Generation.Upscale(params.text("model"), params.whole("scale"), params.whole("tile")));
  }

  static List<Generation.Step> theme(Params params) {
    return steps(
        params,
        new Generation.Theme(
            params.text("theme"),
            params.find(THEME_VERSION).map(JsonNode::asInt).orElse(ThemeShelf.SHIPPED),
            params.share("strength"),
            params.whole("most_faces"),
            params.flag("thorough")));
  }

  static List<Generation.Step> bookPage(Params params) {
    Generation.Box box = params.find("box").map(OperationSteps::box).orElse(null);
    return steps(
        params,
        new Generation.BookPage(
            fromSide(params) == null ? faces(params, "faces") : FaceChoice.largest(),
            fromSide(params),
            box,
            params.text("medium"),
            params.share("blend"),
            params.text("prompt")));
  }

  static List<Generation.Step> cutOut(Params params) {
    return steps(params, new Generation.CutOut(params.text("background")));
  }

  static List<Generation.Step> thumbnail(Params params) {
    Platform platform = Platform.named(params.text("platform")).orElse(Platform.CUSTOM);
    var frame =
        new Generation.Thumbnail.Frame(
            params.text("platform"),
            params.find("width").map(JsonNode::asInt).orElse(platform.width()),
            params.find("height").map(JsonNode::asInt).orElse(platform.height()));
    var look = new Generation.Thumbnail.Look(params.text("vibe"), colours(params.text("colours")));
    var words = new Generation.Thumbnail.Words(params.text("headline"), params.text("subtext"));
    return List.of(
        new Generation.Thumbnail(
            frame, words, look, params.text("quality"), params.whole("variants")));
  }

  private static List<Integer> colours(String text) {
    return text.isEmpty()
        ? List.of()
        : Stream.of(text.split(",", -1))
            .map(each -> Integer.parseInt(each.substring(1), 16))
            .toList();
  }

  private static FaceChoice faces(Params params, String name) {
    String text = params.text(name);
    return switch (text) {
      case "largest" -> FaceChoice.largest();
      case "all" -> FaceChoice.all();
      default -> FaceChoice.at(Integer.parseInt(text));
    };
  }

  /// `left:2` is the second face from the left.
  private static @Nullable FromSide fromSide(Params params) {
    String[] words = params.text("faces").split(":", 2);
    return words.length < 2
        ? null
        : new FromSide(
            FromSide.Side.valueOf(words[0].toUpperCase(Locale.ROOT)), Integer.parseInt(words[1]));
  }

  private static Generation.Box box(JsonNode box) {
    return new Generation.Box(
        box.get(0).asInt(), box.get(1).asInt(), box.get(2).asInt(), box.get(3).asInt());
  }

  private static List<Generation.Step> steps(Params params, Generation.Step only) {
    return steps(params, List.of(only), 1);
  }

  /// Smaller first, so that nothing is computed in vain; larger last.
  private static List<Generation.Step> steps(Params params, List<Generation.Step> own, int scale) {
    var steps = new ArrayList<Generation.Step>();
    params.find("max_side").ifPresent(side -> steps.add(new Generation.Fit(side.asInt())));
    steps.addAll(own);
    if (scale > 1) {
      steps.add(new Generation.Upscale("auto", scale, 0));
    }
    return steps;
  }
}
