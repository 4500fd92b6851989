package dev.pictor.platform;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.HttpServer;
import dev.pictor.platform.http.HttpSettings;
import dev.pictor.platform.http.NextPage;
import dev.pictor.platform.http.OpenApi;
import dev.pictor.platform.http.ProblemRenderer;
import dev.pictor.platform.http.RequestBody;
import dev.pictor.platform.http.Route;
import dev.pictor.platform.telemetry.Metrics;
import io.javalin.http.Context;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HttpServerTest {
  /// A body with one field of each sort.
  record Order(String title, int count, @Nullable Colour colour) {}

  enum Colour {
    RED,
    GREEN
  }

  private static final List<Route> ROUTES =
      List.of(
          route(GET, "/things/{id}", Access.PUBLIC)
              .says("One thing")
              .answers(200, "The thing", new Order("a", 1, Colour.RED))
              .by(request -> request.result(request.pathParam("id"))),
          route(POST, "/things", Access.USER)
              .says("Makes a thing")
              .takes(new Order("a", 1, Colour.RED))
              .answers(201, "Made")
              .by(request ->
                  request.status(201).result(RequestBody.json(request, Order.class).title())),
          route(GET, "/list", Access.PUBLIC).by(request -> NextPage.link(request, "skip", "4")),
          route(GET, "/late", Access.PUBLIC)
              .by(_ -> {
                throw Problem.later(Problem.Kind.RATE_LIMITED, "Wait.", Duration.ofSeconds(7));
              }),
          route(GET, "/loud/thing", Access.PUBLIC)
              .by(_ -> {
                throw Problem.of(Problem.Kind.FORBIDDEN, "No.");
              }),
          route(GET, "/loud/broken", Access.PUBLIC)
              .by(_ -> {
                throw new IllegalStateException("the secret is swordfish");
              }),
          route(GET, "/broken", Access.PUBLIC)
              .by(_ -> {
                throw new IllegalStateException("the secret is swordfish");
              }));

  private static final Metrics METRICS = new Metrics();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static HttpServer server;

  @BeforeAll
  static void start() {
    server =
        HttpServer.start(
            new HttpSettings("127.0.0.1", 0, List.of("https://app.example.com"), false),
            new HttpServer.Content(
                ROUTES,
                Map.of(),
                (request, route) -> {
                  if (route.access() == Access.USER && request.header("Authorization") == null) {
                    throw Problem.of(Problem.Kind.UNAUTHENTICATED, "Sign in first.");
                  }
                },
                METRICS,
                List.of(new Shouting())));
  }

  /// A surface that has a form of its own for problems.
  private static final class Shouting implements ProblemRenderer {
    @Override
    public boolean isFor(String path) {
      return path.startsWith("/loud/");
    }

    @Override
    public void write(Context response, Problem problem) {
      response.status(418).result(problem.kind().code().toUpperCase(Locale.ROOT) + "!");
    }
  }

  @Test
  void aSurfaceWritesTheProblemsOfItsOwnPathsWhetherTheyHaveARouteOrNot() throws Exception {
    assertThat(get("/loud/thing").body()).isEqualTo("FORBIDDEN!");
    assertThat(get("/loud/other").body()).isEqualTo("NOT_FOUND!");
    assertThat(get("/loud/broken").body()).isEqualTo("INTERNAL_ERROR!");
    assertThat(get("/loudly").statusCode()).isEqualTo(404);
  }

  @AfterAll
  static void stop() {
    server.close();
    METRICS.close();
  }

  @Test
  void aTrailingSlashMakesNoDifference() throws Exception {
    assertThat(get("/things/7").body()).isEqualTo("7");
    assertThat(get("/things/7/").body()).isEqualTo("7");
  }

  @Test
  void anUnknownPathAndAWrongMethodAreProblems() throws Exception {
    assertThat(problem(get("/nowhere"))).isEqualTo("404 not_found");
    assertThat(problem(get("/things"))).isEqualTo("405 method_not_allowed");
  }

  @Test
  void theGuardIsAskedBeforeTheRoute() throws Exception {
    assertThat(problem(send("/things", "{}", null))).isEqualTo("401 unauthenticated");
  }

  @Test
  void aBadBodySaysWhichFieldAndWhatItTakes() throws Exception {
    assertThat(problem(post(""))).isEqualTo("400 malformed_request");
    assertThat(problem(post("{\"title\":"))).isEqualTo("400 malformed_request");
    assertThat(problem(post("[]"))).isEqualTo("400 malformed_request");
    assertThat(errors(post("{\"title\":\"a\",\"count\":1,\"price\":2}")))
        .isEqualTo("price: is not known here; known are colour, count, title.");
    assertThat(errors(post("{\"title\":\"a\",\"count\":\"many\"}")))
        .isEqualTo("count: has the wrong form; it takes a whole number.");
    assertThat(errors(post("{\"title\":\"a\",\"count\":1,\"colour\":\"BLUE\"}")))
        .isEqualTo("colour: has the wrong form; one of [RED, GREEN].");
    assertThat(problem(post("{\"title\":\"" + "x".repeat(300_000) + "\"}")))
        .isEqualTo("413 too_large");
  }

  @Test
  void aFaultOfOursTellsNothingButItsRequestId() throws Exception {
    HttpResponse<String> answer = get("/broken");
    assertThat(problem(answer)).isEqualTo("500 internal_error");
    assertThat(answer.body()).doesNotContain("swordfish");
    assertThat(Json.MAPPER.readTree(answer.body()).get("request_id").asText())
        .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
  }

  @Test
  void aDecentRequestIdOfTheCallerIsKeptAndAnotherIsNot() throws Exception {
    assertThat(withRequestId("abc-1")).isEqualTo("abc-1");
    assertThat(withRequestId("a b<script>")).isNotEqualTo("a b<script>").hasSize(36);
  }

  @Test
  void whenToComeBackIsInTheHeader() throws Exception {
    assertThat(get("/late").headers().firstValue("Retry-After")).contains("7");
  }

  @Test
  void onlyANamedOriginMayCallWithCredentials() throws Exception {
    assertThat(allowedOrigin("https://app.example.com")).isEqualTo("https://app.example.com");
    assertThat(allowedOrigin("https://evil.example.com")).isEmpty();
  }

  @Test
  void aPreflightOfANamedOriginIsToldWhatItMayAndAnotherIsNot() throws Exception {
    HttpResponse<String> allowed = preflight("https://app.example.com");
    assertThat(allowed.statusCode()).isEqualTo(204);
    assertThat(header(allowed, "Access-Control-Allow-Origin")).isEqualTo("https://app.example.com");
    assertThat(header(allowed, "Access-Control-Allow-Credentials")).isEqualTo("true");
    assertThat(header(allowed, "Access-Control-Allow-Methods")).isEqualTo("OPTIONS, POST");
    assertThat(header(allowed, "Access-Control-Allow-Headers")).isEqualTo("content-type");
    assertThat(header(allowed, "Vary")).isEqualTo("Origin");
    HttpResponse<String> other = preflight("https://evil.example.com");
    assertThat(other.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
  }

  @Test
  void headIsAnsweredLikeGetWithoutTheBodyAndAWrongMethodIsToldTheRightOnes() throws Exception {
    HttpResponse<String> head = method("HEAD", "/things/7");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(header(head, "X-Request-Id")).isNotEmpty();
    assertThat(header(method("OPTIONS", "/things/7"), "Allow")).isEqualTo("GET, HEAD, OPTIONS");
    HttpResponse<String> wrong = method("PATCH", "/things/7");
    assertThat(problem(wrong)).isEqualTo("405 method_not_allowed");
    assertThat(header(wrong, "Allow")).contains("GET").contains("OPTIONS");
  }

  @Test
  void anAddressWithABrokenEscapeIsAProblemToo() throws Exception {
    assertThat(problem(get("/things/%00"))).isEqualTo("400 malformed_request");
    assertThat(problem(get("/things/%C3%28"))).isEqualTo("400 malformed_request");
  }

  @Test
  void nulInAQueryIsMalformed() throws Exception {
    assertThat(problem(get("/list?kind=a%00"))).isEqualTo("400 malformed_request");
  }

  @Test
  void aProblemIsWrittenInUtf8() throws Exception {
    assertThat(errors(post("{\"title\":\"a\",\"count\":1,\"\u03c0\u00e9\":2}")))
        .startsWith("\u03c0\u00e9: is not known here");
  }

  @Test
  void theNextPartOfAListKeepsTheFiltersOfTheRequest() throws Exception {
    assertThat(header(get("/list?kind=a%26b&limit=2&skip=2"), "Link"))
        .isEqualTo("</list?kind=a%26b&limit=2&skip=4>; rel=\"next\"");
  }

  private static HttpResponse<String> preflight(String origin) throws Exception {
    var request =
        HttpRequest.newBuilder(uri("/things"))
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "content-type")
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .build();
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> method(String method, String path) throws Exception {
    var request =
        HttpRequest.newBuilder(uri(path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Test
  void requestsAreMeasuredByTemplateAndNotByPath() throws Exception {
    get("/things/some-id");
    assertThat(METRICS.scrape())
        .contains(
            "pictor_http_requests_seconds_count{method=\"GET\",route=\"/things/{id}\",status=\"200\"}")
        .doesNotContain("some-id");
  }

  @Test
  void theDocumentHasEveryRouteWithItsSchema() throws Exception {
    JsonNode document =
        Json.MAPPER.readTree(Json.write(OpenApi.describe("T", "1", "http://localhost", ROUTES)));
    assertThat(document.at("/paths/~1things~1{id}/get/parameters/0/name").asText()).isEqualTo("id");
    assertThat(
            document
                .at("/paths/~1things/post/requestBody/content/application~1json/schema/$ref")
                .asText())
        .isEqualTo("#/components/schemas/platform.Order");
    assertThat(document.at("/components/schemas/platform.Order/required").toString())
        .isEqualTo("[\"title\",\"count\"]");
    assertThat(document.at("/paths/~1things/post/security").size()).isEqualTo(3);
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String body) throws Exception {
    return send("/things", body, "Bearer x");
  }

  private static HttpResponse<String> send(String path, String body, @Nullable String authorization)
      throws Exception {
    var request = HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(body));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String withRequestId(String id) throws Exception {
    var request = HttpRequest.newBuilder(uri("/things/1")).header("X-Request-Id", id).build();
    return CLIENT
        .send(request, HttpResponse.BodyHandlers.discarding())
        .headers()
        .firstValue("X-Request-Id")
        .orElse("");
  }

  private static String allowedOrigin(String origin) throws Exception {
    var request = HttpRequest.newBuilder(uri("/things/1")).header("Origin", origin).build();
    return CLIENT
        .send(request, HttpResponse.BodyHandlers.discarding())
        .headers()
        .firstValue("Access-Control-Allow-Origin")
        .orElse("");
  }

  private static URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private static String problem(HttpResponse<String> answer) throws Exception {
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .contains("application/problem+json");
    JsonNode body = Json.MAPPER.readTree(answer.body());
    assertThat(body.get("status").asInt()).isEqualTo(answer.statusCode());
    return answer.statusCode() + " " + body.get("code").asText();
  }

  private static String errors(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).isEqualTo(422);
    JsonNode error = Json.MAPPER.readTree(answer.body()).get("errors").get(0);
    return error.get("field").asText() + ": " + error.get("message").asText();
  }
}
