package dev.pictor.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pictor.identity.social.Instagram;
import dev.pictor.identity.social.OidcProvider;
import dev.pictor.platform.Json;
import dev.pictor.platform.settings.Deployment;
import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where else people may sign in.
///
/// @param instagram its client id is blank when it is not set up
/// @param follow the Instagram account that users are to follow; blank for none
/// @param providers of OpenID Connect, each with an id of its own
public record SocialSettings(
    Instagram.Client instagram,
    Instagram.Hosts hosts,
    String follow,
    List<OidcProvider.Settings> providers) {
  private static final Setting<String> INSTAGRAM_ID =
      Setting.text(
          "INSTAGRAM_CLIENT_ID",
          "",
          "The id of your Instagram app (Instagram API with Instagram Login); signing in with"
              + " Instagram is off without it.");
  private static final Setting<String> INSTAGRAM_SECRET =
      Setting.secret("INSTAGRAM_CLIENT_SECRET", "The secret of your Instagram app.");
  private static final Setting<String> INSTAGRAM_REDIRECT =
      Setting.text(
          "INSTAGRAM_REDIRECT_URI",
          "",
          "Where Instagram sends people back to, exactly as it is registered there.");
  private static final Setting<String> INSTAGRAM_FOLLOW =
      Setting.text(
          "INSTAGRAM_REQUIRED_FOLLOW",
          "",
          "The Instagram account that users are asked to follow; shown, and never enforced, as the"
              + " platform does not tell who follows whom.");
  private static final Setting<String> INSTAGRAM_WEB =
      Setting.text(
          "INSTAGRAM_WEB_URL", "https://www.instagram.com", "Where people agree to sign in.");
  private static final Setting<String> INSTAGRAM_API =
      Setting.text(
          "INSTAGRAM_API_URL",
          "https://api.instagram.com",
          "Where Instagram turns codes into tokens.");
  private static final Setting<String> INSTAGRAM_GRAPH =
      Setting.text(
          "INSTAGRAM_GRAPH_URL", "https://graph.instagram.com", "Where Instagram says who it is.");
  private static final Setting<String> OIDC_ISSUER =
      Setting.text(
          "OIDC_ISSUER",
          "",
          "The issuer of an OpenID Connect provider, such as https://accounts.example.com; signing"
              + " in there is off without it.");
  private static final Setting<String> OIDC_CLIENT_ID =
      Setting.text("OIDC_CLIENT_ID", "", "What that provider knows this service as.");
  private static final Setting<String> OIDC_CLIENT_SECRET =
      Setting.secret("OIDC_CLIENT_SECRET", "The secret for it; none for a public client.");
  private static final Setting<String> OIDC_NAME =
      Setting.text(
          "OIDC_NAME",
          "Single sign-on",
          "What people call that provider; in lower case it is part of its addresses.");
  private static final Setting<List<String>> OIDC_SCOPES =
      Setting.list("OIDC_SCOPES", "openid,email,profile", "What that provider is asked for.");
  private static final Setting<String> OIDC_ALGORITHM =
      Setting.text(
          "OIDC_ALGORITHM", "RS256", "How that provider signs ID tokens; no other way is taken.");
  private static final Setting<String> OIDC_PROVIDERS =
      Setting.secret(
          "OIDC_PROVIDERS",
          "Further providers as a JSON list of objects with name, issuer, client_id,"
              + " client_secret, scopes and algorithm; the last three may be left out.");

  /// Every setting, for the documentation.
  public static final List<Setting<?>> ALL =
      List.of(
          INSTAGRAM_ID,
          INSTAGRAM_SECRET,
          INSTAGRAM_REDIRECT,
          INSTAGRAM_FOLLOW,
          INSTAGRAM_WEB,
          INSTAGRAM_API,
          INSTAGRAM_GRAPH,
          OIDC_ISSUER,
          OIDC_CLIENT_ID,
          OIDC_CLIENT_SECRET,
          OIDC_NAME,
          OIDC_SCOPES,
          OIDC_ALGORITHM,
          OIDC_PROVIDERS);

  /// Algorithms with a key of the provider's own; with a shared secret whoever knows it could make
  /// tokens.
  private static final Set<String> ALGORITHMS =
      Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

  public SocialSettings {
    providers = List.copyOf(providers);
  }

  boolean hasInstagram() {
    return !instagram.id().isBlank();
  }

  /// One entry of the JSON list.
  private record Entry(
      @Nullable String name,
      @Nullable String issuer,
      @Nullable String clientId,
      @Nullable String clientSecret,
      @Nullable List<String> scopes,
      @Nullable String algorithm) {}

  /// Reads the settings; what is wrong is noted in the environment.
  public static SocialSettings from(Environment environment) {
    var client =
        new Instagram.Client(
            INSTAGRAM_ID.in(environment),
            INSTAGRAM_SECRET.in(environment),
            INSTAGRAM_REDIRECT.in(environment));
    if (!client.id().isBlank() && (client.secret().isBlank() || client.redirectUri().isBlank())) {
      environment.fault(
          "INSTAGRAM_CLIENT_ID needs INSTAGRAM_CLIENT_SECRET and INSTAGRAM_REDIRECT_URI beside"
              + " it.");
    }
    var hosts =
        new Instagram.Hosts(
            withoutSlash(INSTAGRAM_WEB.in(environment)),
            withoutSlash(INSTAGRAM_API.in(environment)),
            withoutSlash(INSTAGRAM_GRAPH.in(environment)));
    return new SocialSettings(
        client, hosts, INSTAGRAM_FOLLOW.in(environment), providers(environment));
  }

  private static List<OidcProvider.Settings> providers(Environment environment) {
    var entries = new ArrayList<Entry>();
    if (!OIDC_ISSUER.in(environment).isBlank()) {
      entries.add(
          new Entry(
              OIDC_NAME.in(environment),
              OIDC_ISSUER.in(environment),
              OIDC_CLIENT_ID.in(environment),
              OIDC_CLIENT_SECRET.in(environment),
              OIDC_SCOPES.in(environment),
              OIDC_ALGORITHM.in(environment)));
    }
    entries.addAll(listed(environment));
    var providers = new ArrayList<OidcProvider.Settings>();
    var ids = new HashSet<String>();
    for (Entry entry : entries) {
      OidcProvider.Settings provider = provider(entry);
      faults(provider, environment);
      if (!ids.add(provider.id())) {
        environment.fault("Two OpenID Connect providers have the name " + provider.name() + ".");
      }
      providers.add(provider);
    }
    return providers;
  }

  private static List<Entry> listed(Environment environment) {
    String json = OIDC_PROVIDERS.in(environment);
    try {
      return json.isBlank() ? List.of() : List.of(Json.MAPPER.readValue(json, Entry[].class));
    } catch (JsonProcessingException _) {
      environment.fault("OIDC_PROVIDERS is no JSON list of objects as the documentation has them.");
      return List.of();
    }
  }

  private static OidcProvider.Settings provider(Entry entry) {
    String name = Objects.requireNonNullElse(entry.name(), "").strip();
    return new OidcProvider.Settings(
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", ""),
        name,
        Objects.requireNonNullElse(entry.issuer(), "").strip(),
        Objects.requireNonNullElse(entry.clientId(), "").strip(),
        Objects.requireNonNullElse(entry.clientSecret(), "").strip(),
        Objects.requireNonNullElse(entry.scopes(), List.of("openid", "email", "profile")),
        Objects.requireNonNullElse(entry.algorithm(), "RS256"));
  }

  private static void faults(OidcProvider.Settings provider, Environment environment) {
    String which = "The OpenID Connect provider " + provider.name();
    if (provider.id().isEmpty()) {
      environment.fault("An OpenID Connect provider needs a name with letters or digits in it.");
    }
    boolean isWeb = provider.issuer().matches("https?://[^\\s?#]+");
    if (!isWeb || provider.clientId().isEmpty()) {
      environment.fault(which + " needs an issuer that is an http(s) address, and a client id.");
    }
    if (Deployment.SETTING.in(environment).isProduction()
        && !provider.issuer().startsWith("https://")) {
      environment.fault(which + " has no https issuer; production refuses anything else.");
    }
    if (!provider.scopes().contains("openid")) {
      environment.fault(which + " needs the scope openid.");
    }
    if (!ALGORITHMS.contains(provider.algorithm())) {
      environment.fault(
          which + " has an algorithm that is not one of " + String.join(", ", sorted()) + ".");
    }
  }

  private static List<String> sorted() {
    return ALGORITHMS.stream().sorted().toList();
  }

  private static String withoutSlash(String address) {
    return address.replaceAll("/+$", "");
  }
}
