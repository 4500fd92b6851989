package dev.pictor.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.testkit.RunningApp;
import dev.pictor.testkit.SketchClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A3: no route that takes a cookie and changes something takes it from a page of another site. The
/// routes are those of the OpenAPI document, so a new one is in the test.
class CrossSiteTest {
  private static final Set<String> CHANGING = Set.of("post", "put", "patch", "delete");
  private static final String SOME_ID = "0199f0c2-7c1a-7000-8000-3f5e1c2d4b6a";

  private record Operation(String method, String path) {}

  @Test
  void noPageOfAnotherSiteUsesTheCookie() throws Exception {
    try (var app = RunningApp.start();
        var http = HttpClient.newHttpClient()) {
      SketchClient ada = SketchClient.signedIn(app);
      List<Operation> operations = operations(ada.get("/openapi.json").is(200).json());
      assertThat(operations).hasSizeGreaterThan(15);
      for (Operation each : operations) {
        for (String[] header :
            List.of(
                new String[] {"Sec-Fetch-Site", "cross-site"},
                new String[] {"Sec-Fetch-Site", "same-site"},
                new String[] {"Origin", "https://evil.example.com"},
                new String[] {"Origin", "null"})) {
          HttpResponse<String> answer = send(http, app.uri(each.path()), each, ada, header);
          assertThat(answer.statusCode()).as("%s with %s", each, header[1]).isEqualTo(403);
          assertThat(answer.body()).as("%s with %s", each, header[1]).contains("cross");
        }
      }
      ada.get("/api/auth/me").is(200);
    }
  }

  private static HttpResponse<String> send(
      HttpClient http, URI address, Operation operation, SketchClient user, String... header)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(address)
            .method(operation.method().toUpperCase(Locale.ROOT), BodyPublishers.ofString("{}"))
            .header("Content-Type", "application/json")
            .header("Cookie", user.cookie())
            .headers(header)
            .build(),
        BodyHandlers.ofString());
  }

  /// Those for users; an admin's would be refused for the role first, after the same check.
  private static List<Operation> operations(JsonNode document) {
    var operations = new ArrayList<Operation>();
    document
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(method -> {
                  boolean takesCookie =
                      method.getValue().get("security").toString().contains("cookie");
                  if (takesCookie && CHANGING.contains(method.getKey())) {
                    operations.add(
                        new Operation(
                            method.getKey(), path.getKey().replaceAll("\\{[^}]+\\}", SOME_ID)));
                  }
                }));
    return operations;
  }
}
