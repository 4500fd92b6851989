package dev.pictor.billing.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.pictor.platform.Json;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Google Play of one app, with testers' purchases: it sells, answers the calls of the Developer
/// API that the service makes, hands out access tokens, and pushes notifications as Pub/Sub does.
public final class SimulatedPlay extends StoreServer {
  /// The only app that it sells for.
  public static final String PACKAGE = "dev.pictor.simulated";

  private static final String ACCOUNT = "billing@simulated.iam.gserviceaccount.com";
  private static final String PUSHER = "push@simulated.iam.gserviceaccount.com";
  private static final String AUDIENCE = "https://pictor.example/api/v1/billing/play";
  private static final String PATH = "/api/v1/billing/play";
  private static final String SCOPE = "https://www.googleapis.com/auth/androidpublisher";
  private static final String API = "/androidpublisher/v3/applications/{package}";

  private final RSAKey accountKey = key("account");
  private final RSAKey googleKey = key("google");
  private final RSAKey foreignKey = key("google");
  private final String accessToken = "simulated-" + UUID.randomUUID();
  private final PlaySales sales = new PlaySales();
  private final Map<String, String> settled = new ConcurrentHashMap<>();

  /// @param port 0 for a free one
  public SimulatedPlay(int port) {
    open(port);
  }

  private static RSAKey key(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("RSA is part of every JDK", e);
    }
  }

  /// What it has sold.
  public PlaySales sales() {
    return sales;
  }

  /// What the service said about a token last: `acknowledge` or `consume`; null for nothing.
  public @Nullable String settled(String token) {
    return settled.get(token);
  }

  @Override
  public Map<String, String> variables() {
    return Map.of(
        "PLAY_PACKAGE_NAME",
        PACKAGE,
        "PLAY_SERVICE_ACCOUNT",
        account(),
        "PLAY_API_URL",
        uri().toString(),
        "PLAY_PUSH_AUDIENCE",
        AUDIENCE,
        "PLAY_PUSH_EMAIL",
        PUSHER,
        "PLAY_PUSH_KEYS_URL",
        uri() + "/certs");
  }

  private String account() {
    try {
      String pem =
          "-----BEGIN PRIVATE KEY-----\n"
              + Base64.getMimeEncoder(64, new byte[] {'\n'})
                  .encodeToString(accountKey.toPrivateKey().getEncoded())
              + "\n-----END PRIVATE KEY-----\n";
      var account = new HashMap<String, String>();
      account.put("type", "service_account");
      account.put("client_email", ACCOUNT);
      account.put("private_key_id", accountKey.getKeyID());
      account.put("private_key", pem);
      account.put("token_uri", uri() + "/token");
      return Json.write(account);
    } catch (JOSEException e) {
      throw new IllegalStateException("a key without a private part", e);
    }
  }

  /// How a push is signed.
  public enum Signing {
    /// As it should be.
    RIGHT,
    /// No token at all.
    NONE,
    /// By somebody else.
    FOREIGN,
    /// Of another issuer.
    WRONG_ISSUER,
    /// For another service.
    WRONG_AUDIENCE,
    /// As another service account.
    WRONG_EMAIL,
    /// As one whose address is not confirmed.
    UNCONFIRMED_EMAIL,
    /// Good until an hour ago.
    EXPIRED
  }

  /// Tells the service that a subscription has moved.
  ///
  /// @param type of notification, as Google counts them
  /// @return the status of the answer
  public int tellOfSubscription(int type, String token) {
    return tell(UUID.randomUUID().toString(), subscription(type, token), Signing.RIGHT);
  }

  /// The notice that a subscription has moved.
  public static Map<String, Object> subscription(int type, String token) {
    return Map.of(
        "subscriptionNotification",
        Map.of("version", "1.0", "notificationType", type, "purchaseToken", token));
  }

  /// The notice that a product was bought.
  public static Map<String, Object> product(String product, String token) {
    return Map.of(
        "oneTimeProductNotification",
        Map.of("version", "1.0", "notificationType", 1, "purchaseToken", token, "sku", product));
  }

  /// The notice that an order was taken back.
  public static Map<String, Object> voided(String token, String orderId) {
    return Map.of(
        "voidedPurchaseNotification",
        Map.of("purchaseToken", token, "orderId", orderId, "productType", 2, "refundType", 1));
  }

  /// Pushes a notice.
  ///
  /// @param id the same one again for one that was pushed already
  /// @return the status of the answer
  public int tell(String id, Map<String, Object> notice, Signing signing) {
    byte[] body =
        Json.write(
                Map.of(
                    "message", Map.of("data", data(notice), "messageId", id), "subscription", "s"))
            .getBytes(StandardCharsets.UTF_8);
    return signing == Signing.NONE
        ? post(PATH, body)
        : post(PATH, body, "Authorization", "Bearer " + token(signing));
  }

  /// A notice as it stands in a message.
  public static String data(Map<String, Object> notice) {
    var all = new HashMap<>(notice);
    all.put("version", "1.0");
    all.putIfAbsent("packageName", PACKAGE);
    all.put("eventTimeMillis", "" + Instant.now().toEpochMilli());
    return Base64.getEncoder().encodeToString(Json.write(all).getBytes(StandardCharsets.UTF_8));
  }

  /// The token that a push carries.
  public String token(Signing signing) {
    Instant now = Instant.now().minus(Duration.ofHours(signing == Signing.EXPIRED ? 2 : 0));
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(
                signing == Signing.WRONG_ISSUER
                    ? "https://issuer.example"
                    : "https://accounts.google.com")
            .audience(signing == Signing.WRONG_AUDIENCE ? "https://other.example" : AUDIENCE)
            .claim("email", signing == Signing.WRONG_EMAIL ? "other@example.com" : PUSHER)
            .claim("email_verified", signing != Signing.UNCONFIRMED_EMAIL)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(Duration.ofHours(1))))
            .build();
    RSAKey key = signing == Signing.FOREIGN ? foreignKey : googleKey;
    var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
    var jwt = new SignedJWT(header, claims);
    try {
      jwt.sign(new RSASSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot sign", e);
    }
  }

  @Override
  void routes(JavalinConfig config) {
    config.routes.post("/token", this::giveToken);
    config.routes.get(
        "/certs",
        request ->
            request
                .contentType("application/json")
                .result(new JWKSet(googleKey.toPublicJWK()).toString()));
    config.routes.get(
        API + "/purchases/subscriptionsv2/tokens/{token}",
        request -> answer(request, sales.subscription(request.pathParam("token"))));
    config.routes.get(
        API + "/purchases/productsv2/tokens/{token}",
        request -> answer(request, sales.products(request.pathParam("token"))));
    config.routes.get(
        API + "/purchases/products/{product}/tokens/{token}",
        request -> answer(request, sales.product(request.pathParam("token"))));
    config.routes.get(API + "/purchases/voidedpurchases", this::answerVoided);
    config.routes.get(
        API + "/orders/{order}",
        request -> answer(request, sales.order(request.pathParam("order"))));
    config.routes.post(API + "/purchases/{kind}/{product}/tokens/{token}", this::settle);
    config.routes.post("/_simulator/purchases", this::takePurchase);
    config.routes.post("/_simulator/notifications", this::takeNotice);
  }

  private void giveToken(Context request) {
    String assertion = String.valueOf(request.formParam("assertion"));
    try {
      SignedJWT jwt = SignedJWT.parse(assertion);
      var claims = jwt.getJWTClaimsSet();
      boolean isGood =
          "urn:ietf:params:oauth:grant-type:jwt-bearer".equals(request.formParam("grant_type"))
              && jwt.verify(new RSASSAVerifier(accountKey.toRSAPublicKey()))
              && ACCOUNT.equals(claims.getIssuer())
              && SCOPE.equals(claims.getStringClaim("scope"))
              && claims.getAudience().contains(uri() + "/token")
              && claims.getExpirationTime().toInstant().isAfter(Instant.now());
      if (isGood) {
        json(request, 200, Map.of("access_token", accessToken, "expires_in", 3599));
        return;
      }
    } catch (ParseException | JOSEException _) {
      // Answered below, as for any other bad assertion.
    }
    json(request, 400, Map.of("error", "invalid_grant"));
  }

  private boolean isAllowed(Context request) {
    if (!("Bearer " + accessToken).equals(request.header("Authorization"))) {
      json(request, 401, Map.of("error", Map.of("code", 401, "status", "UNAUTHENTICATED")));
      return false;
    }
    if (!PACKAGE.equals(request.pathParam("package"))) {
      json(request, 403, Map.of("error", Map.of("code", 403, "status", "PERMISSION_DENIED")));
      return false;
    }
    return true;
  }

  private void answer(Context request, @Nullable ObjectNode found) {
    if (!isAllowed(request)) {
      return;
    }
    if (found == null) {
      json(request, 404, Map.of("error", Map.of("code", 404, "status", "NOT_FOUND")));
    } else {
      request.contentType("application/json").result(found.toString());
    }
  }

  private void answerVoided(Context request) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.set("voidedPurchases", sales.voided());
    answer(request, list);
  }

  private void settle(Context request) {
    String last = request.pathParam("token");
    int colon = last.lastIndexOf(':');
    if (!isAllowed(request)) {
      return;
    }
    String token = colon < 0 ? last : last.substring(0, colon);
    String verb = colon < 0 ? "" : last.substring(colon + 1);
    if (!sales.settle(token, verb)) {
      json(request, 400, Map.of("error", Map.of("code", 400, "status", "INVALID_ARGUMENT")));
      return;
    }
    settled.put(token, verb);
    json(request, 200, Map.of());
  }

  /// `{"product_id": …, "user_id": …, "days": …}`; with days it is a subscription.
  private void takePurchase(Context request) {
    JsonNode wish = body(request);
    UUID user = wish.hasNonNull("user_id") ? UUID.fromString(wish.get("user_id").asText()) : null;
    String product = wish.path("product_id").asText();
    String token =
        wish.hasNonNull("days")
            ? sales.subscribe(product, user, Duration.ofDays(wish.get("days").asLong()))
            : sales.sell(product, user);
    json(request, 201, Map.of("purchase_token", token, "order_id", sales.orderOf(token)));
  }

  /// `{"type": "renewed", …, "purchase_token": …}`: what happens, and then the service is told.
  private void takeNotice(Context request) {
    JsonNode wish = body(request);
    String token = wish.path("purchase_token").asText();
    String word = wish.path("type").asText().toUpperCase(Locale.ROOT);
    int status =
        word.equals("VOIDED")
            ? tell(
                UUID.randomUUID().toString(), voided(token, sales.voidOrder(token)), Signing.RIGHT)
            : tellOfSubscription(sales.move(token, PlaySales.Move.valueOf(word)), token);
    json(request, 200, Map.of("answered", status));
  }
}
