package dev.pictor.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.platform.Problem;
import dev.pictor.testkit.SettableClock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Hashes of older systems.
class OldHashTest {
  private static final PasswordHash.Cost CHEAP = new PasswordHash.Cost(64, 1, 1);

  private static final SettableClock clock = SettableClock.at2026();
  private static TestNode node;

  @BeforeAll
  static void open() throws SQLException {
    node = TestNode.onItsOwn(clock);
  }

  @AfterAll
  static void close() {
    node.close();
  }

  @BeforeEach
  void clear() {
    node.clear();
    clock.advance(Duration.ofMinutes(1)); // What was known of old hashes is read anew.
  }

  private static String bcrypt(String version, String password, int cost) {
    return OpenBSDBCrypt.generate(version, password.toCharArray(), new byte[16], cost);
  }

  /// From the test vectors of the Openwall crypt_blowfish package.
  @ParameterizedTest
  @CsvSource({
    "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW, U*U",
    "$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK, U*U*",
    "$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW, U*U",
    "$2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW, U*U"
  })
  void theKnownHashesMatchTheirPasswords(String hash, String password) {
    assertThat(OldHash.is(hash)).isTrue();
    assertThat(OldHash.costOf(hash)).isEqualTo(5);
    assertThat(OldHash.matches(hash, password)).isTrue();
    assertThat(OldHash.matches(hash, password + "x")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2a", "2b", "2y"})
  void whoComesWithAnOldHashSignsInAndGetsOurs(String version) {
    node.register("ada@example.org");
    node.sql("update identity_user set password_hash = ?", bcrypt(version, "an old password", 4));
    assertThat(login("an old password").user().email()).isEqualTo("ada@example.org");
    assertThat(
            node.count("identity_user where password_hash like '$argon2id$v=19$m=19456,t=2,p=1$%'"))
        .isEqualTo(1);
    assertThat(login("an old password").user().email()).isEqualTo("ada@example.org");
  }

  @Test
  void aWrongPasswordDoesNotReplaceAnOldHash() {
    node.register("ada@example.org");
    node.sql("update identity_user set password_hash = ?", bcrypt("2b", "an old password", 4));
    assertThat(isRefused("another password")).isTrue();
    assertThat(node.count("identity_user where password_hash like '$2b$%'")).isEqualTo(1);
  }

  private static Session login(String password) {
    return node.sessions().login(new Login("ada@example.org", password, "192.0.2.1"));
  }

  private static boolean isRefused(String password) {
    try {
      login(password);
      return false;
    } catch (Problem problem) {
      return problem.kind() == Problem.Kind.BAD_CREDENTIALS;
    }
  }

  /// While the costliest old hash is one of 2^7 rounds, every failure is one Argon2id hash and 2^7
  /// rounds, whatever the account has: nothing, ours, or an old one of any cost.
  @Test
  void aFailureIsTheSameWorkForEverybody() {
    var passwords = new Passwords(new Semaphore(1), CHEAP, () -> 7);
    String ours = PasswordHash.of("right", new byte[16], CHEAP).toString();
    var wanted = new Passwords.Work(1, 128);
    assertThat(workOf(passwords, null)).isEqualTo(wanted);
    assertThat(workOf(passwords, ours)).isEqualTo(wanted);
    for (int cost = 4; cost <= 7; cost++) {
      assertThat(workOf(passwords, bcrypt("2b", "right", cost))).isEqualTo(wanted);
    }
  }

  @Test
  void withoutOldHashesAFailureIsOneHashForEverybody() {
    var passwords = new Passwords(new Semaphore(1), CHEAP);
    String ours = PasswordHash.of("right", new byte[16], CHEAP).toString();
    assertThat(workOf(passwords, null)).isEqualTo(new Passwords.Work(1, 0));
    assertThat(workOf(passwords, ours)).isEqualTo(new Passwords.Work(1, 0));
  }

  private static Passwords.Work workOf(Passwords passwords, @Nullable String stored) {
    Passwords.Work before = passwords.work();
    assertThat(passwords.matches(stored, "a wrong password")).isFalse();
    return passwords.work().since(before);
  }

  @Test
  void theCostliestOldHashIsKnownUntilItIsGone() {
    var hashes = new OldHashes(node.database().jdbi(), clock);
    assertThat(hashes.getAsInt()).isZero();
    node.register("ada@example.org");
    node.register("eve@example.org");
    node.sql("update identity_user set password_hash = ?", bcrypt("2b", "an old password", 5));
    assertThat(hashes.getAsInt()).isZero();
    clock.advance(Duration.ofSeconds(30));
    assertThat(hashes.getAsInt()).isEqualTo(5);
    node.sql("delete from identity_user");
    hashes.forget();
    assertThat(hashes.getAsInt()).isZero();
  }
}
