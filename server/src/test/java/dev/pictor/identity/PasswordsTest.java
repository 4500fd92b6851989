package dev.pictor.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class PasswordsTest {
  private static final PasswordHash.Cost CHEAP = new PasswordHash.Cost(64, 1, 1);

  @Test
  void aPasswordMatchesItsHashAndNobodysHashMatchesNothing() {
    var passwords = new Passwords(new Semaphore(2), CHEAP);
    String hash = passwords.hash("tuna sandwich");
    assertThat(passwords.matches(hash, "tuna sandwich")).isTrue();
    assertThat(passwords.matches(hash, "tuna sandwitch")).isFalse();
    assertThat(passwords.matches(null, "tuna sandwich")).isFalse();
    assertThat(passwords.matches(null, "nobody has this password")).isFalse();
  }

  @Test
  void onePasswordHasAnotherHashEachTime() {
    var passwords = new Passwords(new Semaphore(2), CHEAP);
    assertThat(passwords.hash("tuna sandwich")).isNotEqualTo(passwords.hash("tuna sandwich"));
  }

  @Test
  void aHashOfAnotherCostIsOutdated() {
    String old = new Passwords(new Semaphore(1), CHEAP).hash("tuna sandwich");
    assertThat(new Passwords(new Semaphore(1), CHEAP).isOutdated(old)).isFalse();
    assertThat(new Passwords(new Semaphore(1), new PasswordHash.Cost(64, 2, 1)).isOutdated(old))
        .isTrue();
  }

  @Test
  void noHashIsMadeWithoutASlotAndEverySlotComesBack() throws Exception {
    var slots = new Semaphore(0, true);
    var passwords = new Passwords(slots, CHEAP);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var hashes = new ArrayList<Future<String>>();
      for (int i = 0; i < 4; i++) {
        hashes.add(threads.submit(() -> passwords.hash("tuna sandwich")));
      }
      while (slots.getQueueLength() < hashes.size()) {
        Thread.onSpinWait();
      }
      assertThat(hashes).noneMatch(Future::isDone);
      slots.release();
      for (Future<String> each : hashes) {
        assertThat(each.get()).startsWith("$argon2id$");
      }
    }
    assertThat(slots.availablePermits()).isEqualTo(1);
  }

  @Test
  void aBrokenStoredHashGivesTheSlotBackToo() {
    var slots = new Semaphore(1, true);
    var passwords = new Passwords(slots, CHEAP);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> passwords.matches("no hash at all", "tuna sandwich"));
    assertThat(slots.availablePermits()).isEqualTo(1);
  }
}
