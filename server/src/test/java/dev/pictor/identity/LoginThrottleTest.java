package dev.pictor.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.platform.Duty;
import dev.pictor.platform.Problem;
import dev.pictor.testkit.SettableClock;
import dev.pictor.testkit.TestPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
  private static final String HOME = "192.0.2.1";
  private static final SettableClock clock = SettableClock.at2026();

  private static TestNode node;
  private static TestNode otherNode;
  private static LoginThrottle throttle;
  private static LoginThrottle onOtherNode;

  @BeforeAll
  static void open() throws SQLException {
    TestPostgres.Address address = TestPostgres.emptyDatabase();
    node = new TestNode(address, clock);
    otherNode = new TestNode(address, clock);
    throttle = new LoginThrottle(node.database().jdbi(), TestNode.KEYS, clock);
    onOtherNode = new LoginThrottle(otherNode.database().jdbi(), TestNode.KEYS, clock);
  }

  @BeforeEach
  void clear() {
    node.clear();
  }

  @AfterAll
  static void close() {
    node.close();
    otherNode.close();
  }

  /// The wait that an attempt is told; zero when it is let through.
  private static Duration attempt(LoginThrottle on, String name, String address) {
    try {
      on.begin(name, address);
      return Duration.ZERO;
    } catch (Problem problem) {
      assertThat(problem.kind()).isEqualTo(Problem.Kind.RATE_LIMITED);
      Duration wait = problem.retryAfter();
      assertThat(wait).isNotNull().isPositive();
      return wait == null ? Duration.ZERO : wait;
    }
  }

  private static Duration attempt(String name, String address) {
    return attempt(throttle, name, address);
  }

  private static void fail(int times, String name, String address) {
    for (int i = 0; i < times; i++) {
      assertThat(attempt(name, address)).as("failure %d", i + 1).isZero();
    }
  }

  @Test
  void afterFiveFailuresTheWaitsDoubleUpToAMinute() {
    fail(5, "ada", HOME);
    for (int seconds : new int[] {5, 10, 20, 40, 60, 60, 60}) {
      assertThat(attempt("ada", HOME)).isEqualTo(Duration.ofSeconds(seconds));
      clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(attempt("ada", HOME)).isEqualTo(Duration.ofMillis(1));
      clock.advance(Duration.ofMillis(1));
      fail(1, "ada", HOME);
    }
  }

  @Test
  void knockingDuringTheWaitDoesNotLengthenIt() {
    fail(5, "ada", HOME);
    for (int second = 5; second > 0; second--) {
      assertThat(attempt("ada", HOME)).isEqualTo(Duration.ofSeconds(second));
      clock.advance(Duration.ofSeconds(1));
    }
    fail(1, "ada", HOME);
  }

  @Test
  void aSuccessForgetsTheFailuresOfThatAccount() {
    fail(4, "ada", HOME);
    throttle.succeeded(throttle.begin("ada", HOME));
    fail(5, "ada", HOME);
    assertThat(attempt("ada", HOME)).isPositive();
  }

  @Test
  void tenQuietMinutesForgetTheFailures() {
    fail(5, "ada", HOME);
    clock.advance(Duration.ofMinutes(10));
    fail(5, "ada", HOME);
    assertThat(attempt("ada", HOME)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void anAddressThatTriesManyAccountsHasToWaitToo() {
    for (int i = 0; i < 20; i++) {
      fail(1, "user" + i, HOME);
    }
    assertThat(attempt("somebody else", HOME)).isEqualTo(Duration.ofSeconds(5));
    assertThat(attempt("somebody else", "198.51.100.7")).isZero();
  }

  @Test
  void oneCustomersIpv6AddressesAreOneAddress() {
    for (int i = 0; i < 20; i++) {
      fail(1, "user" + i, "2001:db8:1:2::" + i);
    }
    assertThat(attempt("somebody else", "2001:db8:1:2:ffff::1")).isPositive();
    assertThat(attempt("somebody else", "2001:db8:1:3::1")).isZero();
  }

  @Test
  void anAccountOfOnesOwnDoesNotClearTheCountOfWhatIsTriedOnOthers() {
    for (int i = 0; i < 19; i++) {
      fail(1, "victim" + i, HOME);
      throttle.succeeded(throttle.begin("attacker", HOME));
    }
    fail(1, "victim19", HOME);
    assertThat(attempt("victim20", HOME)).isPositive();
  }

  @Test
  void aStrangerCannotLockSomebodyOutOfAPlaceTheyHaveSignedInFrom() {
    throttle.succeeded(throttle.begin("ada", HOME));
    for (int i = 0; i < 5; i++) {
      fail(1, "ada", "198.51.100." + i);
    }
    assertThat(attempt("ada", "198.51.100.99")).as("strangers wait").isPositive();
    fail(4, "ada", HOME);
    throttle.succeeded(throttle.begin("ada", HOME));
    assertThat(attempt("ada", "203.0.113.5")).as("a success is no news to others").isPositive();
  }

  @Test
  void aKnownPlaceIsNoPlaceToGuessFrom() {
    throttle.succeeded(throttle.begin("ada", HOME));
    fail(5, "ada", HOME);
    assertThat(attempt("ada", HOME)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aHundredGuessesAtOnceOnTwoNodesAreNotOneFailure() throws Exception {
    int many = 40;
    var barrier = new CyclicBarrier(many);
    var attempts = new ArrayList<Future<Duration>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < many; i++) {
        LoginThrottle on = i % 2 == 0 ? throttle : onOtherNode;
        String address = "198.51.100." + i;
        attempts.add(
            threads.submit(() -> {
              barrier.await();
              return attempt(on, "ada", address);
            }));
      }
    }
    int through = 0;
    for (Future<Duration> each : attempts) {
      through += each.get().isZero() ? 1 : 0;
    }
    assertThat(through).isEqualTo(5);
  }

  @Test
  void aFailureOnOneNodeCountsOnTheOther() {
    fail(5, "ada", HOME);
    assertThat(attempt(onOtherNode, "ada", HOME)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void anUnknownNameIsThrottledLikeAKnownOne() {
    node.register("ada@example.org");
    for (String name : new String[] {"ada@example.org", "eve@example.org"}) {
      for (int i = 0; i < 5; i++) {
        assertThat(kindOfWrongLogin(name)).isEqualTo(Problem.Kind.BAD_CREDENTIALS);
      }
      assertThat(kindOfWrongLogin(name)).isEqualTo(Problem.Kind.RATE_LIMITED);
    }
  }

  private static Problem.Kind kindOfWrongLogin(String name) {
    try {
      node.sessions().login(new Login(name, "a wrong password", HOME));
      throw new AssertionError("a wrong password was taken");
    } catch (Problem problem) {
      return problem.kind();
    }
  }

  @Test
  void theTablesNameNobodyAndAreCleaned() throws InterruptedException {
    throttle.succeeded(throttle.begin("ada", HOME));
    fail(1, "eve", HOME);
    assertThat(node.count("identity_throttle where key ~ '^[0-9a-f]{64}$'")).isEqualTo(2);
    assertThat(node.count("identity_known_address where key ~ '^[0-9a-f]{64}$'")).isEqualTo(1);
    Duty cleaner = node.duty(ThrottleCleaner.class);
    assertThat(cleaner.runOnce()).isZero();
    clock.advance(Duration.ofMinutes(11));
    assertThat(cleaner.runOnce()).isEqualTo(2);
    clock.advance(Duration.ofDays(90));
    assertThat(cleaner.runOnce()).isEqualTo(1);
    assertThat(node.count("identity_throttle") + node.count("identity_known_address")).isZero();
  }
}
