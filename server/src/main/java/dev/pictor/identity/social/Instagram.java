package dev.pictor.identity.social;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Problem;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// "Instagram API with Instagram Login", as the platform has it since Basic Display ended on 4
/// December 2024: professional accounts only. The platform offers no PKCE. The token is used to ask
/// who it is and then forgotten, as nothing here needs it later.
public final class Instagram {
  public static final String PROVIDER = "instagram";

  /// The least that the platform gives a name for.
  private static final String SCOPE = "instagram_business_basic";

  private static final Set<String> PROFESSIONAL =
      Set.of("BUSINESS", "MEDIA_CREATOR", "CREATOR", "PROFESSIONAL");
  private static final int LONGEST_MESSAGE = 200;

  private final Client client;
  private final Hosts hosts;
  private final ProviderCall call;

  /// What the platform knows this service as.
  public record Client(String id, String secret, String redirectUri) {
    @Override
    public String toString() {
      return "Client[id=" + id + ", secret=***, redirectUri=" + redirectUri + "]";
    }
  }

  /// Where the platform's three parts are, without slashes at their ends.
  ///
  /// @param web where people agree
  /// @param api where a code becomes a token
  /// @param graph where is asked who it is
  public record Hosts(String web, String api, String graph) {}

  /// @param patience for each of the three calls
  public Instagram(Client client, Hosts hosts, Duration patience) {
    this.client = client;
    this.hosts = hosts;
    this.call = new ProviderCall("Instagram", patience);
  }

  /// Where somebody is sent to agree.
  public URI authorization(String state) {
    var query = new LinkedHashMap<String, String>();
    query.put("client_id", client.id());
    query.put("redirect_uri", client.redirectUri());
    query.put("response_type", "code");
    query.put("scope", SCOPE);
    query.put("state", state);
    return URI.create(hosts.web() + "/oauth/authorize?" + form(query));
  }

  /// Who a code stands for.
  ///
  /// @param redirectUri where the code came to; blank for the one of the settings
  /// @throws Problem SIGN_IN_REFUSED when the platform refuses the code; PERSONAL_ACCOUNT;
  ///   UNAVAILABLE when the platform does not answer
  public ExternalIdentity identify(String code, String redirectUri) {
    String shortLived = exchange(code, redirectUri.isBlank() ? client.redirectUri() : redirectUri);
    return profile(longLived(shortLived));
  }

  private String exchange(String code, String redirectUri) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("client_id", client.id());
    fields.put("client_secret", client.secret());
    fields.put("grant_type", "authorization_code");
    fields.put("redirect_uri", redirectUri);
    // The platform puts this behind the code in the address, where it does not belong to it.
    fields.put("code", code.replaceAll("#_$", ""));
    JsonNode answer =
        accepted(
            call.send(
                HttpRequest.newBuilder(URI.create(hosts.api() + "/oauth/access_token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form(fields)))));
    return text(answer, "access_token");
  }

  private String longLived(String token) {
    var query = new LinkedHashMap<String, String>();
    query.put("grant_type", "ig_exchange_token");
    query.put("client_secret", client.secret());
    query.put("access_token", token);
    return text(get("/access_token", query), "access_token");
  }

  private ExternalIdentity profile(String token) {
    JsonNode me =
        get("/me", Map.of("fields", "user_id,username,account_type", "access_token", token));
    String type = me.path("account_type").asText("");
    if (!PROFESSIONAL.contains(type.toUpperCase(java.util.Locale.ROOT))) {
      throw personal();
    }
    return new ExternalIdentity(
        PROVIDER, text(me, "user_id"), null, me.path("username").asText(""), null);
  }

  private JsonNode get(String path, Map<String, String> query) {
    return accepted(
        call.send(HttpRequest.newBuilder(URI.create(hosts.graph() + path + "?" + form(query)))));
  }

  /// The platform wraps some answers into a list named data, and writes errors in two ways.
  private static JsonNode accepted(ProviderCall.Answer answer) {
    if (answer.status() == 200) {
      JsonNode list = answer.body().path("data");
      return list.isArray() && !list.isEmpty() ? list.get(0) : answer.body();
    }
    JsonNode error = answer.body().path("error");
    String message =
        error.isObject()
            ? error.path("message").asText("")
            : answer.body().path("error_message").asText("");
    if (message.toLowerCase(java.util.Locale.ROOT).contains("professional account")) {
      throw personal();
    }
    throw refused(message);
  }

  private static String text(JsonNode answer, String field) {
    String value = answer.path(field).asText("");
    if (value.isBlank()) {
      throw refused("its answer has no " + field);
    }
    return value;
  }

  private static Problem refused(String message) {
    String shown = message.replaceAll("\\p{Cntrl}", " ").strip();
    return Problem.of(
        Problem.Kind.SIGN_IN_REFUSED,
        "Instagram refused ("
            + shown.substring(0, Math.min(LONGEST_MESSAGE, shown.length()))
            + "). Begin to sign in again.");
  }

  private static Problem personal() {
    return Problem.of(
        Problem.Kind.PERSONAL_ACCOUNT,
        "Instagram lets only professional accounts sign in elsewhere. Switch yours to a creator or"
            + " business account in Instagram's settings, which is free, or sign in another way.");
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(each ->
            each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
