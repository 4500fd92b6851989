package dev.pictor.api;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.GET;

import dev.pictor.platform.Json;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.ClasspathFiles;
import dev.pictor.platform.http.OpenApi;
import dev.pictor.platform.http.Route;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `/openapi.json`, made from the table of routes, and two pages that show it: Swagger UI, to read
/// and to try, and ReDoc, to read at length. Everything comes from this host.
public final class DocumentationRoutes {
  private static final String GROUP = "Documentation";
  private static final String WEBJARS = "META-INF/resources/webjars/";
  private static final String SWAGGER_UI = WEBJARS + "swagger-ui/5.30.3";
  private static final String REDOC = WEBJARS + "redoc/2.5.1";
  private static final String REDOC_SCRIPT = "redoc.standalone.js";

  /// ReDoc shows its maker's sign from its maker's host, which no option switches off.
  private static final String SIGN = "https://cdn.redoc.ly/redoc/logo-mini.svg";

  /// Scripts come from files of this host only. Both libraries write their styles into the page;
  /// ReDoc searches in a worker that it makes of a blob.
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
          + " data:; font-src 'self'; connect-src 'self'; worker-src blob:; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none'";

  private final String title;
  private final String version;
  private final String baseUrl;
  private final List<Route> described;

  /// @param described every other route; these here are added
  public DocumentationRoutes(String title, String version, String baseUrl, List<Route> described) {
    this.title = title;
    this.version = version;
    this.baseUrl = baseUrl;
    this.described = List.copyOf(described);
  }

  public List<Route> routes() {
    var pages = new ClasspathFiles("docs", "no-cache");
    var own = new ArrayList<Route>();
    own.add(page("/docs", "Every route, to read and to try", pages.always("index.html")));
    own.add(page("/api/v1/docs", "The same page, where MugShot's is", pages.always("index.html")));
    own.add(page("/redoc", "Every route, to read at length", pages.always("redoc.html")));
    own.add(files("/docs/page/{file}", "What these pages are made of", pages.named("file")));
    own.add(
        files(
            "/docs/ui/{file}",
            "Swagger UI's own files",
            new ClasspathFiles(SWAGGER_UI, "public, max-age=86400").named("file")));
    own.add(
        files(
            "/redoc/ui/{file}",
            "ReDoc's own files",
            new ClasspathFiles(
                    REDOC,
                    "public, max-age=86400",
                    Map.of(REDOC_SCRIPT, DocumentationRoutes::withoutSign))
                .named("file")));
    var all = new ArrayList<>(described);
    all.addAll(own);
    own.add(openApi(all));
    return own;
  }

  /// What is no picture is not shown, and nobody is asked for it.
  private static String withoutSign(String script) {
    return script.replace(SIGN, "data:,");
  }

  private static Route page(String path, String sentence, Handler page) {
    return route(GET, path, Access.OPEN)
        .in(GROUP)
        .says(sentence)
        .answersBytes(200, "The page", "text/html")
        .by(request -> {
          request.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
          page.handle(request);
        });
  }

  private static Route files(String path, String sentence, Handler file) {
    return route(GET, path, Access.OPEN)
        .in(GROUP)
        .says(sentence)
        .answersBytes(200, "A file", "*/*")
        .by(file);
  }

  private Route openApi(List<Route> all) {
    var draft =
        route(GET, "/openapi.json", Access.OPEN)
            .in(GROUP)
            .says("The OpenAPI 3.1 document")
            .answersBytes(200, "The document", "application/json");
    var described = new ArrayList<>(all);
    described.add(draft.by(_ -> {}));
    Map<String, Object> document = OpenApi.describe(title, version, baseUrl, described);
    String json = Json.write(OpenApi.withWebhooks(document, WebhookDocument.describe()));
    return draft.by(request ->
        request.contentType("application/json").header("Cache-Control", "no-cache").result(json));
  }
}
