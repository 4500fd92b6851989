package dev.pictor.billing.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The App Store of one app, in the sandbox: it sells, signs with a chain of its own, answers the
/// calls of the server API that the service makes, and sends notifications of version 2.
public final class SimulatedAppStore extends StoreServer {
  /// The only app that it sells for.
  public static final String BUNDLE_ID = "dev.pictor.simulated";

  /// Apple's number of that app.
  public static final long APP_ID = 1_234_567_890L;

  private static final String ISSUER = "57246542-96fe-1a63-e053-0824d011072a";
  private static final String PATH = "/api/v1/billing/app-store";
  private static final String KEY_ID = "2X9R4HXF34";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final SigningChain chain = SigningChain.until(Instant.now().plus(Duration.ofDays(3650)));
  private final SigningChain foreign =
      SigningChain.until(Instant.now().plus(Duration.ofDays(3650)));
  private final KeyPair apiKey = apiKey();
  private final Path root;
  private final AppStoreSales sales = new AppStoreSales();
  private final boolean answersQuestions;

  /// @param port 0 for a free one
  /// @param answersQuestions whether the service is given the key of the server API
  public SimulatedAppStore(int port, boolean answersQuestions) {
    this.answersQuestions = answersQuestions;
    try {
      root = Files.createTempFile("simulated-root", ".cer");
      Files.write(root, chain.root());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open(port);
  }

  private static KeyPair apiKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("P-256 is part of every JDK", e);
    }
  }

  /// What somebody has bought.
  ///
  /// @param signed as StoreKit gives it to the app
  public record Bought(String transactionId, String signed) {}

  @Override
  public Map<String, String> variables() {
    var variables = new HashMap<String, String>();
    variables.put("APP_STORE_BUNDLE_ID", BUNDLE_ID);
    variables.put("APP_STORE_APP_ID", "" + APP_ID);
    variables.put("APP_STORE_ROOT_CERTIFICATES", root.toString());
    if (answersQuestions) {
      String pem =
          "-----BEGIN PRIVATE KEY-----\n"
              + Base64.getMimeEncoder().encodeToString(apiKey.getPrivate().getEncoded())
              + "\n-----END PRIVATE KEY-----";
      variables.put("APP_STORE_ISSUER_ID", ISSUER);
      variables.put("APP_STORE_KEY_ID", KEY_ID);
      variables.put("APP_STORE_PRIVATE_KEY", pem);
      variables.put("APP_STORE_API_URL", uri().toString());
    }
    return variables;
  }

  /// Sells something once.
  ///
  /// @param account what the app calls the buyer; null when it says nothing
  public Bought sell(String product, @Nullable UUID account) {
    return bought(sales.sell(product, account));
  }

  /// Begins a subscription.
  public Bought subscribe(String product, @Nullable UUID account, Duration term) {
    return bought(sales.subscribe(product, account, term));
  }

  /// Another period, of the same product or of another.
  ///
  /// @param reason `RENEWAL`, or `PURCHASE` for an upgrade
  public Bought renew(String transactionId, String product, String reason, Duration term) {
    return bought(sales.renew(transactionId, product, reason, term));
  }

  private Bought bought(String transactionId) {
    return new Bought(transactionId, signed(transactionId));
  }

  /// The store takes a transaction back.
  public void refund(String transactionId) {
    sales.refund(transactionId);
  }

  /// The store takes its refund back.
  public void reverseRefund(String transactionId) {
    sales.reverseRefund(transactionId);
  }

  /// The transaction as it is now.
  public String signed(String transactionId) {
    return signedWith(transactionId, Map.of());
  }

  /// The transaction with some of what it says changed before it is signed.
  public String signedWith(String transactionId, Map<String, Object> changes) {
    var claims = new HashMap<>(sales.transaction(transactionId));
    claims.put("signedDate", Instant.now().toEpochMilli());
    claims.putAll(changes);
    return chain.sign(claims);
  }

  /// The transaction, signed by somebody whom nobody trusts.
  public String forged(String transactionId) {
    return foreign.sign(new HashMap<>(sales.transaction(transactionId)));
  }

  /// The transaction, signed under certificates that have ended.
  public String signedByEnded(String transactionId) {
    return SigningChain.until(Instant.now().minus(Duration.ofDays(1)))
        .sign(new HashMap<>(sales.transaction(transactionId)));
  }

  /// A notification as Apple words it.
  ///
  /// @param id the same one again for one that was sent already
  /// @param subtype null for none
  /// @param renewal members of the renewal's information beside the usual ones
  public record Notice(
      UUID id,
      String type,
      @Nullable String subtype,
      String transactionId,
      Instant at,
      Map<String, Object> renewal) {
    /// One that is signed now and says nothing of the renewal.
    public static Notice of(String type, @Nullable String subtype, String transactionId) {
      return new Notice(UUID.randomUUID(), type, subtype, transactionId, Instant.now(), Map.of());
    }

    /// The same with something about the renewal.
    public Notice with(String name, Object value) {
      return new Notice(id, type, subtype, transactionId, at, Map.of(name, value));
    }
  }

  /// Sends a notification.
  ///
  /// @return the status of the answer; of the second one when it is sent twice
  public int tell(Notice notice, NoticeFault fault) {
    byte[] body = bytes(Map.of("signedPayload", signed(notice, fault)));
    int status = post(PATH, body);
    return fault == NoticeFault.DUPLICATE ? post(PATH, body) : status;
  }

  /// The `signedPayload` of a notification.
  public String signed(Notice notice, NoticeFault fault) {
    SigningChain signer = fault == NoticeFault.FORGED ? foreign : chain;
    Instant at = fault == NoticeFault.LATE ? notice.at().minus(Duration.ofHours(1)) : notice.at();
    String payload = signer.sign(payload(notice, at));
    return fault == NoticeFault.ALTERED ? altered(payload) : payload;
  }

  /// Sends Apple's test notification.
  public int tellTest() {
    var payload = new HashMap<String, Object>();
    payload.put("notificationType", "TEST");
    payload.put("notificationUUID", UUID.randomUUID().toString());
    payload.put("version", "2.0");
    payload.put("signedDate", Instant.now().toEpochMilli());
    payload.put(
        "data", Map.of("appAppleId", APP_ID, "bundleId", BUNDLE_ID, "environment", "Sandbox"));
    return post(PATH, bytes(Map.of("signedPayload", chain.sign(payload))));
  }

  private Map<String, Object> payload(Notice notice, Instant at) {
    Map<String, Object> sale = sales.transaction(notice.transactionId());
    var renewal = new HashMap<>(notice.renewal());
    renewal.put("originalTransactionId", sale.get("originalTransactionId"));
    renewal.put("productId", sale.get("productId"));
    renewal.putIfAbsent("autoRenewProductId", sale.get("productId"));
    renewal.put("environment", "Sandbox");
    renewal.put("signedDate", at.toEpochMilli());
    var data = new HashMap<String, Object>();
    data.put("appAppleId", APP_ID);
    data.put("bundleId", BUNDLE_ID);
    data.put("environment", "Sandbox");
    data.put("signedTransactionInfo", signed(notice.transactionId()));
    data.put("signedRenewalInfo", chain.sign(renewal));
    var payload = new HashMap<String, Object>();
    payload.put("notificationType", notice.type());
    if (notice.subtype() != null) {
      payload.put("subtype", notice.subtype());
    }
    payload.put("notificationUUID", notice.id().toString());
    payload.put("version", "2.0");
    payload.put("signedDate", at.toEpochMilli());
    payload.put("data", data);
    return payload;
  }

  /// The same JWS with another payload under the old signature.
  public static String altered(String jws) {
    String[] parts = jws.split("\\.", -1);
    String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String other = payload.replaceFirst("\"quantity\":1", "\"quantity\":9");
    other =
        other.equals(payload)
            ? payload.replace("\"version\":\"2.0\"", "\"version\":\"2.1\"")
            : other;
    return parts[0]
        + "."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(other.getBytes(StandardCharsets.UTF_8))
        + "."
        + parts[2];
  }

  private static byte[] bytes(Object json) {
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  void routes(JavalinConfig config) {
    config.routes.get("/inApps/v1/transactions/{id}", this::answerTransaction);
    config.routes.get("/inApps/v1/subscriptions/{id}", this::answerSubscription);
    config.routes.post("/_simulator/purchases", this::takePurchase);
    config.routes.post("/_simulator/notifications", this::takeNotice);
  }

  private boolean isAllowed(Context request) {
    String header = String.valueOf(request.header("Authorization"));
    try {
      SignedJWT token = SignedJWT.parse(header.replaceFirst("^Bearer ", ""));
      var claims = token.getJWTClaimsSet();
      boolean isGood =
          token.verify(new ECDSAVerifier((ECPublicKey) apiKey.getPublic()))
              && ISSUER.equals(claims.getIssuer())
              && KEY_ID.equals(token.getHeader().getKeyID())
              && BUNDLE_ID.equals(claims.getStringClaim("bid"))
              && claims.getAudience().equals(List.of("appstoreconnect-v1"))
              && claims.getExpirationTime().toInstant().isAfter(Instant.now());
      if (isGood) {
        return true;
      }
    } catch (ParseException | JOSEException _) {
      // Answered below, as for any other bad token.
    }
    request.status(401);
    return false;
  }

  private void answerTransaction(Context request) {
    String id = request.pathParam("id");
    if (isAllowed(request) && isKnown(request, id)) {
      respond(request, Map.of("signedTransactionInfo", signed(id)));
    }
  }

  private static void respond(Context request, Object body) {
    request.contentType("application/json").result(bytes(body));
  }

  private boolean isKnown(Context request, String id) {
    if (sales.has(id)) {
      return true;
    }
    request.status(404);
    respond(request, Map.of("errorCode", 4040010, "errorMessage", "Transaction id not found."));
    return false;
  }

  private void answerSubscription(Context request) {
    String id = request.pathParam("id");
    if (!isAllowed(request) || !isKnown(request, id)) {
      return;
    }
    Map<String, Object> last = sales.lastOf(id);
    long now = Instant.now().toEpochMilli();
    boolean isOver = last.get("expiresDate") instanceof Long end && end <= now;
    int status = last.containsKey("revocationDate") ? 5 : isOver ? 2 : 1;
    var item =
        Map.of(
            "originalTransactionId", last.get("originalTransactionId"),
            "status", status,
            "signedTransactionInfo", signed(String.valueOf(last.get("transactionId"))));
    respond(
        request,
        Map.of(
            "environment",
            "Sandbox",
            "bundleId",
            BUNDLE_ID,
            "appAppleId",
            APP_ID,
            "data",
            List.of(
                Map.of("subscriptionGroupIdentifier", "1", "lastTransactions", List.of(item)))));
  }

  /// `{"product_id": …, "user_id": …, "days": …}`; with days it is a subscription.
  private void takePurchase(Context request) {
    JsonNode wish = body(request);
    UUID user = wish.hasNonNull("user_id") ? UUID.fromString(wish.get("user_id").asText()) : null;
    String product = wish.path("product_id").asText();
    Bought bought =
        wish.hasNonNull("days")
            ? subscribe(product, user, Duration.ofDays(wish.get("days").asLong()))
            : sell(product, user);
    json(
        request,
        201,
        Map.of("transaction_id", bought.transactionId(), "signed_transaction", bought.signed()));
  }

  /// `{"type": …, "subtype": …, "transaction_id": …}`.
  private void takeNotice(Context request) {
    JsonNode wish = body(request);
    String subtype = wish.hasNonNull("subtype") ? wish.get("subtype").asText() : null;
    String id = wish.path("transaction_id").asText();
    if (wish.path("type").asText().equals("REFUND")) {
      refund(id);
    }
    int status = tell(Notice.of(wish.path("type").asText(), subtype, id), NoticeFault.NONE);
    json(request, 200, Map.of("answered", status));
  }

  @Override
  public void close() {
    super.close();
    try {
      Files.deleteIfExists(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
