package dev.pictor.providers.openai;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.engine.codec.ImageInfo.Size;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Role;
import dev.pictor.providers.cloud.PictureBody;
import dev.pictor.providers.cloud.Sent;
import dev.pictor.providers.models.Model;
import dev.pictor.providers.models.SizeRule;
import dev.pictor.providers.remote.Order;
import java.net.http.HttpRequest.BodyPublisher;
import java.util.List;
import java.util.Locale;

/// The JSON of an edit or a generation. Edits take pictures as `data:` addresses there, so that no
/// multipart body is needed.
record OpenAiRequest(OpenAiSettings settings, Model model, Order order, String words) {
  /// The documented limit of a prompt.
  private static final int LONGEST_PROMPT = 32_000;

  BodyPublisher body() {
    var pictures = new PictureBody();
    ObjectNode body = options();
    List<Order.Picture> sent = Sent.pictures(order);
    for (Order.Picture picture : sent) {
      body.withArray("images").addObject().put("image_url", pictures.dataUri(picture));
    }
    mask(body);
    return pictures.publisher(body);
  }

  private ObjectNode options() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("model", model.id());
    body.put("prompt", words.substring(0, Math.min(LONGEST_PROMPT, words.length())));
    body.put("n", 1);
    body.put("size", size());
    body.put("quality", quality());
    boolean seeThrough =
        order.step() instanceof Generation.CutOut cutOut
            && cutOut.background().equals("transparent");
    body.put("background", seeThrough ? "transparent" : "opaque");
    body.put("output_format", seeThrough ? "png" : "jpeg");
    if (!seeThrough) {
      body.put("output_compression", 95);
    }
    if (!order.endUser().isBlank()) {
      body.put("safety_identifier", order.endUser());
    }
    if (model.traits().contains("fidelity") && !order.pictures().isEmpty()) {
      body.put("input_fidelity", "high");
    }
    body.put("stream", true);
    body.put("partial_images", settings.partials());
    return body;
  }

  private String size() {
    return switch (model.sizes()) {
      case SizeRule.Multiples any -> SizeRule.written(any.nearest(order.wanted()));
      case SizeRule.Listed listed -> SizeRule.written(listed.nearest(order.wanted()));
      case SizeRule.Ratios _, SizeRule.Own _ -> "auto";
    };
  }

  private String quality() {
    return Sent.quality(order.step(), settings.quality().name().toLowerCase(Locale.ROOT));
  }

  /// Where somebody said where the face of a page is, only that place may change.
  private void mask(ObjectNode body) {
    if (order.step() instanceof Generation.BookPage page && page.box() != null) {
      Order.Picture first = order.picture(Role.INPUT);
      Size size = new Size(first.width(), first.height());
      byte[] mask = FaceMask.of(page.box(), order.wanted(), size);
      body.putObject("mask").put("image_url", FaceMask.dataUri(mask));
    }
  }
}
