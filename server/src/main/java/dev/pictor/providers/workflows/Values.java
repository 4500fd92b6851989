package dev.pictor.providers.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pictor.engine.codec.ImageInfo.Size;
import dev.pictor.engine.face.FaceChoice;
import dev.pictor.engine.theme.Theme;
import dev.pictor.providers.FromSide;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Role;
import dev.pictor.providers.ThemeShelf;
import dev.pictor.providers.remote.Order;
import dev.pictor.providers.remote.Prompts;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a template can ask for, by name: of the step itself, and of one order for it.
public final class Values {
  /// Known from the order alone, so that a step cannot fail on them.
  static final Set<String> OF_ORDERS =
      Set.of(
          "order",
          "seed",
          "prompt",
          "instruction",
          "unwanted",
          "width",
          "height",
          "input_width",
          "input_height",
          "canvas_width",
          "canvas_height");

  private static final Set<String> OF_STEPS =
      Set.of(
          "style",
          "method",
          "intensity",
          "faces_index",
          "faces_order",
          "source_index",
          "blend",
          "strength",
          "cover",
          "lora",
          "lora_weight",
          "model",
          "enhance",
          "fidelity",
          "denoise",
          "scale",
          "tile",
          "theme",
          "faces",
          "medium",
          "box",
          "background",
          "platform",
          "headline",
          "subtext",
          "vibe",
          "quality");

  /// Every name that a manifest may use.
  public static final Set<String> NAMES =
      Stream.of(OF_ORDERS, OF_STEPS).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

  /// Pixels that models of the SDXL kind are at home with.
  private static final double CANVAS_PIXELS = 1024.0 * 1024.0;

  private static final int CANVAS_STEP = 64;

  private final Map<String, JsonNode> values = new HashMap<>();

  private Values() {}

  /// What is known of a step before there is an order.
  ///
  /// @param themes empty values for a theme that is gone
  public static Values of(Generation.Step step, ThemeShelf themes) {
    var values = new Values();
    switch (step) {
      case Generation.Sketch sketch ->
          values
              .put("style", sketch.look().style().name().toLowerCase(Locale.ROOT))
              .put("method", sketch.look().method().name().toLowerCase(Locale.ROOT))
              .put("intensity", sketch.intensity());
      case Generation.FaceSwap swap -> values.swap(swap);
      case Generation.FaceRestore restore ->
          values
              .put("model", restore.model())
              .put("enhance", restore.enhance())
              .put("fidelity", restore.fidelity())
              .put("denoise", restore.denoise());
      case Generation.Upscale upscale ->
          values
              .put("model", upscale.model())
              .put("scale", upscale.scale())
              .put("tile", upscale.tile());
      case Generation.Fit _ -> {}
      case Generation.Theme theme -> values.theme(theme, themes);
      case Generation.BookPage page -> values.page(page);
      case Generation.CutOut cutOut -> values.put("background", cutOut.background());
      case Generation.Thumbnail thumbnail -> values.thumbnail(thumbnail);
    }
    return values;
  }

  /// Everything, for one order.
  ///
  /// @return empty when it cannot be said any more what the step means: its theme is gone
  public static Optional<Values> of(Order order, ThemeShelf themes) {
    return new Prompts(themes).of(order).map(words -> of(order.step(), themes).with(order, words));
  }

  private Values with(Order order, Prompts.Words words) {
    Size input =
        order
            .find(Role.INPUT)
            .map(picture -> new Size(picture.width(), picture.height()))
            .orElse(order.wanted());
    Size canvas = canvas(order.step() instanceof Generation.Thumbnail ? order.wanted() : input);
    return put("order", order.id().toString())
        .put("seed", order.seed())
        .put("prompt", words.description())
        .put("instruction", words.instruction())
        .put("unwanted", words.unwanted())
        .put("width", order.wanted().width())
        .put("height", order.wanted().height())
        .put("input_width", input.width())
        .put("input_height", input.height())
        .put("canvas_width", canvas.width())
        .put("canvas_height", canvas.height());
  }

  /// The same shape with about a million pixels, sides in whole blocks.
  private static Size canvas(Size shape) {
    double scale = Math.sqrt(CANVAS_PIXELS / shape.pixels());
    return new Size(blocks(shape.width() * scale), blocks(shape.height() * scale));
  }

  private static int blocks(double side) {
    long blocks = Math.round(side / CANVAS_STEP);
    return Math.clamp(blocks, 4, 64) * CANVAS_STEP;
  }

  private void swap(Generation.FaceSwap swap) {
    put("faces_index", index(swap.faces()))
        .put("faces_order", "large-small")
        .put("source_index", swap.source() instanceof FaceChoice.At(int at) ? "" + at : "0")
        .put("blend", swap.blend())
        .put("strength", swap.strength())
        .put("cover", swap.blend() * swap.strength())
        .put("lora", swap.lora() == null ? "" : swap.lora());
  }

  private void page(Generation.BookPage page) {
    FromSide side = page.fromSide();
    put("faces_index", side == null ? index(page.faces()) : "" + (side.number() - 1))
        .put("faces_order", order(side))
        .put("source_index", "0")
        .put("blend", page.blend())
        .put("cover", page.blend())
        .put("medium", page.medium())
        .put("box", page.box() == null ? "" : "given");
  }

  private static String order(@Nullable FromSide from) {
    if (from == null) {
      return "large-small";
    }
    return switch (from.side()) {
      case LEFT -> "left-right";
      case RIGHT -> "right-left";
    };
  }

  private static String index(FaceChoice faces) {
    return switch (faces) {
      case FaceChoice.Largest _ -> "0";
      case FaceChoice.At(int index) -> "" + index;
      case FaceChoice.All _ ->
          IntStream.range(0, FromSide.MOST)
              .mapToObj(Integer::toString)
              .collect(Collectors.joining(","));
    };
  }

  private void theme(Generation.Theme step, ThemeShelf themes) {
    Optional<Theme> found = themes.find(step.theme(), step.version());
    put("theme", step.theme())
        .put("strength", step.strength())
        .put("faces", step.mostFaces())
        .put("lora", found.map(Theme::lora).orElse(""))
        .put("lora_weight", found.map(Theme::loraWeight).orElse(0.0));
  }

  private void thumbnail(Generation.Thumbnail thumbnail) {
    put("platform", thumbnail.frame().platform())
        .put("headline", thumbnail.words().headline())
        .put("subtext", thumbnail.words().subtext())
        .put("vibe", thumbnail.look().vibe())
        .put("quality", thumbnail.quality());
  }

  private Values put(String name, String value) {
    values.put(name, JsonNodeFactory.instance.textNode(value));
    return this;
  }

  private Values put(String name, double value) {
    values.put(name, JsonNodeFactory.instance.numberNode(value));
    return this;
  }

  private Values put(String name, long value) {
    values.put(name, JsonNodeFactory.instance.numberNode(value));
    return this;
  }

  private Values put(String name, int value) {
    return put(name, (long) value);
  }

  private Values put(String name, boolean value) {
    values.put(name, JsonNodeFactory.instance.booleanNode(value));
    return this;
  }

  Optional<JsonNode> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /// For the reader of a manifest.
  static List<String> sorted() {
    return NAMES.stream().sorted().toList();
  }
}
