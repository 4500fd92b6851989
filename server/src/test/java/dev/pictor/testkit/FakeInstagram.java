package dev.pictor.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// Instagram's three hosts in one, answering as the platform documents for "Instagram API with
/// Instagram Login": form in, JSON out, errors in both of its styles. What a code is good for
/// stands in the code: `good-NAME` once, `listed-NAME` once with the answer wrapped into a list,
/// `expired`, `tester`, `personal`, `lite` (a personal account that the platform lets through),
/// `broken`, `garbage`, `slow`.
public final class FakeInstagram implements Surroundings {
  public static final String REDIRECT = "https://app.example.com/instagram";
  public static final String ID = "990602627938098";
  public static final String SECRET = "a client secret of the tests";

  private final HttpServer server;
  private final Set<String> used = ConcurrentHashMap.newKeySet();
  private final List<String> questions = new CopyOnWriteArrayList<>();

  public FakeInstagram() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/oauth/access_token", exchange -> answer(exchange, this::exchange));
    server.createContext("/access_token", exchange -> answer(exchange, this::lengthen));
    server.createContext("/me", exchange -> answer(exchange, this::me));
    server.start();
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Method and path of every request so far.
  public List<String> questions() {
    return List.copyOf(questions);
  }

  @Override
  public Map<String, String> environment() {
    return Map.of(
        "INSTAGRAM_CLIENT_ID",
        ID,
        "INSTAGRAM_CLIENT_SECRET",
        SECRET,
        "INSTAGRAM_REDIRECT_URI",
        REDIRECT,
        "INSTAGRAM_REQUIRED_FOLLOW",
        "nursefilter",
        "INSTAGRAM_API_URL",
        address(),
        "INSTAGRAM_GRAPH_URL",
        address() + "/");
  }

  private record Reply(int status, String body) {}

  private interface Route {
    Reply to(String method, Map<String, String> fields) throws IOException;
  }

  private void answer(HttpExchange exchange, Route route) throws IOException {
    String path = exchange.getRequestURI().getPath();
    questions.add(exchange.getRequestMethod() + " " + path);
    String query = exchange.getRequestURI().getRawQuery();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Reply reply =
        route.to(
            exchange.getRequestMethod(), fields(body.isEmpty() && query != null ? query : body));
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(reply.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Reply exchange(String method, Map<String, String> form) {
    if (!method.equals("POST") || !"authorization_code".equals(form.get("grant_type"))) {
      return oauthFault("Invalid grant_type");
    }
    if (!ID.equals(form.get("client_id")) || !SECRET.equals(form.get("client_secret"))) {
      return oauthFault("Invalid Client ID");
    }
    if (!REDIRECT.equals(form.get("redirect_uri"))) {
      return oauthFault(
          "Error validating verification code. Please make sure your redirect_uri is identical to"
              + " the one you used in the OAuth dialog request");
    }
    String code = form.getOrDefault("code", "");
    return switch (code) {
      case "expired" -> oauthFault("This authorization code has expired");
      case "tester" -> oauthFault("Insufficient Developer Role");
      case "personal" ->
          oauthFault("You need a Professional Account to continue; switch your account first");
      case "broken" -> new Reply(500, "{\"error\":{\"message\":\"try later\",\"code\":2}}");
      case "garbage" -> new Reply(200, "<html>");
      case "slow" -> slow();
      default -> token(code);
    };
  }

  private Reply token(String code) {
    if (!code.matches("(good|listed)-[a-z.]+|lite") || !used.add(code)) {
      return oauthFault("Matching code was not found or was already used");
    }
    String token =
        "{\"access_token\":\"short-"
            + code
            + "\",\"user_id\":17841405793187218,"
            + "\"permissions\":\"instagram_business_basic\"}";
    return new Reply(200, code.startsWith("listed-") ? "{\"data\":[" + token + "]}" : token);
  }

  private static Reply slow() {
    try {
      Thread.sleep(3_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return oauthFault("too late");
  }

  private Reply lengthen(String method, Map<String, String> query) {
    String token = query.getOrDefault("access_token", "");
    boolean isGood =
        method.equals("GET")
            && "ig_exchange_token".equals(query.get("grant_type"))
            && SECRET.equals(query.get("client_secret"))
            && token.startsWith("short-");
    return isGood
        ? new Reply(
            200,
            "{\"access_token\":\"long-"
                + token.substring(6)
                + "\",\"token_type\":\"bearer\",\"expires_in\":5183944}")
        : graphFault(
            "Session key invalid. This could be because the session key has an incorrect format");
  }

  private Reply me(String method, Map<String, String> query) {
    String token = query.getOrDefault("access_token", "");
    boolean isGood =
        token.startsWith("long-") && "user_id,username,account_type".equals(query.get("fields"));
    if (!isGood) {
      return graphFault("Invalid OAuth access token - Cannot parse access token");
    }
    String code = token.substring(5);
    String name = code.substring(code.indexOf('-') + 1);
    String type = name.equals("lite") ? "PERSONAL" : "MEDIA_CREATOR";
    return new Reply(
        200,
        "{\"user_id\":\"id-of-"
            + name
            + "\",\"username\":\""
            + name
            + "\",\"account_type\":\""
            + type
            + "\",\"id\":\"24\"}");
  }

  private static Reply oauthFault(String message) {
    return new Reply(
        400,
        "{\"error_type\":\"OAuthException\",\"code\":400,\"error_message\":\"" + message + "\"}");
  }

  private static Reply graphFault(String message) {
    return new Reply(
        400,
        "{\"error\":{\"message\":\""
            + message
            + "\",\"type\":\"OAuthException\",\"code\":190,\"fbtrace_id\":\"AbC\"}}");
  }

  private static Map<String, String> fields(String form) {
    var fields = new HashMap<String, String>();
    for (String each : form.split("&", -1)) {
      String[] parts = each.split("=", 2);
      if (parts.length == 2) {
        fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return fields;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
