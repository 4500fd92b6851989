package dev.pictor.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.pictor.platform.Json;
import dev.pictor.testkit.RunningApp;
import dev.pictor.testkit.SketchClient;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A picture in one request, in each of the forms that people send.
class ImageRoutesTest {
  private static RunningApp app;
  private static SketchClient ada;

  @BeforeAll
  static void start() {
    app = RunningApp.start(Map.of("MAX_FILE_SIZE", "100000", "ALLOW_PRIVATE_ADDRESSES", "true"));
    ada = SketchClient.signedIn(app);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void everyFormGivesTheSamePicture() throws Exception {
    byte[] photo = SketchClient.portrait();
    String base64 = Base64.getEncoder().encodeToString(photo);
    JsonNode raw = taken(send("image/jpeg", photo));
    assertThat(raw.get("width").asInt()).isEqualTo(512);
    assertThat(raw.get("content_type").asText()).isEqualTo("image/jpeg");
    String sha256 = raw.get("sha256").asText();
    assertThat(
            taken(send("multipart/form-data; boundary=XyZ", form("file", photo)))
                .get("sha256")
                .asText())
        .isEqualTo(sha256);
    assertThat(taken(json(base64)).get("sha256").asText()).isEqualTo(sha256);
    assertThat(taken(json("data:image/jpeg;base64," + base64)).get("sha256").asText())
        .isEqualTo(sha256);
    byte[] seen = ada.follow(app.uri() + raw.get("url").asText()).is(200).response().body();
    assertThat(seen).isEqualTo(photo);
  }

  @Test
  void anAddressIsFetchedWhenThatIsAllowed() throws Exception {
    HttpServer elsewhere =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    elsewhere.createContext(
        "/p/ada.jpg",
        exchange -> {
          exchange.sendResponseHeaders(200, SketchClient.portrait().length);
          exchange.getResponseBody().write(SketchClient.portrait());
          exchange.close();
        });
    elsewhere.start();
    try {
      String url = "http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/p/";
      assertThat(taken(json(url + "ada.jpg")).get("width").asInt()).isEqualTo(512);
      assertThat(json(url + "nobody.jpg").statusCode()).isBetween(400, 599);
    } finally {
      elsewhere.stop(0);
    }
  }

  /// S2 at the surface: without the operator's word no address of this machine is reached.
  @Test
  void anAddressOfThisMachineIsRefusedByDefault() {
    try (var strict = RunningApp.start()) {
      SketchClient bob = SketchClient.signedIn(strict);
      var wish =
          Map.of("image_url", strict.uri("/health").toString(), "style", "INK", "method", "BASIC");
      assertThat(bob.post("/api/sketch/create", wish).problem()).isEqualTo("422 invalid_request");
    }
  }

  @Test
  void whatIsTooLargeOrNoPictureIsRefusedInEveryForm() throws Exception {
    byte[] large = new byte[120_000];
    assertThat(code(send("image/jpeg", large))).isEqualTo("413 too_large");
    assertThat(code(send("multipart/form-data; boundary=XyZ", form("file", large))))
        .isEqualTo("413 too_large");
    assertThat(code(json(Base64.getEncoder().encodeToString(large)))).isEqualTo("413 too_large");
    byte[] text = "hello".getBytes(StandardCharsets.UTF_8);
    assertThat(code(send("image/jpeg", text))).isEqualTo("415 unsupported_type");
    assertThat(code(send("image/jpeg", new byte[0]))).isEqualTo("422 bad_picture");
    assertThat(code(send("text/plain", text))).isEqualTo("415 unsupported_type");
    assertThat(code(send("multipart/form-data; boundary=XyZ", form("photo", text))))
        .isEqualTo("422 invalid_request");
    assertThat(code(send("multipart/form-data; boundary=XyZ", text)))
        .isEqualTo("400 malformed_request");
    assertThat(code(json("%%%"))).isEqualTo("422 invalid_request");
    assertThat(code(json(""))).isEqualTo("422 invalid_request");
  }

  private static HttpResponse<String> json(String image) throws Exception {
    return send(
        "application/json", Json.write(Map.of("image", image)).getBytes(StandardCharsets.UTF_8));
  }

  private static HttpResponse<String> send(String type, byte[] body) throws Exception {
    var request =
        HttpRequest.newBuilder(app.uri("/api/images"))
            .header("Authorization", "Bearer " + ada.token())
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static byte[] form(String field, byte[] file) throws Exception {
    var form = new ByteArrayOutputStream();
    form.write(
        ("--XyZ\r\nContent-Disposition: form-data; name=\""
                + field
                + "\"; filename=\"a.jpg\"\r\n"
                + "Content-Type: image/jpeg\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    form.write(file);
    form.write("\r\n--XyZ--\r\n".getBytes(StandardCharsets.UTF_8));
    return form.toByteArray();
  }

  private static JsonNode taken(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Json.MAPPER.readTree(answer.body());
  }

  private static String code(HttpResponse<String> answer) throws Exception {
    return answer.statusCode() + " " + Json.MAPPER.readTree(answer.body()).path("code").asText();
  }
}
