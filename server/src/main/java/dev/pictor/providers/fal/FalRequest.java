package dev.pictor.providers.fal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Role;
import dev.pictor.providers.cloud.PictureBody;
import dev.pictor.providers.cloud.Sent;
import dev.pictor.providers.models.Model;
import dev.pictor.providers.models.SizeRule;
import dev.pictor.providers.remote.Order;
import dev.pictor.providers.remote.Prompts;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.util.Optional;

/// The input of a model at fal. Each model has fields of its own; the table's traits say which.
record FalRequest(Model model, Order order, Prompts.Words words) {
  /// Of pictures by words; the next one costs twice as much.
  private static final String MOST_TIER = "2K";

  /// The path under the queue: some models have another one for orders without pictures.
  String path() {
    String without = model.trait("without");
    return order.pictures().isEmpty() && !without.isEmpty() ? without : model.id();
  }

  BodyPublisher body() {
    var pictures = new PictureBody();
    ObjectNode input = JsonNodeFactory.instance.objectNode();
    if (model.traits().contains("upscale")) {
      upscale(input, pictures);
    } else if (model.traits().contains("easel")) {
      easel(input, pictures);
    } else if (model.traits().contains("swap")) {
      input.put("base_image_url", address(order.picture(Role.INPUT), pictures));
      input.put("swap_image_url", address(order.picture(Role.SOURCE), pictures));
    } else {
      words(input, pictures);
    }
    return pictures.publisher(input);
  }

  private void upscale(ObjectNode input, PictureBody pictures) {
    input.put("image_url", address(order.picture(Role.INPUT), pictures));
    int scale = order.step() instanceof Generation.Upscale upscale ? upscale.scale() : 2;
    input.put("upscale_factor", scale);
    input.put("seed", Sent.seed(order));
    if (model.traits().contains("prompt")) {
      input.put("prompt", words.description());
      input.put("negative_prompt", words.unwanted());
      // Little freedom and much likeness, as nobody asked for another picture.
      input.put("creativity", 0.2);
      input.put("resemblance", 1.0);
    } else {
      input.put("upscale_mode", "factor");
    }
  }

  /// It wants to know a gender, and nobody told us one.
  private void easel(ObjectNode input, PictureBody pictures) {
    input.putObject("face_image_0").put("url", address(order.picture(Role.SOURCE), pictures));
    input.put("gender_0", "non-binary");
    input.putObject("target_image").put("url", address(order.picture(Role.INPUT), pictures));
    input.put("workflow_type", "target_hair");
  }

  private void words(ObjectNode input, PictureBody pictures) {
    input.put("prompt", words.instruction());
    for (Order.Picture picture : Sent.pictures(order)) {
      input.withArray("image_urls").add(address(picture, pictures));
    }
    input.put("num_images", 1);
    input.put("output_format", "png");
    if (model.sizes() instanceof SizeRule.Ratios sizes) {
      input.put("aspect_ratio", sizes.ratio(order.wanted()));
      tier().ifPresent(tier -> input.put("resolution", tier));
    }
  }

  /// The tier that is asked for, which decides the price.
  Optional<String> tier() {
    return model.sizes() instanceof SizeRule.Ratios sizes
        ? sizes.tier(order.wanted(), MOST_TIER)
        : Optional.empty();
  }

  private static String address(Order.Picture picture, PictureBody pictures) {
    URI link = picture.link();
    return link == null ? pictures.dataUri(picture) : link.toString();
  }
}
