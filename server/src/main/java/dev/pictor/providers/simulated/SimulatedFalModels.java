package dev.pictor.providers.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.engine.codec.ImageInfo.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The models of the simulated fal, each with its own fields.
final class SimulatedFalModels {
  private static final Set<String> BY_WORDS =
      Set.of(
          "google/nano-banana-2.1",
          "google/nano-banana-2.1/edit",
          "fal-ai/nano-banana-2",
          "fal-ai/nano-banana-2/edit");
  private static final Set<String> LARGER =
      Set.of("fal-ai/seedvr/upscale/image", "fal-ai/clarity-upscaler");
  private static final String EASEL = "easel-ai/advanced-face-swap";
  private static final String SWAP = "fal-ai/face-swap";

  private SimulatedFalModels() {}

  /// What a model made.
  ///
  /// @param single whether its result has one `image` instead of `images`
  record Made(byte @Nullable [] picture, Size size, boolean single) {
    ObjectNode result(String address) {
      ObjectNode result = JsonNodeFactory.instance.objectNode();
      ObjectNode image = single ? result.putObject("image") : null;
      if (image == null) {
        result.putArray("images");
      }
      if (picture != null) {
        ObjectNode told = image == null ? result.withArray("images").addObject() : image;
        told.put("url", address).put("content_type", "image/png");
        told.put("width", size.width()).put("height", size.height());
      }
      return result;
    }
  }

  static boolean exists(String model) {
    return BY_WORDS.contains(model)
        || LARGER.contains(model)
        || model.equals(EASEL)
        || model.equals(SWAP);
  }

  /// @throws SimulatedWish.Bad when the input is none of this model
  static Made make(String model, JsonNode input, @Nullable Fault fault) {
    if (BY_WORDS.contains(model)) {
      return byWords(model.endsWith("/edit"), input, fault);
    }
    if (LARGER.contains(model)) {
      return larger(input, fault);
    }
    boolean easel = model.equals(EASEL);
    byte[] face =
        SimulatedInputs.picture(
            (easel ? input.path("face_image_0").path("url") : input.path("swap_image_url"))
                .asText());
    byte[] target =
        SimulatedInputs.picture(
            (easel ? input.path("target_image").path("url") : input.path("base_image_url"))
                .asText());
    SimulatedWish.demand(
        !easel
            || (Set.of("male", "female", "non-binary").contains(input.path("gender_0").asText())
                && Set.of("target_hair", "user_hair")
                    .contains(input.path("workflow_type").asText())),
        "missing",
        "gender_0 and workflow_type are needed");
    return made(input, List.of(target, face), SimulatedInputs.sizeOf(target), fault, true);
  }

  private static Made byWords(boolean edit, JsonNode input, @Nullable Fault fault) {
    SimulatedWish.demand(!input.path("prompt").asText().isBlank(), "missing", "prompt is needed");
    List<byte[]> pictures = new ArrayList<>();
    input
        .path("image_urls")
        .forEach(address -> pictures.add(SimulatedInputs.picture(address.asText())));
    SimulatedWish.demand(edit != pictures.isEmpty(), "missing", "image_urls are for edits");
    Size size =
        SimulatedInputs.shape(
            input.path("aspect_ratio").asText("1:1"), input.path("resolution").asText("1K"));
    return made(input, pictures, size, fault, false);
  }

  private static Made larger(JsonNode input, @Nullable Fault fault) {
    byte[] picture = SimulatedInputs.picture(input.path("image_url").asText());
    double factor = input.path("upscale_factor").asDouble(2);
    SimulatedWish.demand(factor >= 1 && factor <= 10, "less_than_equal", "upscale_factor");
    Size size = SimulatedInputs.sizeOf(picture);
    Size larger =
        new Size((int) Math.round(size.width() * factor), (int) Math.round(size.height() * factor));
    return made(input, List.of(picture), larger, fault, true);
  }

  private static Made made(
      JsonNode input, List<byte[]> pictures, Size size, @Nullable Fault fault, boolean single) {
    String words = input.path("prompt").asText("");
    var wish =
        new SimulatedWish(input, words, pictures, size.width(), size.height(), words.hashCode());
    return new Made(wish.picture(fault), size, single);
  }
}
