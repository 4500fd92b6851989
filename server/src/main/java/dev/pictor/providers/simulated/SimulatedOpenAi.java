package dev.pictor.providers.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.engine.codec.ImageInfo.Size;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// OpenAI's Images API under `/v1`: edits and generations in JSON, as one body or as events with
/// unfinished pictures on the way.
public final class SimulatedOpenAi extends SimulatedAnswers {
  private static final Set<String> MODELS =
      Set.of(
          "gpt-image-1-mini",
          "gpt-image-1.5",
          "gpt-image-2",
          "gpt-image-2.5-flare",
          "gpt-image-2.5-sunburst",
          "gpt-image-2.6-flare",
          "gpt-image-2.6-sunburst");
  private static final Set<String> OLD_SIZES = Set.of("1024x1024", "1536x1024", "1024x1536");
  private static final int LONGEST_ADDRESS = 20_971_520;

  /// @param port 0 for a free one
  public SimulatedOpenAi(int port) {
    open(port);
  }

  @Override
  public String name() {
    return "openai";
  }

  @Override
  void routes(JavalinConfig config) {
    config.routes.post("/v1/images/generations", this::serve);
    config.routes.post("/v1/images/edits", this::serve);
    config.routes.get("/v1/models/{id}", this::model);
  }

  private void model(Context request) {
    String id = request.pathParam("id");
    if (!isAllowed(request)) {
      refuse(request, Fault.BAD_KEY);
    } else if (!MODELS.contains(id)) {
      refuse(request, 404, "model_not_found", "The model does not exist");
    } else {
      request
          .contentType("application/json")
          .result(bytes(texts("id", id, "object", "model", "owned_by", "system")));
    }
  }

  @Override
  boolean isAllowed(Context request) {
    return ("Bearer " + key()).equals(request.header("Authorization"));
  }

  @Override
  SimulatedWish read(Context request, JsonNode body) {
    String model = body.path("model").asText();
    if (!MODELS.contains(model)) {
      throw new SimulatedWish.Bad(404, "model_not_found", "The model does not exist");
    }
    boolean edit = request.path().endsWith("/edits");
    List<byte[]> pictures = pictures(body.path("images"));
    SimulatedWish.demand(edit != pictures.isEmpty(), "invalid_value", "images are for edits");
    SimulatedWish.demand(!body.has("response_format"), "unknown_parameter", "response_format");
    String prompt = body.path("prompt").asText();
    SimulatedWish.demand(
        !prompt.isBlank() && prompt.length() <= 32_000, "invalid_value", "a prompt is needed");
    options(body, model);
    Size size = size(body.path("size").asText(), model);
    mask(body.path("mask"), pictures);
    return new SimulatedWish(
        body, prompt, pictures, size.width(), size.height(), prompt.hashCode());
  }

  private static List<byte[]> pictures(JsonNode images) {
    var pictures = new ArrayList<byte[]>();
    for (JsonNode image : images) {
      String address = image.path("image_url").asText();
      SimulatedWish.demand(
          address.length() <= LONGEST_ADDRESS, "invalid_value", "an image_url is too long");
      pictures.add(SimulatedInputs.picture(address));
    }
    SimulatedWish.demand(pictures.size() <= 16, "invalid_value", "at most 16 images");
    return pictures;
  }

  private static void options(JsonNode body, String model) {
    boolean newer = model.startsWith("gpt-image-2");
    SimulatedWish.demand(
        !(newer && body.has("input_fidelity")), "unknown_parameter", "input_fidelity");
    boolean seeThrough = body.path("background").asText().equals("transparent");
    boolean jpeg = body.path("output_format").asText("png").equals("jpeg");
    SimulatedWish.demand(!(seeThrough && jpeg), "invalid_value", "transparent needs png or webp");
    SimulatedWish.demand(
        jpeg || !body.has("output_compression"), "invalid_value", "png is not compressed");
    int partials = body.path("partial_images").asInt(0);
    SimulatedWish.demand(partials >= 0 && partials <= 3, "invalid_value", "partial_images");
    SimulatedWish.demand(
        Set.of("low", "medium", "high", "auto").contains(body.path("quality").asText("auto")),
        "invalid_value",
        "quality");
  }

  private static Size size(String written, String model) {
    Size size = SimulatedInputs.size(written, "invalid_value");
    boolean made =
        model.startsWith("gpt-image-2")
            ? size.width() % 16 == 0
                && size.height() % 16 == 0
                && Math.max(size.width(), size.height()) <= 3840
                && size.pixels() >= 655_360
                && size.pixels() <= 8_294_400
                && size.width() <= 3 * size.height()
                && size.height() <= 3 * size.width()
            : OLD_SIZES.contains(written);
    SimulatedWish.demand(made, "invalid_value", "no such size: " + written);
    return size;
  }

  private static void mask(JsonNode mask, List<byte[]> pictures) {
    if (mask.isObject()) {
      Size size = SimulatedInputs.sizeOf(SimulatedInputs.picture(mask.path("image_url").asText()));
      SimulatedWish.demand(
          !pictures.isEmpty() && size.equals(SimulatedInputs.sizeOf(pictures.getFirst())),
          "invalid_value",
          "the mask has another size than the first image");
    }
  }

  @Override
  void refuse(Context request, int status, String code, String message) {
    ObjectNode error = texts("message", message, "type", "invalid_request_error", "code", code);
    error.putNull("param");
    ObjectNode body = texts();
    body.set("error", error);
    request.status(status).contentType("application/json").result(bytes(body));
  }

  @Override
  void refuse(Context request, Fault fault) {
    switch (fault) {
      case BUSY -> refuse(request, 429, "rate_limit_exceeded", "Rate limit reached");
      case UNAVAILABLE -> refuse(request, 503, "server_overloaded", "Overloaded");
      case BAD_KEY -> refuse(request, 401, "invalid_api_key", "Incorrect API key provided");
      case NO_CREDIT -> refuse(request, 429, "insufficient_quota", "You exceeded your quota");
      case REFUSED_INPUT -> refuse(request, 400, "invalid_type", "Invalid type for 'images'");
      case MODERATED -> refuse(request, 400, "moderation_blocked", "Rejected by the safety system");
      default -> refuse(request, 500, "server_error", "The server had an error");
    }
  }

  @Override
  String type(SimulatedWish wish) {
    return wish.body().path("stream").asBoolean() ? "text/event-stream" : "application/json";
  }

  @Override
  byte[] answer(SimulatedWish wish, byte @Nullable [] picture) {
    boolean jpeg = wish.body().path("output_format").asText().equals("jpeg");
    String encoded = picture == null ? null : encoded(picture, jpeg);
    if (!wish.body().path("stream").asBoolean()) {
      ObjectNode body = texts();
      if (encoded != null) {
        body.withArray("data").addObject().put("b64_json", encoded);
      }
      body.set("usage", usage(wish));
      return bytes(body);
    }
    var events = new ByteArrayOutputStream();
    String head = wish.pictures().isEmpty() ? "image_generation" : "image_edit";
    for (int i = 0; i < wish.body().path("partial_images").asInt(); i++) {
      byte[] draft = SimulatedPicture.made(null, 64, 64, i);
      ObjectNode partial =
          texts("b64_json", Base64.getEncoder().encodeToString(draft))
              .put("partial_image_index", i);
      event(events, head + ".partial_image", partial);
    }
    ObjectNode completed = texts();
    if (encoded != null) {
      completed.put("b64_json", encoded);
    }
    completed.set("usage", usage(wish));
    event(events, head + ".completed", completed);
    return events.toByteArray();
  }

  private static void event(ByteArrayOutputStream events, String type, ObjectNode data) {
    data.put("type", type);
    events.writeBytes(("event: " + type + "\ndata: ").getBytes(StandardCharsets.UTF_8));
    events.writeBytes(bytes(data));
    events.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(byte[] picture, boolean jpeg) {
    boolean png = picture.length > 4 && picture[1] == 'P' && picture[2] == 'N';
    return Base64.getEncoder()
        .encodeToString(jpeg && png ? SimulatedPicture.jpeg(picture) : picture);
  }

  /// Tokens in the order of size of the real ones.
  private static ObjectNode usage(SimulatedWish wish) {
    int text = wish.words().length() / 4 + 1;
    int image = 300 * wish.pictures().size();
    int output = wish.width() * wish.height() / 600;
    ObjectNode usage = texts();
    usage.put("input_tokens", text + image).put("output_tokens", output);
    usage.put("total_tokens", text + image + output);
    usage.putObject("input_tokens_details").put("text_tokens", text).put("image_tokens", image);
    return usage;
  }
}
