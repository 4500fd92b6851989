package dev.pictor.identity;

import dev.pictor.platform.Problem;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Hashes and checks passwords, a few at a time: each takes 19 MiB and some 50 ms of a core, and a
/// burst of sign-ins must not take the machine. Who has waited long enough is sent away.
final class Passwords {
  private static final int SALT_BYTES = 16;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final Semaphore slots;
  private final SecureRandom random = new SecureRandom();
  private final PasswordHash.Cost cost;
  private final PasswordHash nobody;

  /// @param slots as many as may be hashed at once
  Passwords(Semaphore slots, PasswordHash.Cost cost) {
    this.slots = slots;
    this.cost = cost;
    this.nobody = PasswordHash.of("nobody has this password", newSalt(), cost);
  }

  String hash(String password) {
    byte[] salt = newSalt();
    return inSlot(() -> PasswordHash.of(password, salt, cost).toString());
  }

  /// Whether this is the password. The answer for nobody takes as long as that for somebody, so
  /// that the time does not tell who is registered.
  ///
  /// @param stored null when there is no such user
  boolean matches(@Nullable String stored, String password) {
    PasswordHash wanted = stored == null ? nobody : PasswordHash.parse(stored);
    return inSlot(() -> wanted.matches(password)) && stored != null;
  }

  /// Whether a hash was made at another cost than we would choose now.
  boolean isOutdated(String stored) {
    return !PasswordHash.parse(stored).cost().equals(cost);
  }

  private byte[] newSalt() {
    var salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return salt;
  }

  private <T> T inSlot(Supplier<T> work) {
    try {
      if (!slots.tryAcquire(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
        throw Problem.later(
            Problem.Kind.BUSY, "Too many people sign in just now; try again.", LONGEST_WAIT);
      }
      try {
        return work.get();
      } finally {
        slots.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.because(Problem.Kind.UNAVAILABLE, "The service is stopping.", e);
    }
  }
}
