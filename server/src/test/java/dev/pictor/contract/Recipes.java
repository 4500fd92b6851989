package dev.pictor.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.testkit.ApiDocument.Operation;
import dev.pictor.testkit.RunningApp;
import dev.pictor.testkit.SketchClient;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How to call each operation so that it works: what stands in its path, and what its body is where
/// the document's example holds things that a new service does not have. A new operation with
/// something in its path needs a row here; without one the tests fail and say so.
final class Recipes {
  /// What stands in a path.
  ///
  /// @param owned whether it belongs to a user, so that others must not find it
  private record Value(boolean owned, Function<Recipes, String> make) {}

  /// By the path up to the parameter; the longest that fits counts.
  private static final Map<String, Value> VALUES =
      Map.ofEntries(
          Map.entry("/api/sketch/{sketch_id}", new Value(true, Recipes::sketch)),
          Map.entry("/api/sketch/task/{task_id}", new Value(true, Recipes::sketch)),
          Map.entry("/api/sketch/styles/{style}", new Value(false, _ -> "pencil")),
          Map.entry("/api/upload/download-url/{key}", new Value(true, Recipes::upload)),
          Map.entry("/api/v1/admin/themes/{theme_id}", new Value(false, Recipes::theme)),
          Map.entry("/api/v1/admin/workflows/{workflow_id}", new Value(false, _ -> "sketch")),
          Map.entry("/api/v1/jobs/{job_id}", new Value(true, Recipes::job)),
          Map.entry("/api/v1/keys/{id}", new Value(true, Recipes::key)),
          Map.entry("/api/images/{image_id}", new Value(true, Recipes::themed)),
          Map.entry("/api/v1/projects/{project_id}", new Value(true, Recipes::project)),
          Map.entry("/api/v1/chat/{chat_id}", new Value(true, Recipes::chat)),
          Map.entry("/api/v1/admin/users/{id}", new Value(false, Recipes::somebody)),
          Map.entry("/api/v1/admin/outbox/{id}", new Value(false, _ -> "none")),
          Map.entry("/api/v1/account/storage/objects/{key}", new Value(true, Recipes::upload)),
          Map.entry("/api/v1/auth/oidc/{provider}", new Value(false, _ -> "none")),
          Map.entry("/api/v1/admin/users/{user_id}", new Value(false, Recipes::somebody)),
          Map.entry("/c/{chat_id}", new Value(false, Recipes::chat)),
          Map.entry("/api/v1/assets/{asset_id}", new Value(true, Recipes::asset)),
          Map.entry("/api/v1/webhooks/{id}", new Value(true, Recipes::webhook)),
          Map.entry("/api/v1/webhook-deliveries/{id}", new Value(true, Recipes::delivery)),
          Map.entry("/api/webhooks/runpod/{token}", new Value(false, _ -> "none")),
          Map.entry("/api/webhooks/fal/{token}", new Value(false, _ -> "none")),
          Map.entry("/static/processed/{name}", new Value(false, _ -> "none.jpg")),
          Map.entry("/static/uploads/{name}", new Value(false, _ -> "none.jpg")),
          Map.entry("/assets/{file}", new Value(false, _ -> "none.js")),
          Map.entry("/docs/page/{file}", new Value(false, _ -> "page.css")),
          Map.entry("/docs/ui/{file}", new Value(false, _ -> "swagger-ui.css")),
          Map.entry("/redoc/ui/{file}", new Value(false, _ -> "redoc.standalone.js")),
          Map.entry("/objects/{key}", new Value(false, _ -> "users/none/uploads/none.jpg")),
          Map.entry("/public/{key}", new Value(false, _ -> "none.jpg")),
          Map.entry("/static/theme_previews/{name}", new Value(false, _ -> "scrubs.jpg")));

  /// Requests that are to succeed, with the status; the others send the document's example and may
  /// get any answer that is documented.
  private static final Map<String, Recipe> REQUESTS = requests();

  private final RunningApp app;
  private final People people;
  private int receivers;

  Recipes(RunningApp app, People people) {
    this.app = app;
    this.people = people;
  }

  /// A body that works.
  ///
  /// @param body makes the JSON; null for a request without a body
  record Recipe(int status, Function<Recipes, Object> body) {}

  private static Map<String, Recipe> requests() {
    var all = new LinkedHashMap<String, Recipe>();
    all.put("POST /api/auth/register", new Recipe(201, recipes -> recipes.people.newAccount()));
    all.put("POST /api/auth/login", new Recipe(200, recipes -> recipes.people.account()));
    all.put("POST /api/v1/auth/register", new Recipe(201, recipes -> recipes.people.newAccount()));
    all.put("POST /api/v1/auth/login", new Recipe(200, recipes -> recipes.people.account()));
    all.put("POST /api/auth/token", new Recipe(200, recipes -> recipes.people.nameAndPassword()));
    all.put("POST /api/images/process", new Recipe(202, _ -> theming()));
    all.put("POST /api/images", new Recipe(201, _ -> Map.of("image", portrait())));
    all.put(
        "POST /api/sketch/create",
        new Recipe(
            202, recipes -> Map.of("key", recipes.upload(), "style", "INK", "method", "BASIC")));
    all.put(
        "POST /api/upload/presigned-url",
        new Recipe(
            200,
            _ -> Map.of("filename", "a.jpg", "content_type", "image/jpeg", "file_size", 1000)));
    all.put("POST /api/upload/confirm", new Recipe(200, recipes -> Map.of("key", recipes.put())));
    all.put("POST /api/v1/jobs", new Recipe(201, Recipes::upscaling));
    all.put("POST /api/v1/quotes", new Recipe(200, Recipes::upscaling));
    all.put(
        "POST /api/v1/keys",
        new Recipe(201, _ -> Map.of("name", "a key", "scopes", List.of("read"))));
    all.put("POST /api/v1/webhooks", new Recipe(201, Recipes::receiver));
    all.put("POST /api/v1/webhook-secret", new Recipe(201, _ -> Map.of()));
    return all;
  }

  private String somebody() {
    return people.other().get("/api/auth/me").is(200).json().get("id").asText();
  }

  /// The recipe of an operation, or null where the document's example has to do.
  static @Nullable Recipe find(Operation operation) {
    return REQUESTS.get(operation.name());
  }

  Object body(Recipe recipe) {
    return recipe.body().apply(this);
  }

  /// Whether the path names something of a user's.
  static boolean isOwned(Operation operation) {
    return operation.parameters("path").stream().anyMatch(name -> value(operation, name).owned());
  }

  /// The path with things that are there, of the user `people` now has.
  String path(Operation operation) {
    return fill(operation, name -> value(operation, name).make().apply(this));
  }

  /// The path with ids that nobody has.
  static String unknown(Operation operation) {
    return fill(operation, _ -> "0199f0c2-9d00-7000-8000-000000000000");
  }

  private static String fill(Operation operation, Function<String, String> values) {
    String path = operation.path();
    for (String name : operation.parameters("path")) {
      path = path.replace("{" + name + "}", values.apply(name));
    }
    return path;
  }

  private static Value value(Operation operation, String parameter) {
    String upTo =
        operation.path().substring(0, operation.path().indexOf("{" + parameter + "}"))
            + ("{" + parameter + "}");
    Value value = VALUES.get(upTo);
    if (value == null) {
      throw new AssertionError(
          operation + ": say in contract.Recipes.VALUES what stands for " + upTo);
    }
    return value;
  }

  /// The document's own example of a request; empty where there is none.
  static String example(Operation operation) {
    JsonNode content = operation.requestContent();
    if (content.has("example")) {
      return content.get("example").toString();
    }
    return content.path("examples").isEmpty()
        ? ""
        : content.get("examples").elements().next().get("value").toString();
  }

  private static String portrait() {
    return Base64.getEncoder().encodeToString(SketchClient.portrait());
  }

  /// The key of a picture that was put and not confirmed.
  private String put() {
    byte[] picture = SketchClient.portrait();
    var said =
        Map.of("filename", "a.jpg", "content_type", "image/jpeg", "file_size", picture.length);
    JsonNode place = people.user().post("/api/upload/presigned-url", said).is(200).json();
    String link = place.get("upload_url").asText();
    Caller.nobody(app).send("PUT", link, Map.of("Content-Type", "image/jpeg"), picture).is(200);
    return place.get("key").asText();
  }

  private String upload() {
    String key = put();
    people.user().post("/api/upload/confirm", Map.of("key", key)).is(200);
    return key;
  }

  private String sketch() {
    var wish = Map.of("key", upload(), "style", "INK", "method", "BASIC");
    return people.user().post("/api/sketch/create", wish).is(202).json().get("id").asText();
  }

  private static Object theming() {
    return Map.of("image_base64", portrait(), "workflow_id", "scrubs");
  }

  private String themed() {
    return people
        .user()
        .post("/api/images/process", theming())
        .is(202)
        .json()
        .get("request_id")
        .asText();
  }

  private String project() {
    return people
        .user()
        .post("/api/v1/projects", Map.of("mode", "design", "platform", "youtube"))
        .is(201)
        .json()
        .get("id")
        .asText();
  }

  private String chat() {
    var wish = Map.of("session_name", "a chat");
    return people.user().post("/api/v1/chat/new", wish).is(201).json().get("chat_id").asText();
  }

  private String asset() {
    var form = new ByteArrayOutputStream();
    String type = "Content-Disposition: form-data; name=\"type\"\r\n\r\nref\r\n--abc\r\n";
    String file = "Content-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\r\n";
    form.writeBytes(("--abc\r\n" + type + file).getBytes(StandardCharsets.UTF_8));
    form.writeBytes(SketchClient.portrait());
    form.writeBytes("\r\n--abc--\r\n".getBytes(StandardCharsets.UTF_8));
    return people
        .user()
        .send(
            "POST",
            "/api/v1/assets/upload",
            Map.of("Content-Type", "multipart/form-data; boundary=abc"),
            form.toByteArray())
        .is(201)
        .json()
        .get("id")
        .asText();
  }

  private Object upscaling() {
    return Map.of("job_type", "upscale", "params", Map.of("input_key", upload(), "scale", 2));
  }

  private String job() {
    return people.user().post("/api/v1/jobs", upscaling()).is(201).json().get("id").asText();
  }

  private String key() {
    return people
        .user()
        .post("/api/v1/keys", Map.of("name", "another", "scopes", List.of("read")))
        .is(201)
        .json()
        .at("/details/id")
        .asText();
  }

  /// Nobody listens there, and each is another one, as a user has an address once.
  private Object receiver() {
    receivers++;
    return Map.of("url", "http://127.0.0.1:6553/" + receivers);
  }

  private String webhook() {
    return people
        .user()
        .post("/api/v1/webhooks", receiver())
        .is(201)
        .json()
        .at("/endpoint/id")
        .asText();
  }

  private String delivery() {
    return people
        .user()
        .post("/api/v1/webhooks/" + webhook() + "/test", Map.of())
        .is(202)
        .json()
        .get("delivery_id")
        .asText();
  }

  private String theme() {
    return people.admin().get("/api/v1/admin/themes").is(200).json().findValuesAsText("id").get(0);
  }
}
