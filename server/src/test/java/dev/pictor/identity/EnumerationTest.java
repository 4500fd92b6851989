package dev.pictor.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.platform.Problem;
import dev.pictor.testkit.SettableClock;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A2: signing in answers the same, after the same work, for known and unknown names. Signing up
/// has to say that a name is taken as long as no e-mail is confirmed, but it works as much for it.
class EnumerationTest {
  private static final int ROUNDS = 9;
  private static final double TOLERANCE = 0.10;

  private static final SettableClock clock = SettableClock.at2026();
  private static TestNode node;

  @BeforeAll
  static void open() throws SQLException {
    node = TestNode.onItsOwn(clock);
    node.register("ada@example.org");
  }

  @AfterAll
  static void close() {
    node.close();
  }

  @Test
  void aWrongPasswordAndAnUnknownNameAreToldInTheSameWords() {
    Problem known = refusalOf(() -> login("ada@example.org"));
    Problem unknown = refusalOf(() -> login("eve@example.org"));
    assertThat(unknown.kind()).isEqualTo(known.kind()).isEqualTo(Problem.Kind.BAD_CREDENTIALS);
    assertThat(unknown.detail()).isEqualTo(known.detail());
    assertThat(unknown.errors()).isEqualTo(known.errors()).isEmpty();
    assertThat(unknown.retryAfter()).isEqualTo(known.retryAfter()).isNull();
  }

  @Test
  void aWrongPasswordAndAnUnknownNameTakeTheSameWork() {
    assertSameWork(
        () -> refusalOf(() -> login("ada@example.org")),
        () -> refusalOf(() -> login("eve@example.org")));
  }

  @Test
  void aTakenAddressAndANewOneTakeTheSameWork() {
    var number = new int[1];
    assertSameWork(
        () -> refusalOf(() -> node.register("ada@example.org")),
        () -> node.register("new" + number[0]++ + "@example.org"));
  }

  private static Session login(String name) {
    clock.advance(Duration.ofMinutes(11)); // Or the throttle would answer instead.
    return node.sessions().login(new Login(name, "a wrong password", "192.0.2.1"));
  }

  private static Problem refusalOf(Runnable attempt) {
    try {
      attempt.run();
    } catch (Problem problem) {
      return problem;
    }
    throw new AssertionError("it was not refused");
  }

  /// Compares processor time in turns, as the machine may be busy; a chance difference does not
  /// last through three comparisons, a real one does.
  private static void assertSameWork(Runnable known, Runnable unknown) {
    var ratios = new ArrayList<Double>();
    for (int i = 0; i < 3; i++) {
      double ratio = ratioOfWork(known, unknown);
      ratios.add(ratio);
      if (Math.abs(ratio - 1) <= TOLERANCE) {
        return;
      }
    }
    throw new AssertionError("known to unknown, each time: " + ratios);
  }

  private static double ratioOfWork(Runnable known, Runnable unknown) {
    var works = List.of(new ArrayList<Long>(), new ArrayList<Long>());
    for (int i = 0; i < ROUNDS; i++) {
      works.get(0).add(workOf(known));
      works.get(1).add(workOf(unknown));
    }
    works.forEach(Collections::sort);
    return (double) works.get(0).get(ROUNDS / 2) / works.get(1).get(ROUNDS / 2);
  }

  private static long workOf(Runnable attempt) {
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    attempt.run();
    return threads.getCurrentThreadCpuTime() - before;
  }
}
