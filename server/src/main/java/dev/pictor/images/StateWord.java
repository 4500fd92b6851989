package dev.pictor.images;

import dev.pictor.jobs.JobState;
import dev.pictor.platform.Problem;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Reads a state of a job in the native words.
final class StateWord {
  private StateWord() {}

  /// @throws Problem INVALID_REQUEST that names them all
  static JobState of(String word) {
    return Arrays.stream(JobState.values())
        .filter(each -> each.word().equals(word))
        .findFirst()
        .orElseThrow(() -> Problem.invalid("status", "is one of " + words() + "."));
  }

  private static String words() {
    return Arrays.stream(JobState.values()).map(JobState::word).collect(Collectors.joining(", "));
  }
}
