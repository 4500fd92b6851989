package dev.pictor.platform.fetch;

import dev.pictor.platform.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocketFactory;

/// Sends messages to URLs that others gave, to public addresses only and by https, under the rules
/// of `GuardedFetch`. A redirect is an answer like any other and never followed. Thread-safe.
public final class GuardedPost {
  /// A name server that takes longer does not keep whoever registers a URL.
  private static final Duration LOOKUP = Duration.ofSeconds(5);

  private final Guard guard;
  private final SSLSocketFactory tls;
  private final Duration connect;
  private final boolean plainAllowed;

  public GuardedPost(FetchSettings settings) {
    this(
        settings,
        new Guard(new AddressTable(settings.allowPrivateAddresses()), new SystemResolver()),
        (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  GuardedPost(FetchSettings settings, Guard guard, SSLSocketFactory tls) {
    this.guard = guard;
    this.tls = tls;
    this.connect = settings.connect();
    this.plainAllowed = settings.allowPrivateAddresses();
  }

  /// What is sent.
  ///
  /// @param headers beside those of the transport and the type, which is JSON
  public record Message(Map<String, String> headers, byte[] body) {}

  /// Tells at once what is wrong with a URL, without a network trip.
  ///
  /// @return the URL as it will be used
  /// @throws Problem `INVALID_REQUEST` that names the field
  public URI check(GivenUrl given) {
    try {
      WebUrl url = parse(given.url());
      guard.check(url);
      return url.uri();
    } catch (BadUrl e) {
      throw given.invalid(e);
    }
  }

  /// The same with a look at where its name leads now; that is looked at again whenever it is used.
  public URI checkWithLookup(GivenUrl given) throws InterruptedException {
    URI checked = check(given);
    try {
      return Bounded.run(
          () -> {
            try {
              guard.admit(parse(given.url()));
              return checked;
            } catch (BadUrl e) {
              throw given.invalid(e);
            }
          },
          () -> {},
          LOOKUP);
    } catch (TimeoutException e) {
      throw given.failed("its name server does not answer; try again later.", e);
    }
  }

  private WebUrl parse(String text) throws BadUrl {
    WebUrl url = WebUrl.parse(text);
    if (!url.secure() && !plainAllowed) {
      throw new BadUrl("must begin with https://.");
    }
    return url;
  }

  /// Sends a message and reads the beginning of the answer. It takes no longer than the timeout,
  /// and an interrupt ends it at once.
  ///
  /// @param timeout for everything: lookup, connection, answer
  public Posted post(String url, Message message, Duration timeout) throws InterruptedException {
    WebUrl target;
    try {
      target = parse(url);
    } catch (BadUrl e) {
      return new Posted.Unanswered("The URL " + e.sentence());
    }
    var trip = new PostTrip(message, new Trip.Gear(guard, tls, connect));
    try {
      return Bounded.run(() -> trip.to(target), trip::drop, timeout);
    } catch (TimeoutException _) {
      return trip.answeredSoFar()
          .orElseGet(() ->
              new Posted.Unanswered("There was no answer within " + timeout.toSeconds() + " s."));
    }
  }
}
