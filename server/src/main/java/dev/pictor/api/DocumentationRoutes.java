package dev.pictor.api;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.GET;

import dev.pictor.platform.Json;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.ClasspathFiles;
import dev.pictor.platform.http.OpenApi;
import dev.pictor.platform.http.Route;
import java.util.ArrayList;
import java.util.List;

/// `/openapi.json`, made from the table of routes, and Swagger UI at `/docs`.
public final class DocumentationRoutes {
  private static final String SWAGGER_UI = "META-INF/resources/webjars/swagger-ui/5.30.3";

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
    var page = new ClasspathFiles("docs", "no-cache");
    var files = new ClasspathFiles(SWAGGER_UI, "public, max-age=86400");
    var own =
        List.of(
            route(GET, "/docs", Access.OPEN)
                .in("Documentation")
                .says("Every route, to read and to try")
                .answersBytes(200, "The page", "text/html")
                .by(page.always("index.html")),
            route(GET, "/docs/start.js", Access.OPEN)
                .in("Documentation")
                .says("The script of that page")
                .answersBytes(200, "The script", "text/javascript")
                .by(page.always("start.js")),
            route(GET, "/docs/ui/{file}", Access.OPEN)
                .in("Documentation")
                .says("Swagger UI's own files")
                .answersBytes(200, "A file", "text/javascript")
                .by(files.named("file")));
    var all = new ArrayList<>(described);
    all.addAll(own);
    var document = new ArrayList<>(own);
    document.add(openApi(all));
    return document;
  }

  private Route openApi(List<Route> all) {
    var draft =
        route(GET, "/openapi.json", Access.OPEN)
            .in("Documentation")
            .says("The OpenAPI 3.1 document")
            .answersBytes(200, "The document", "application/json");
    var described = new ArrayList<>(all);
    described.add(draft.by(_ -> {}));
    String json = Json.write(OpenApi.describe(title, version, baseUrl, described));
    return draft.by(request ->
        request.contentType("application/json").header("Cache-Control", "no-cache").result(json));
  }
}
