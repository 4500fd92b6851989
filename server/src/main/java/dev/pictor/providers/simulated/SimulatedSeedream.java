package dev.pictor.providers.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.engine.codec.ImageInfo.Size;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Ark's images API under `/api/v3`, with the errors of single pictures inside a status of 200.
public final class SimulatedSeedream extends SimulatedAnswers {
  /// Pixels of a result, from and to, by the beginning of a model's name.
  private static final Map<String, long[]> PIXELS =
      Map.of(
          "seedream-4-0-250828", new long[] {921_600, 16_777_216},
          "seedream-4-5-251128", new long[] {3_686_400, 16_777_216},
          "seedream-5-0-260128", new long[] {3_686_400, 10_404_496});

  private final PictureShelf results = new PictureShelf();

  /// @param port 0 for a free one
  public SimulatedSeedream(int port) {
    open(port);
  }

  @Override
  public String name() {
    return "seedream";
  }

  @Override
  public Set<Fault> faults() {
    Set<Fault> faults = EnumSet.copyOf(super.faults());
    faults.add(Fault.FAILED);
    return faults;
  }

  @Override
  void routes(JavalinConfig config) {
    config.routes.post("/api/v3/images/generations", this::serve);
    config.routes.get("/results/{id}", this::result);
  }

  private void result(Context request) {
    byte[] picture = results.get(request.pathParam("id"));
    if (picture == null) {
      request.status(403).result("<Error><Code>AccessDenied</Code></Error>");
    } else {
      request.contentType("image/png").result(picture);
    }
  }

  /// Lets every link that was given out expire.
  public void expire() {
    results.clear();
  }

  @Override
  boolean isAllowed(Context request) {
    return ("Bearer " + key()).equals(request.header("Authorization"));
  }

  @Override
  SimulatedWish read(Context request, JsonNode body) {
    SimulatedWish.demand(body.has("model"), "MissingParameter", "the parameter model is missing");
    String model = body.path("model").asText().replace("doubao-", "");
    long[] pixels = PIXELS.get(model);
    if (pixels == null) {
      throw new SimulatedWish.Bad(404, "InvalidEndpointOrModel.NotFound", "no such model");
    }
    demand(body.path("prompt").isTextual(), "prompt");
    demand(body.path("watermark").isBoolean(), "watermark: simulated orders say whether");
    demand(
        model.startsWith("seedream-5") || !body.has("output_format"),
        "output_format is not supported");
    List<byte[]> pictures = pictures(body.path("image"));
    demand(pictures.size() <= 10, "image: too many");
    Size size = SimulatedInputs.size(body.path("size").asText(), "InvalidParameter");
    demand(size.pixels() >= pixels[0] && size.pixels() <= pixels[1], "size: not in the range");
    demand(size.width() <= 16 * size.height() && size.height() <= 16 * size.width(), "size: shape");
    String words = body.path("prompt").asText();
    return new SimulatedWish(body, words, pictures, size.width(), size.height(), words.hashCode());
  }

  private static List<byte[]> pictures(JsonNode image) {
    List<byte[]> pictures = new ArrayList<>();
    if (image.isTextual()) {
      pictures.add(SimulatedInputs.picture(image.asText()));
    }
    image.forEach(each -> pictures.add(SimulatedInputs.picture(each.asText())));
    return pictures;
  }

  private static void demand(boolean holds, String message) {
    SimulatedWish.demand(holds, "InvalidParameter", message);
  }

  @Override
  void refuse(Context request, int status, String code, String message) {
    ObjectNode body = texts();
    body.set("error", texts("code", code, "message", message, "param", "", "type", "BadRequest"));
    request.status(status).contentType("application/json").result(bytes(body));
  }

  @Override
  void refuse(Context request, Fault fault) {
    switch (fault) {
      case BUSY ->
          refuse(request, 429, "RateLimitExceeded.EndpointRPMExceeded", "Requests per minute");
      case UNAVAILABLE -> refuse(request, 503, "ServerOverloaded", "Try again later");
      case BAD_KEY -> refuse(request, 401, "AuthenticationError", "The API key does not exist");
      case NO_CREDIT -> refuse(request, 403, "AccountOverdueError", "The account is overdue");
      case REFUSED_INPUT ->
          refuse(request, 400, "InvalidParameter.UnsupportedImageFormat", "image: not supported");
      case MODERATED -> inside(request, "OutputImageSensitiveContentDetected");
      case FAILED -> inside(request, "InternalServiceError");
      default -> refuse(request, 500, "InternalServiceError", "An internal error");
    }
  }

  /// A status of 200 whose one picture is an error.
  private static void inside(Context request, String code) {
    ObjectNode body = texts();
    body.withArray("data").addObject().set("error", texts("code", code, "message", "no picture"));
    body.putObject("usage").put("generated_images", 0);
    request.contentType("application/json").result(bytes(body));
  }

  @Override
  byte[] answer(SimulatedWish wish, byte @Nullable [] picture) {
    ObjectNode body = texts("model", wish.body().path("model").asText());
    body.putArray("data");
    if (picture != null) {
      ObjectNode data = body.withArray("data").addObject();
      data.put("size", wish.width() + "x" + wish.height());
      if (wish.body().path("response_format").asText("url").equals("b64_json")) {
        data.put("b64_json", Base64.getEncoder().encodeToString(picture));
      } else {
        String id = UUID.randomUUID().toString();
        results.put(id, picture);
        data.put("url", uri() + "/results/" + id);
      }
    }
    body.putObject("usage").put("generated_images", picture == null ? 0 : 1);
    return bytes(body);
  }

  @Override
  public void close() {
    super.close();
    results.close();
  }
}
