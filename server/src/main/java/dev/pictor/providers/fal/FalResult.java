package dev.pictor.providers.fal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.providers.models.Price;
import dev.pictor.providers.remote.Reply;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the output of a model at fal: one `image`, or `images`.
record FalResult(FalSettings settings, JsonNode json) {
  /// @param request what was asked for; empty when its model is not in the table any more
  Reply reply(Optional<FalRequest> request) {
    if (json.path("has_nsfw_concepts").path(0).asBoolean(false)) {
      return new Reply.Moderated("fal's rules do not allow this content.");
    }
    JsonNode single = json.path("image");
    JsonNode image = single.isObject() ? single : json.path("images").path(0);
    if (!image.path("url").isTextual()) {
      return new Reply.Failed("It ended without a picture.", Reply.Charge.AS_FOR_A_PICTURE);
    }
    Optional<URI> link = link(image.path("url").asText());
    if (link.isEmpty()) {
      return new Reply.Failed(
          "Its picture is where nothing is fetched from.", Reply.Charge.AS_FOR_A_PICTURE);
    }
    Long cost = request.map(asked -> cost(asked, image)).orElse(null);
    return new Reply.Done(List.of(new Reply.Output.Link(link.get())), cost);
  }

  private Optional<URI> link(String address) {
    try {
      return Optional.of(URI.create(address)).filter(this::isTheirs);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// An answer must not send us to look around in our own network.
  private boolean isTheirs(URI link) {
    if (link.getHost() == null || link.getUserInfo() != null) {
      return false;
    }
    String host = link.getHost().toLowerCase(Locale.ROOT);
    URI queue = settings.queue();
    if (host.equals(queue.getHost())
        && link.getPort() == queue.getPort()
        && queue.getScheme().equals(link.getScheme())) {
      return true;
    }
    return "https".equals(link.getScheme())
        && link.getPort() == -1
        && settings.resultHosts().stream()
            .anyMatch(allowed -> host.equals(allowed) || host.endsWith("." + allowed));
  }

  private static @Nullable Long cost(FalRequest request, JsonNode image) {
    Price price = request.model().price();
    if (price.perMegapixel() > 0) {
      long pixels = image.path("width").asLong() * image.path("height").asLong();
      return pixels > 0 ? price.ofMegapixels(pixels) : null;
    }
    return request.tier().map(price::ofTier).orElse(null);
  }
}
