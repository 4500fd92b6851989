package dev.pictor.billing.appstore;

import com.apple.itunes.storekit.client.APIException;
import com.apple.itunes.storekit.client.BaseAppStoreServerAPIClient;
import com.apple.itunes.storekit.client.BearerTokenAuthenticator;
import com.apple.itunes.storekit.model.LastTransactionsItem;
import com.apple.itunes.storekit.model.Status;
import com.apple.itunes.storekit.model.StatusResponse;
import dev.pictor.billing.StoreEnvironment;
import dev.pictor.platform.Problem;
import dev.pictor.platform.partner.HttpAnswer;
import dev.pictor.platform.partner.PartnerHttp;
import dev.pictor.platform.partner.PartnerHttp.Exchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.Reader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Apple's App Store Server API, by Apple's library over our own HTTP. Thread-safe.
final class AppStoreApi {
  private static final Logger LOG = LoggerFactory.getLogger(AppStoreApi.class);
  private static final Duration COME_BACK = Duration.ofSeconds(30);

  private final Client client;

  AppStoreApi(
      AppStoreSettings settings,
      StoreEnvironment environment,
      PartnerHttp http,
      InstantSource clock) {
    this.client = new Client(settings, environment, http, clock);
  }

  /// Whether this is a private key that Apple's library can sign with.
  static boolean isKey(String pem) {
    try {
      String base64 = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
      byte[] der = Base64.getDecoder().decode(base64);
      KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
      return true;
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return false;
    }
  }

  /// The transaction, signed anew; empty when Apple knows none of this id.
  ///
  /// @throws Problem UNAVAILABLE when Apple does not answer
  Optional<String> transaction(String transactionId) {
    return ask(() -> client.getTransactionInfo(transactionId).getSignedTransactionInfo());
  }

  /// How the subscription stands of which this is a transaction; empty when Apple knows none.
  ///
  /// @throws Problem UNAVAILABLE when Apple does not answer
  Optional<LastTransactionsItem> subscription(String transactionId, String originalTransactionId) {
    Optional<StatusResponse> found =
        ask(() -> client.getAllSubscriptionStatuses(transactionId, new Status[0]));
    return found.stream()
        .flatMap(answer -> answer.getData().stream())
        .flatMap(group -> group.getLastTransactions().stream())
        .filter(item -> originalTransactionId.equals(item.getOriginalTransactionId()))
        .findFirst();
  }

  private interface Question<T> {
    T answer() throws APIException, IOException;
  }

  private static <T> Optional<T> ask(Question<T> question) {
    try {
      return Optional.ofNullable(question.answer());
    } catch (APIException e) {
      int status = e.getHttpStatusCode();
      if (status == 404 || status == 400) {
        return Optional.empty();
      }
      LOG.atError()
          .addKeyValue("status", status)
          .addKeyValue("error", e.getRawApiError())
          .log("Apple's server API refuses us; purchases wait until its key is right");
      throw away();
    } catch (IOException _) {
      throw away();
    }
  }

  private static Problem away() {
    return Problem.later(
        Problem.Kind.UNAVAILABLE, "The App Store does not answer now; try again.", COME_BACK);
  }

  /// Apple's client with our way of sending.
  private static final class Client extends BaseAppStoreServerAPIClient {
    private final PartnerHttp http;
    private final InstantSource clock;
    private final String base;

    Client(
        AppStoreSettings settings,
        StoreEnvironment environment,
        PartnerHttp http,
        InstantSource clock) {
      AppStoreSettings.Api api = settings.api();
      super(
          new BearerTokenAuthenticator(api.key(), api.keyId(), api.issuerId(), settings.bundleId()),
          AppleSignatures.appleEnvironment(environment));
      this.base = api.url().isEmpty() ? url : api.url();
      this.http = http;
      this.clock = clock;
    }

    @Override
    protected HttpResponseInterface makeRequest(
        String path,
        String method,
        Map<String, List<String>> query,
        Map<String, String> headers,
        @Nullable String contentType,
        byte @Nullable [] body)
        throws IOException {
      var all = new ArrayList<String>();
      headers.forEach((name, value) -> all.addAll(List.of(name, value)));
      if (contentType != null) {
        all.addAll(List.of("Content-Type", contentType));
      }
      BodyPublisher sent = body == null ? null : BodyPublishers.ofByteArray(body);
      var call = new PartnerHttp.Call(method, URI.create(base + path + text(query)), all, sent);
      try {
        return switch (http.send(call)) {
          case Exchange.Answered(HttpAnswer answer) -> taken(answer);
          case Exchange.NotReached(String why) -> throw new IOException(why);
          case Exchange.NoAnswer(String why) -> throw new IOException(why);
        };
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("stopping");
      }
    }

    /// What ends by itself becomes a problem here, where the header with its time still is.
    private HttpResponseInterface taken(HttpAnswer answer) {
      if (answer.status() == 429 || answer.status() >= 500) {
        throw Problem.later(
            Problem.Kind.UNAVAILABLE,
            "The App Store cannot answer now; try again.",
            answer.retryAfter(clock.instant()).orElse(COME_BACK));
      }
      return new Answer(answer.status(), answer.body());
    }

    private static String text(@Nullable Map<String, List<String>> query) {
      return query == null || query.isEmpty()
          ? ""
          : query.entrySet().stream()
              .flatMap(each ->
                  each.getValue().stream().map(value -> each.getKey() + "=" + quoted(value)))
              .collect(Collectors.joining("&", "?", ""));
    }

    private static String quoted(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private record Answer(int statusCode, byte[] bytes) implements HttpResponseInterface {
      @Override
      public Reader body() {
        return new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8);
      }

      @Override
      public void close() {}
    }
  }
}
