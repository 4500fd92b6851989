package dev.pictor.platform.fetch;

import dev.pictor.platform.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocketFactory;

/// Follows URLs that others gave, to public addresses only. Thread-safe; one for the program.
public final class GuardedFetch {
  private final Duration total;
  private final Trip.Gear gear;

  public GuardedFetch(FetchSettings settings) {
    this(
        settings,
        new Guard(new AddressTable(settings.allowPrivateAddresses()), new SystemResolver()),
        (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  GuardedFetch(FetchSettings settings, Guard guard, SSLSocketFactory tls) {
    this.total = settings.total();
    this.gear = new Trip.Gear(guard, tls, settings.connect());
  }

  /// Tells at once what is wrong with a URL, without a network trip: its form, its port, and an
  /// address in it that is not public. A name is only looked up when it is fetched.
  ///
  /// @return the URL as it will be fetched: host in ASCII, addresses in their usual form
  /// @throws Problem `INVALID_REQUEST` that names the field
  public URI check(GivenUrl given) {
    try {
      WebUrl url = WebUrl.parse(given.url());
      gear.guard().check(url);
      return url.uri();
    } catch (BadUrl e) {
      throw given.invalid(e);
    }
  }

  /// Fetches what a URL leads to into a file. It takes no longer than the total time, and an
  /// interrupt ends it at once; on every failure the file is gone.
  ///
  /// @param target created or overwritten
  /// @param maxBytes the most that is taken
  /// @throws Problem `INVALID_REQUEST` for the URL itself, `FETCH_REFUSED` for what it leads to,
  ///   `FETCH_FAILED` when that may go better another time, `TOO_LARGE` above the cap
  /// @throws IOException when the target cannot be written
  public Fetched fetch(GivenUrl given, Path target, long maxBytes)
      throws IOException, InterruptedException {
    boolean done = false;
    try {
      Fetched fetched = within(given, new Trip(given, target, maxBytes, gear));
      done = true;
      return fetched;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      if (!done) {
        Files.deleteIfExists(target);
      }
    }
  }

  private Fetched within(GivenUrl given, Trip trip) throws InterruptedException {
    try {
      return Bounded.run(trip, trip::drop, total);
    } catch (TimeoutException e) {
      throw given.failed("takes longer than " + total.toSeconds() + " s; try a faster host.", e);
    }
  }
}
