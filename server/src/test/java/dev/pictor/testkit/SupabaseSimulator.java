package dev.pictor.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pictor.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Supabase's storage over real HTTP, as its documentation and its published source say that it
/// behaves: the service role key, buckets that are public or not, upserts, folders in lists, links
/// with tokens that end. Errors are answered the old way (status 400 and the real one in the body)
/// or the new one (the real status), by wish. Faults can be ordered.
public final class SupabaseSimulator implements AutoCloseable {
  public static final String SERVICE_KEY = "the service role key of the simulator";
  private static final String ROOT = "/storage/v1";
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
  private final SupabaseTokens tokens = new SupabaseTokens();
  private final AtomicInteger faults = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private final int port;
  private volatile boolean oldErrors;
  private HttpServer server;

  private SupabaseSimulator() throws IOException {
    server = begin(0);
    port = server.getAddress().getPort();
  }

  /// Bytes with what is known of them.
  private record Kept(byte[] bytes, String type, Instant at) {}

  private record Bucket(boolean isPublic, long limit, Map<String, Kept> objects) {}

  /// An answer that is a refusal.
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String error;

    Refusal(int status, String error, String message) {
      super(message);
      this.status = status;
      this.error = error;
    }
  }

  static RuntimeException badToken(String message) {
    return new Refusal(400, "InvalidJWT", message);
  }

  public static SupabaseSimulator start() {
    try {
      return new SupabaseSimulator();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpServer begin(int wanted) throws IOException {
    HttpServer begun =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 50);
    begun.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    begun.createContext("/", this::answer);
    begun.start();
    return begun;
  }

  /// @param limit the most bytes of one object
  public void addBucket(String name, boolean isPublic, long limit) {
    buckets.put(name, new Bucket(isPublic, limit, new ConcurrentSkipListMap<>()));
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /// The environment of an operator who uses it.
  public Map<String, String> environment() {
    var variables = new HashMap<String, String>();
    variables.put("SUPABASE_URL", uri().toString());
    variables.put("SUPABASE_SERVICE_ROLE_KEY", SERVICE_KEY);
    variables.put("STORAGE_TIMEOUT_SECONDS", "5");
    return variables;
  }

  /// From now on errors have status 400, as of old, or their own.
  public void answerErrorsTheOldWay(boolean old) {
    oldErrors = old;
  }

  /// So many requests from now on are answered with 503.
  public void failNext(int many) {
    faults.set(many);
  }

  public int requests() {
    return requests.get();
  }

  public void goAway() {
    server.stop(0);
  }

  public void comeBack() {
    try {
      server = begin(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    goAway();
  }

  private void answer(HttpExchange request) throws IOException {
    requests.incrementAndGet();
    try (request) {
      if (faults.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        send(request, 503, "text/plain", "try again".getBytes(StandardCharsets.UTF_8));
        return;
      }
      try {
        route(request);
      } catch (Refusal e) {
        var body = Map.of("statusCode", "" + e.status, "error", e.error, "message", e.getMessage());
        send(request, oldErrors ? 400 : e.status, "application/json", json(body));
      }
    }
  }

  private static byte[] json(Object body) {
    return Json.write(body).getBytes(StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange request, int status, String type, byte[] body)
      throws IOException {
    request.getResponseHeaders().set("Content-Type", type);
    if (request.getRequestMethod().equals("HEAD")) {
      request.getResponseHeaders().set("Content-Length", "" + body.length);
      request.sendResponseHeaders(status, -1);
      return;
    }
    request.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    request.getResponseBody().write(body);
  }

  private void route(HttpExchange request) throws IOException {
    String path = request.getRequestURI().getPath().substring(ROOT.length());
    String method = request.getRequestMethod();
    if (path.startsWith("/object/public/")) {
      serve(request, at(path, "/object/public/"), true);
    } else if (path.startsWith("/object/sign/") && method.equals("GET")) {
      serveSigned(request, at(path, "/object/sign/"));
    } else if (path.startsWith("/object/upload/sign/") && method.equals("PUT")) {
      Address at = at(path, "/object/upload/sign/");
      boolean upsert = tokens.check(query(request).get("token"), at.toString());
      store(request, at, upsert);
    } else {
      demandKey(request);
      routeWithKey(request, method, path);
    }
  }

  private void routeWithKey(HttpExchange request, String method, String path) throws IOException {
    if (path.startsWith("/bucket/")) {
      String name = path.substring("/bucket/".length());
      var body = Map.of("id", name, "name", name, "public", bucket(name).isPublic());
      send(request, 200, "application/json", json(body));
    } else if (path.startsWith("/object/authenticated/")) {
      serve(request, at(path, "/object/authenticated/"), false);
    } else if (path.startsWith("/object/list/")) {
      list(request, path.substring("/object/list/".length()));
    } else if (path.startsWith("/object/upload/sign/")) {
      Address at = at(path, "/object/upload/sign/");
      boolean upsert = "true".equals(request.getRequestHeaders().getFirst("x-upsert"));
      String token = tokens.make(at.toString(), 7_200, upsert);
      var body = Map.of("url", "/object/upload/sign/" + at + "?token=" + token);
      send(request, 200, "application/json", json(body));
    } else if (path.startsWith("/object/sign/")) {
      sign(request, at(path, "/object/sign/"));
    } else if (method.equals("DELETE")) {
      delete(request, at(path, "/object/"));
    } else {
      boolean upsert = "true".equals(request.getRequestHeaders().getFirst("x-upsert"));
      store(request, at(path, "/object/"), upsert);
    }
  }

  private static void demandKey(HttpExchange request) {
    String given = request.getRequestHeaders().getFirst("Authorization");
    if (given == null) {
      throw new Refusal(401, "Unauthorized", "missing authorization header");
    }
    if (!given.equals("Bearer " + SERVICE_KEY)) {
      throw new Refusal(403, "Unauthorized", "invalid signature");
    }
  }

  /// A bucket with a name in it.
  private record Address(String bucket, String name) {
    @Override
    public String toString() {
      return bucket + "/" + name;
    }
  }

  private static Address at(String path, String route) {
    String[] parts = path.substring(route.length()).split("/", 2);
    if (parts.length < 2) {
      throw new Refusal(400, "InvalidRequest", "no object is named");
    }
    return new Address(parts[0], parts[1]);
  }

  private Bucket bucket(String name) {
    Bucket bucket = buckets.get(name);
    if (bucket == null) {
      throw new Refusal(404, "Bucket not found", "Bucket not found");
    }
    return bucket;
  }

  private Kept kept(Address at) {
    Kept kept = bucket(at.bucket()).objects().get(at.name());
    if (kept == null) {
      throw new Refusal(404, "not_found", "Object not found");
    }
    return kept;
  }

  private void store(HttpExchange request, Address at, boolean upsert) throws IOException {
    byte[] bytes = request.getRequestBody().readAllBytes();
    Bucket bucket = bucket(at.bucket());
    if (bytes.length > bucket.limit()) {
      throw new Refusal(413, "Payload too large", "The object exceeded the maximum allowed size");
    }
    String type = request.getRequestHeaders().getFirst("Content-Type");
    var kept = new Kept(bytes, type == null ? "application/octet-stream" : type, Instant.now());
    boolean isNew = bucket.objects().putIfAbsent(at.name(), kept) == null;
    if (!isNew && !upsert) {
      throw new Refusal(409, "Duplicate", "The resource already exists");
    }
    bucket.objects().put(at.name(), kept);
    send(request, 200, "application/json", json(Map.of("Key", at.toString())));
  }

  private void serve(HttpExchange request, Address at, boolean demandPublic) throws IOException {
    if (demandPublic && !bucket(at.bucket()).isPublic()) {
      throw new Refusal(404, "Bucket not found", "Bucket not found");
    }
    Kept kept = kept(at);
    request.getResponseHeaders().set("Last-Modified", HTTP_DATE.format(kept.at()));
    send(request, 200, kept.type(), kept.bytes());
  }

  private void sign(HttpExchange request, Address at) throws IOException {
    JsonNode wish = Json.MAPPER.readTree(request.getRequestBody().readAllBytes());
    Kept _ = kept(at);
    String token = tokens.make(at.toString(), wish.get("expiresIn").asLong(), false);
    var body = Map.of("signedURL", "/object/sign/" + at + "?token=" + token);
    send(request, 200, "application/json", json(body));
  }

  private void serveSigned(HttpExchange request, Address at) throws IOException {
    Map<String, String> query = query(request);
    boolean _ = tokens.check(query.get("token"), at.toString());
    String save = query.get("download");
    if (save != null) {
      request
          .getResponseHeaders()
          .set("Content-Disposition", "attachment; filename=\"" + save + "\"");
    }
    serve(request, at, false);
  }

  private static Map<String, String> query(HttpExchange request) {
    var parameters = new HashMap<String, String>();
    @Nullable String query = request.getRequestURI().getRawQuery();
    for (String pair : (query == null ? "" : query).split("&", -1)) {
      String[] parts = pair.split("=", 2);
      parameters.put(
          parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }

  private void delete(HttpExchange request, Address at) throws IOException {
    if (bucket(at.bucket()).objects().remove(at.name()) == null) {
      throw new Refusal(404, "not_found", "Object not found");
    }
    send(request, 200, "application/json", json(Map.of("message", "Successfully deleted")));
  }

  /// What is directly in a folder: objects, and folders without an id.
  private void list(HttpExchange request, String name) throws IOException {
    JsonNode wish = Json.MAPPER.readTree(request.getRequestBody().readAllBytes());
    String prefix = wish.path("prefix").asText();
    String folder = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    var entries = new TreeMap<String, Map<String, @Nullable Object>>();
    bucket(name)
        .objects()
        .forEach((key, kept) -> {
          if (key.startsWith(folder)) {
            String[] rest = key.substring(folder.length()).split("/", 2);
            entries.put(rest[0], entry(rest[0], rest.length == 1 ? kept : null));
          }
        });
    List<Map<String, @Nullable Object>> all = new ArrayList<>(entries.values());
    int from = Math.min(all.size(), wish.path("offset").asInt());
    int to = Math.min(all.size(), from + wish.path("limit").asInt(100));
    send(request, 200, "application/json", json(all.subList(from, to)));
  }

  private static Map<String, @Nullable Object> entry(String name, @Nullable Kept kept) {
    var entry = new LinkedHashMap<String, @Nullable Object>();
    entry.put("name", name);
    entry.put("id", kept == null ? null : "an id");
    entry.put("updated_at", kept == null ? null : kept.at().toString());
    entry.put(
        "metadata",
        kept == null ? null : Map.of("size", kept.bytes().length, "mimetype", kept.type()));
    return entry;
  }
}
