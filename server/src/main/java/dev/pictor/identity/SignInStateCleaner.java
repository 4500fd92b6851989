package dev.pictor.identity;

import dev.pictor.platform.Duty;
import java.time.Duration;

/// Removes visits to other services that nobody came back from.
final class SignInStateCleaner implements Duty {
  private final SignInStates states;

  SignInStateCleaner(SignInStates states) {
    this.states = states;
  }

  @Override
  public String name() {
    return "sign-in-state-cleaner";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(10);
  }

  @Override
  public long runOnce() {
    return states.removeOld();
  }
}
