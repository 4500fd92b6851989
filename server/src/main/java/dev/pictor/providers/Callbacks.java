package dev.pictor.providers;

import java.util.UUID;
import java.util.function.Function;

/// A provider on another machine that calls back when something changed there.
public interface Callbacks {
  /// Its name, as in the path that it calls: `runpod`.
  String provider();

  /// Whether a call is the provider's, as far as its signature tells; those that sign nothing are
  /// known by the token alone.
  ///
  /// @param header the value of a header by its name, in any case; empty for none
  /// @param body as it came
  default boolean isGenuine(Function<String, String> header, byte[] body)
      throws InterruptedException {
    return true;
  }

  /// It has called about an attempt of a job. What it said is not believed: whoever works on the
  /// job asks the provider itself. Returns at once; a call too many does no harm.
  void changed(UUID job, int attempt);
}
