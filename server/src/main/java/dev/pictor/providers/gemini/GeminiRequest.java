package dev.pictor.providers.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.providers.cloud.PictureBody;
import dev.pictor.providers.cloud.Sent;
import dev.pictor.providers.models.Model;
import dev.pictor.providers.models.SizeRule;
import dev.pictor.providers.remote.Order;
import java.net.http.HttpRequest.BodyPublisher;
import java.util.Optional;

/// The JSON of `generateContent`: the words, then the pictures in the order that the words count
/// them in.
record GeminiRequest(GeminiSettings settings, Model model, Order order, String words) {
  BodyPublisher body() {
    var pictures = new PictureBody();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode content = body.putArray("contents").addObject();
    content.put("role", "user");
    ArrayNode parts = content.putArray("parts");
    parts.addObject().put("text", words);
    for (Order.Picture picture : Sent.pictures(order)) {
      parts
          .addObject()
          .putObject("inlineData")
          .put("mimeType", picture.mediaType())
          .put("data", pictures.base64(picture));
    }
    ObjectNode options = body.putObject("generationConfig");
    options.putArray("responseModalities").add("IMAGE");
    options.put("seed", Sent.seed(order));
    if (model.sizes() instanceof SizeRule.Ratios sizes) {
      ObjectNode image = options.putObject("imageConfig");
      image.put("aspectRatio", sizes.ratio(order.wanted()));
      tier(sizes).ifPresent(tier -> image.put("imageSize", tier));
    }
    return pictures.publisher(body);
  }

  /// The answer counts tokens, but not of which kind; the size that was asked for decides.
  long cost() {
    return model.sizes() instanceof SizeRule.Ratios sizes
        ? tier(sizes).map(model.price()::ofTier).orElse(model.price().perPicture())
        : model.price().perPicture();
  }

  private Optional<String> tier(SizeRule.Ratios sizes) {
    return sizes.tier(order.wanted(), settings.mostSize());
  }
}
