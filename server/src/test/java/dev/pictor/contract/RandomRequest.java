package dev.pictor.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.testkit.ApiDocument;
import dev.pictor.testkit.ApiDocument.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/// One request for an operation, made of the document and of chance.
///
/// @param usualPath whether the path can only lead to this operation
record RandomRequest(
    Operation operation,
    String target,
    boolean usualPath,
    Map<String, String> headers,
    byte[] body) {
  private static final List<String> TYPES =
      List.of(
          "text/plain",
          "application/xml",
          "application/x-www-form-urlencoded",
          "multipart/form-data",
          "multipart/form-data; boundary=abc",
          "image/png",
          "application/json; charset=utf-16",
          "application/octet-stream",
          "nonsense",
          "*/*");

  /// Segments as they travel: escapes of slashes, dots, NUL, broken UTF-8, and much of it.
  private static final List<String> SEGMENTS =
      List.of(
          "0199f0c2-9d00-7000-8000-000000000000",
          "..%2F..%2Fetc%2Fpasswd",
          "%2e%2e",
          "%00",
          "a%00b",
          "%F0%9F%98%80",
          "%C3%28",
          "%ED%A0%80",
          "a%20b",
          "%3Bjsessionid%3D1",
          "a;b=c",
          "%25",
          "%E2%80%AE",
          "-1",
          "null",
          "1'%20or%20'1'='1",
          "%5C..%5C",
          "x".repeat(3000));

  @Override
  public String toString() {
    String shown = new String(body, StandardCharsets.UTF_8);
    return operation.method()
        + " "
        + target
        + " "
        + headers
        + " "
        + (shown.length() > 600 ? shown.substring(0, 600) + "… " + body.length : shown);
  }

  /// Makes requests; one after the other from the same chance.
  static final class Maker {
    private final SplittableRandom random;
    private final RandomJson values;
    private final Function<Operation, String> paths;

    /// @param paths the path with ids that are there
    Maker(SplittableRandom random, ApiDocument document, Function<Operation, String> paths) {
      this.random = random;
      this.values = new RandomJson(random, document.json());
      this.paths = paths;
    }

    RandomRequest next(Operation operation) {
      boolean odd = !operation.parameters("path").isEmpty() && random.nextInt(3) == 0;
      String path = odd ? oddPath(operation) : paths.apply(operation);
      var headers = new HashMap<String, String>();
      for (String name : operation.parameters("header")) {
        if (random.nextInt(4) == 0) {
          headers.put(name, random.nextBoolean() ? "key" + random.nextInt(50) : "x".repeat(300));
        }
      }
      if (random.nextInt(20) == 0) {
        headers.put("X-Request-Id", "a b<c>");
        headers.put("Accept", "application/x-nothing");
      }
      byte[] body = new byte[0];
      boolean takesBody = !operation.json().path("requestBody").isMissingNode();
      if (takesBody || random.nextInt(30) == 0) {
        body = body(operation);
        headers.put("Content-Type", type(operation));
      }
      return new RandomRequest(operation, path + query(operation), !odd, headers, body);
    }

    private String oddPath(Operation operation) {
      String path = operation.path();
      for (String name : operation.parameters("path")) {
        path = path.replace("{" + name + "}", SEGMENTS.get(random.nextInt(SEGMENTS.size())));
      }
      return path + (random.nextInt(5) == 0 ? "/" : "");
    }

    private String query(Operation operation) {
      var query = new StringBuilder();
      for (JsonNode parameter : operation.json().path("parameters")) {
        boolean given = parameter.get("required").asBoolean() || random.nextInt(3) == 0;
        if (parameter.get("in").asText().equals("query") && given) {
          JsonNode value =
              random.nextBoolean()
                  ? values.of(parameter.get("schema"), 0)
                  : values.of(com.fasterxml.jackson.databind.node.MissingNode.getInstance(), 0);
          add(query, parameter.get("name").asText(), value.asText());
        }
      }
      if (random.nextInt(10) == 0) {
        add(query, "no_such", values.text());
        add(query, "limit", "1");
        add(query, "limit", "2");
      }
      return query.toString();
    }

    private static void add(StringBuilder query, String name, String value) {
      query
          .append(query.isEmpty() ? '?' : '&')
          .append(name)
          .append('=')
          .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    private String type(Operation operation) {
      if (random.nextInt(12) == 0) {
        return TYPES.get(random.nextInt(TYPES.size()));
      }
      JsonNode content = operation.json().at("/requestBody/content");
      List<String> types = content.properties().stream().map(Map.Entry::getKey).toList();
      if (types.isEmpty()) {
        return "application/json";
      }
      String type = types.get(random.nextInt(types.size()));
      return type.replace("image/*", "image/jpeg").replace("form-data", "form-data; boundary=abc");
    }

    private byte[] body(Operation operation) {
      JsonNode content = operation.requestContent();
      return switch (random.nextInt(14)) {
        case 0 -> new byte[0];
        case 1 -> bytes();
        case 2 -> text("[".repeat(random.nextInt(1, 20_000)));
        case 3 -> text("{\"a\":".repeat(random.nextInt(1, 2000)) + "1" + "}".repeat(10));
        case 4 -> text("\"" + "x".repeat(random.nextInt(300_000)) + "\"");
        case 5 -> text(form());
        default -> json(content);
      };
    }

    private byte[] json(JsonNode content) {
      JsonNode value = values.of(content.path("schema"), 0);
      if (content.has("example") && random.nextBoolean()) {
        value = content.get("example");
      }
      for (int i = random.nextInt(3); i > 0; i--) {
        value = values.mutated(value);
      }
      String written = value.toString();
      if (random.nextInt(12) == 0 && written.length() > 1) {
        written = written.substring(0, random.nextInt(1, written.length()));
      }
      return text(written);
    }

    private byte[] bytes() {
      byte[] bytes = new byte[random.nextInt(400)];
      random.nextBytes(bytes);
      return bytes;
    }

    private String form() {
      return "--abc\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\r\n"
          + values.text()
          + (random.nextBoolean() ? "\r\n--abc--\r\n" : "");
    }

    private static byte[] text(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
