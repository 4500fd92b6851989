package dev.pictor.providers;

import java.util.UUID;

/// A provider on another machine that calls back when something changed there.
public interface Callbacks {
  /// Its name, as in the path that it calls: `runpod`.
  String provider();

  /// It has called about an attempt of a job. What it said is not believed: whoever works on the
  /// job asks the provider itself. Returns at once; a call too many does no harm.
  void changed(UUID job, int attempt);
}
