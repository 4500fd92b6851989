package dev.pictor.providers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/// A job as providers see it: what is wanted, and what the job lends for it.
public interface Commission {
  /// The job's id.
  UUID job();

  /// Whether the job never ran before, so that no order of an earlier attempt can be there.
  boolean isFirstAttempt();

  /// A hash that names the user to providers that ask for one.
  String endUser();

  /// What is wanted.
  Generation generation();

  /// The pictures that it begins with.
  Inputs inputs();

  /// How results are written.
  Output output();

  /// Who should make it.
  Relay.Wish wish();

  /// How far all of it is.
  ///
  /// @param share 0 to 1
  /// @param waits whether a provider has not begun with it
  void progress(double share, boolean waits);

  /// Shows the owner where it is worked on; durable when it returns.
  ///
  /// @throws InterruptedException when another attempt has the job
  void handedOver(String provider, String handle) throws InterruptedException;

  /// Whether nobody wants it any more: it was cancelled, or took too long. A mere stop of this node
  /// is not that; the next attempt goes on where this one was.
  boolean isUnwanted();

  /// Where a provider may call when something changed.
  ///
  /// @return empty when this host cannot be reached from outside
  Optional<URI> callback(String provider);

  /// A signed address under which a provider can fetch a file of this attempt, while the job lasts.
  ///
  /// @return empty when this host cannot be reached from outside
  Optional<URI> link(Path picture, String mediaType);

  /// Keeps a picture that a provider made until the job is over, so that a later attempt need not
  /// have it made again.
  ///
  /// @param name of letters, digits and hyphens
  void keep(String name, byte[] picture) throws IOException;

  /// What an earlier attempt kept, in a file that stays as long as this attempt.
  Optional<Path> kept(String name) throws IOException, InterruptedException;

  /// An empty folder for this attempt alone; it is removed afterwards.
  Path folder();
}
