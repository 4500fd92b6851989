package dev.pictor.identity;

import dev.pictor.platform.Problem;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Hashes and checks passwords, a few at a time: each takes 19 MiB and some 50 ms of a core, and a
/// burst of sign-ins must not take the machine. Who has waited long enough is sent away.
///
/// A failed check takes the same work for everybody: one Argon2id hash, and while users with bcrypt
/// hashes are left, as many rounds of bcrypt as the costliest of them has.
final class Passwords {
  private static final int SALT_BYTES = 16;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final Semaphore slots;
  private final SecureRandom random = new SecureRandom();
  private final PasswordHash.Cost cost;
  private final PasswordHash nobody;
  private final IntSupplier oldCost;
  private final LongAdder hashes = new LongAdder();
  private final LongAdder oldRounds = new LongAdder();

  Passwords(Semaphore slots, PasswordHash.Cost cost) {
    this(slots, cost, () -> 0);
  }

  /// @param slots as many as may be hashed at once
  /// @param oldCost the highest cost of a bcrypt hash that is left; 0 when none is
  Passwords(Semaphore slots, PasswordHash.Cost cost, IntSupplier oldCost) {
    this.slots = slots;
    this.cost = cost;
    this.oldCost = oldCost;
    this.nobody = PasswordHash.of("nobody has this password", newSalt(), cost);
  }

  String hash(String password) {
    byte[] salt = newSalt();
    return inSlot(() -> {
      hashes.increment();
      return PasswordHash.of(password, salt, cost).toString();
    });
  }

  /// Whether this is the password. The answer for nobody takes as long as that for somebody, so
  /// that the time does not tell who is registered.
  ///
  /// @param stored null when there is no such user, or the user has no password
  boolean matches(@Nullable String stored, String password) {
    int most = oldCost.getAsInt();
    return inSlot(() -> {
      boolean right = stored != null && isRight(stored, password);
      if (!right) {
        evenOut(stored, password, most);
      }
      return right;
    });
  }

  private boolean isRight(String stored, String password) {
    if (OldHash.is(stored)) {
      oldRounds.add(1L << OldHash.costOf(stored));
      return OldHash.matches(stored, password);
    }
    hashes.increment();
    return PasswordHash.parse(stored).matches(password);
  }

  /// Does what a check of another kind of hash would have done beside. Whoever guessed right knows
  /// the account already, so only failures are evened out.
  private void evenOut(@Nullable String stored, String password, int most) {
    int cost = stored != null && OldHash.is(stored) ? OldHash.costOf(stored) : 0;
    if (stored == null || cost > 0) {
      hashes.increment();
      boolean _ = nobody.matches(password);
    }
    if (cost == 0 && most > 0) {
      workOld(password, most);
      return;
    }
    // 2^c rounds are done; 2^c + 2^(c+1) + … + 2^(most-1) more make 2^most.
    for (int each = cost; each < most; each++) {
      workOld(password, each);
    }
  }

  private void workOld(String password, int cost) {
    oldRounds.add(1L << cost);
    OldHash.work(password, cost);
  }

  /// Whether a hash was made in another way than we would choose now.
  boolean isOutdated(String stored) {
    return OldHash.is(stored) || !PasswordHash.parse(stored).cost().equals(cost);
  }

  /// The work done so far: it is what an onlooker with a stopwatch sees.
  Work work() {
    return new Work(hashes.sum(), oldRounds.sum());
  }

  /// @param hashes Argon2id hashes
  /// @param oldRounds rounds of bcrypt
  record Work(long hashes, long oldRounds) {
    Work since(Work before) {
      return new Work(hashes - before.hashes, oldRounds - before.oldRounds);
    }
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
