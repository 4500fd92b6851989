package dev.pictor.billing.play;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Problem;
import dev.pictor.platform.partner.HttpAnswer;
import dev.pictor.platform.partner.PartnerHttp;
import dev.pictor.platform.partner.PartnerHttp.Call;
import dev.pictor.platform.partner.PartnerHttp.Exchange;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The parts of the Google Play Developer API, version 3, that purchases need. Thread-safe.
final class PlayApi {
  private static final Logger LOG = LoggerFactory.getLogger(PlayApi.class);
  private static final Duration COME_BACK = Duration.ofSeconds(30);
  private static final int MOST_PAGES = 20;

  private final String base;
  private final PartnerHttp http;
  private final PlayTokens tokens;
  private final InstantSource clock;

  PlayApi(PlaySettings settings, PlayTokens tokens, PartnerHttp http, InstantSource clock) {
    this.base =
        settings.api() + "/androidpublisher/v3/applications/" + quoted(settings.packageName());
    this.tokens = tokens;
    this.http = http;
    this.clock = clock;
  }

  /// A subscription (`purchases.subscriptionsv2`); empty when the token is not one of its tokens.
  ///
  /// @throws Problem UNAVAILABLE when Google does not answer
  Optional<JsonNode> subscription(String token) throws InterruptedException {
    return get("/purchases/subscriptionsv2/tokens/" + quoted(token));
  }

  /// What was bought once (`purchases.productsv2`); empty when the token is not one of its tokens.
  ///
  /// @throws Problem UNAVAILABLE when Google does not answer
  Optional<JsonNode> products(String token) throws InterruptedException {
    return get("/purchases/productsv2/tokens/" + quoted(token));
  }

  /// The same in the older form (`purchases.products`), for purchases that the newer does not know.
  ///
  /// @throws Problem UNAVAILABLE when Google does not answer
  Optional<JsonNode> product(String productId, String token) throws InterruptedException {
    return get("/purchases/products/" + quoted(productId) + "/tokens/" + quoted(token));
  }

  /// The token of an order (`orders.get`); empty when there is no such order.
  Optional<String> tokenOf(String orderId) throws InterruptedException {
    return get("/orders/" + quoted(orderId))
        .map(order -> order.path("purchaseToken").asText())
        .filter(token -> !token.isEmpty());
  }

  /// Purchases that were taken back since then, of both kinds, with those of which only a part was.
  ///
  /// @throws Problem UNAVAILABLE when Google does not answer
  List<JsonNode> voided(Instant since) throws InterruptedException {
    var all = new ArrayList<JsonNode>();
    String page = "";
    for (int i = 0; i < MOST_PAGES; i++) {
      String path =
          "/purchases/voidedpurchases?type=1&includeQuantityBasedPartialRefund=true&maxResults=1000"
              + ("&startTime=" + since.toEpochMilli())
              + (page.isEmpty() ? "" : "&token=" + quoted(page));
      JsonNode answer = get(path).orElseThrow(PlayApi::away);
      answer.path("voidedPurchases").forEach(all::add);
      page = answer.path("tokenPagination").path("nextPageToken").asText();
      if (page.isEmpty()) {
        return all;
      }
    }
    LOG.warn(
        "Google lists more voided purchases than {} pages; the rest is read later", MOST_PAGES);
    return all;
  }

  /// Says that a purchase was granted. Saying it twice does no harm.
  ///
  /// @throws Problem UNAVAILABLE when it has to be said again; RECEIPT_INVALID when that is of no
  ///   use
  void settle(PlayPurchase.Settling settling) throws InterruptedException {
    String kind = settling.isSubscription() ? "subscriptions" : "products";
    String path =
        "/purchases/%s/%s/tokens/%s:%s"
            .formatted(
                kind,
                quoted(settling.productId()),
                quoted(settling.token()),
                settling.isConsumed() ? "consume" : "acknowledge");
    HttpAnswer answer = send(path, new byte[] {'{', '}'});
    if (!answer.isSuccess()) {
      throw Problem.of(
          Problem.Kind.RECEIPT_INVALID,
          "Google does not take the acknowledgement: " + reason(answer));
    }
  }

  private Optional<JsonNode> get(String path) throws InterruptedException {
    HttpAnswer answer = send(path, null);
    if (answer.isSuccess()) {
      return Optional.of(answer.json());
    }
    return Optional.empty();
  }

  /// GET without a body, else POST. What Google says about us and not about the purchase does not
  /// come back from here.
  private HttpAnswer send(String path, byte @Nullable [] body) throws InterruptedException {
    String token = tokens.token();
    URI address = URI.create(base + path);
    String credential = "Bearer " + token;
    Call call =
        body == null
            ? Call.get(address, "Authorization", credential)
            : Call.post(address, body, "Authorization", credential);
    if (!(http.send(call) instanceof Exchange.Answered(HttpAnswer answer))) {
      throw away();
    }
    int status = answer.status();
    if (status == 429 || status >= 500) {
      throw Problem.later(
          Problem.Kind.UNAVAILABLE,
          "Google Play cannot answer now; try again.",
          answer.retryAfter(clock.instant()).orElse(COME_BACK));
    }
    if (status == 401 || status == 403) {
      tokens.forget(token);
      LOG.atError()
          .addKeyValue("status", status)
          .addKeyValue("reason", reason(answer))
          .log("Google Play refuses the service account; a new one may take a day to be let in");
      throw away();
    }
    return answer;
  }

  /// Google's own word, which holds nothing of the purchase.
  private static String reason(HttpAnswer answer) {
    JsonNode error = answer.json().path("error");
    return error.path("status").asText()
        + " "
        + error.path("errors").path(0).path("reason").asText();
  }

  static Problem away() {
    return Problem.later(
        Problem.Kind.UNAVAILABLE, "Google Play does not answer now; try again.", COME_BACK);
  }

  private static String quoted(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
