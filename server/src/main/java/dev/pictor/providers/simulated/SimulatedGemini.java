package dev.pictor.providers.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.engine.codec.ImageInfo.Size;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gemini's `generateContent`: a draft as a thought, some text, and the picture last.
public final class SimulatedGemini extends SimulatedAnswers {
  private static final String MODEL = "/v1beta/models/{call}";
  private static final String CALL = ":generateContent";
  private static final Set<String> MODELS =
      Set.of("gemini-nano-banana-2.1", "gemini-3-pro-image", "gemini-2.5-flash-image");
  private static final Set<String> RATIOS =
      Set.of(
          "1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9", "1:4", "4:1",
          "1:8", "8:1");

  /// @param port 0 for a free one
  public SimulatedGemini(int port) {
    open(port);
  }

  @Override
  public String name() {
    return "gemini";
  }

  @Override
  void routes(JavalinConfig config) {
    config.routes.post(MODEL, this::serve);
    config.routes.get(MODEL, this::model);
  }

  private void model(Context request) {
    String id = request.pathParam("call");
    if (!isAllowed(request)) {
      refuse(request, Fault.BAD_KEY);
    } else if (!MODELS.contains(id)) {
      refuse(request, 404, "NOT_FOUND", "models/" + id + " is not found");
    } else {
      request
          .contentType("application/json")
          .result(bytes(texts("name", "models/" + id, "displayName", id)));
    }
  }

  @Override
  boolean isAllowed(Context request) {
    return key().equals(request.header("x-goog-api-key"));
  }

  @Override
  SimulatedWish read(Context request, JsonNode body) {
    String call = request.pathParam("call");
    String model = call.replace(CALL, "");
    if (!call.endsWith(CALL) || !MODELS.contains(model)) {
      throw new SimulatedWish.Bad(404, "NOT_FOUND", "models/" + model + " is not found");
    }
    var words = new StringBuilder();
    List<byte[]> pictures = new ArrayList<>();
    for (JsonNode part : body.path("contents").path(0).path("parts")) {
      words.append(part.path("text").asText(""));
      JsonNode data = part.path("inlineData");
      if (data.isObject()) {
        pictures.add(picture(data));
      }
    }
    demand(!words.isEmpty(), "a text is needed");
    JsonNode options = body.path("generationConfig");
    demand(options.path("responseModalities").toString().contains("IMAGE"), "responseModalities");
    JsonNode image = options.path("imageConfig");
    String ratio = image.path("aspectRatio").asText("1:1");
    String tier = image.path("imageSize").asText("1K");
    demand(RATIOS.contains(ratio), "no such aspectRatio: " + ratio);
    demand(Set.of("1K", "2K", "4K").contains(tier), "no such imageSize: " + tier);
    demand(!(model.contains("2.5") && image.has("imageSize")), "imageSize is not supported");
    demand(options.path("seed").isInt(), "seed is no int32");
    Size size = SimulatedInputs.shape(ratio, tier);
    return new SimulatedWish(
        body,
        words.toString(),
        pictures,
        size.width(),
        size.height(),
        options.path("seed").asLong());
  }

  private static byte[] picture(JsonNode data) {
    demand(
        Set.of("image/png", "image/jpeg", "image/webp").contains(data.path("mimeType").asText()),
        "no such mimeType");
    return SimulatedInputs.checked(Base64.getDecoder().decode(data.path("data").asText()));
  }

  private static void demand(boolean holds, String message) {
    SimulatedWish.demand(holds, "INVALID_ARGUMENT", message);
  }

  @Override
  void refuse(Context request, int status, String code, String message) {
    refuse(request, status, code, message, texts());
  }

  private static void refuse(
      Context request, int status, String code, String message, ObjectNode detail) {
    ObjectNode body = texts();
    ObjectNode error = body.putObject("error");
    error.put("code", status).put("message", message).put("status", code);
    if (!detail.isEmpty()) {
      error.putArray("details").add(detail);
    }
    request.status(status).contentType("application/json").result(bytes(body));
  }

  @Override
  void refuse(Context request, Fault fault) {
    String type = "type.googleapis.com/google.rpc.";
    switch (fault) {
      case BUSY ->
          refuse(
              request,
              429,
              "RESOURCE_EXHAUSTED",
              "You exceeded your current quota",
              texts("@type", type + "RetryInfo", "retryDelay", "1s"));
      case UNAVAILABLE -> refuse(request, 503, "UNAVAILABLE", "The model is overloaded");
      case BAD_KEY ->
          refuse(
              request,
              400,
              "INVALID_ARGUMENT",
              "API key not valid",
              texts("@type", type + "ErrorInfo", "reason", "API_KEY_INVALID"));
      case NO_CREDIT -> refuse(request, 400, "FAILED_PRECONDITION", "Enable billing");
      case REFUSED_INPUT -> refuse(request, 400, "INVALID_ARGUMENT", "Unable to process the image");
      case MODERATED -> {
        ObjectNode body = texts();
        body.putArray("candidates").addObject().put("finishReason", "IMAGE_SAFETY");
        request.contentType("application/json").result(bytes(body));
      }
      default -> refuse(request, 500, "INTERNAL", "An internal error has occurred");
    }
  }

  @Override
  byte[] answer(SimulatedWish wish, byte @Nullable [] picture) {
    ObjectNode body = texts();
    ObjectNode candidate = body.putArray("candidates").addObject();
    ObjectNode content = candidate.putObject("content").put("role", "model");
    ArrayNode parts = content.putArray("parts");
    byte[] draft = SimulatedPicture.black(16, 16);
    inline(parts.addObject(), draft).put("thought", true);
    parts.addObject().put("text", "Here is your picture.");
    if (picture != null) {
      inline(parts.addObject(), picture);
    }
    candidate.put("finishReason", "STOP").put("index", 0);
    body.putObject("usageMetadata")
        .put("promptTokenCount", wish.words().length() / 4)
        .put("candidatesTokenCount", 1120);
    return bytes(body);
  }

  private static ObjectNode inline(ObjectNode part, byte[] picture) {
    part.putObject("inlineData")
        .put("mimeType", "image/png")
        .put("data", Base64.getEncoder().encodeToString(picture));
    return part;
  }
}
