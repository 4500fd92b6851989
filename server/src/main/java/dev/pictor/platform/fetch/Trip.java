package dev.pictor.platform.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;

/// One fetch, from the URL that was given over its redirects to the file. Every stop is looked up,
/// checked and connected to anew, with nothing carried over: no cookie, no referrer.
final class Trip implements Callable<Fetched> {
  private static final int MAX_REDIRECTS = 5;
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+");

  private final GivenUrl given;
  private final Path target;
  private final long maxBytes;
  private final Gear gear;

  /// What is open now, for another thread to close.
  private volatile @Nullable PinnedConnection current;

  /// What all trips share.
  record Gear(Guard guard, SSLSocketFactory tls, Duration connect) {}

  /// What one stop of a trip came to.
  private sealed interface Stop {
    /// The bytes are in the file.
    record Arrived(Fetched fetched) implements Stop {}

    /// The host sends us on.
    record Moved(String location) implements Stop {}
  }

  Trip(GivenUrl given, Path target, long maxBytes, Gear gear) {
    this.given = given;
    this.target = target;
    this.maxBytes = maxBytes;
    this.gear = gear;
  }

  @Override
  public Fetched call() throws InterruptedException {
    WebUrl url;
    Stop stop;
    try {
      url = WebUrl.parse(given.url());
      stop = visit(url, gear.guard().admit(url));
    } catch (BadUrl e) {
      throw given.invalid(e);
    }
    for (int redirects = 0; stop instanceof Stop.Moved(String location); redirects++) {
      if (redirects == MAX_REDIRECTS) {
        throw given.refused(
            "redirects more than " + MAX_REDIRECTS + " times; give the address where it ends.");
      }
      try {
        url = next(url, location);
        stop = visit(url, gear.guard().admit(url));
      } catch (BadUrl e) {
        throw given.refused(
            "redirects to an address that is not followed; give the address where it ends.", e);
      }
    }
    return ((Stop.Arrived) stop).fetched();
  }

  /// Closes the connection that is open now, from another thread.
  void drop() {
    PinnedConnection open = current;
    if (open != null) {
      open.close();
    }
  }

  private WebUrl next(WebUrl from, String location) throws BadUrl {
    WebUrl to = from.redirect(location);
    if (from.secure() && !to.secure()) {
      throw given.refused(
          "redirects from https to http, which is not followed; give an https URL.");
    }
    return to;
  }

  private Stop visit(WebUrl url, List<InetAddress> addresses) {
    try (PinnedConnection connection = connect(url, addresses)) {
      // The answer is not closed: that would read the rest of its body, however long it is.
      ClassicHttpResponse answer = connection.get();
      Optional<String> location = AnswerHead.redirect(answer);
      if (location.isPresent()) {
        return new Stop.Moved(location.get());
      }
      AnswerHead.demandUsable(answer, given, maxBytes);
      return new Stop.Arrived(new Fetched(store(answer), type(answer), url.uri()));
    } catch (HttpException e) {
      throw given.failed("its host does not answer in well-formed HTTP.", e);
    } catch (IOException e) {
      throw given.failed("its host broke off before the answer was complete; try again later.", e);
    }
  }

  private PinnedConnection connect(WebUrl url, List<InetAddress> addresses) throws IOException {
    PinnedConnection connection;
    try {
      connection = PinnedConnection.open(url, addresses, gear.connect());
    } catch (IOException e) {
      throw given.failed("its host does not accept a connection; try again later.", e);
    }
    current = connection;
    try {
      connection.secure(gear.tls());
      return connection;
    } catch (IOException e) {
      connection.close();
      throw given.refused(
          "no secure connection to its host can be made; its certificate may be expired, not"
              + " trusted or for another name.",
          e);
    }
  }

  private long store(ClassicHttpResponse answer) throws IOException {
    HttpEntity body = answer.getEntity();
    if (body == null) {
      throw given.refused("its host answers without a body.");
    }
    long size = AnswerBody.store(body.getContent(), target, maxBytes);
    if (size > maxBytes) {
      throw given.tooLarge(maxBytes);
    }
    return size;
  }

  private static String type(ClassicHttpResponse answer) {
    Header header = answer.getFirstHeader("Content-Type");
    String value = header == null ? "" : String.valueOf(header.getValue());
    String type = value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return MEDIA_TYPE.matcher(type).matches() ? type : "application/octet-stream";
  }
}
