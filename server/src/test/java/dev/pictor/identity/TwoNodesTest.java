package dev.pictor.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.testkit.SettableClock;
import dev.pictor.testkit.TestPostgres;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What happens on one node holds on the other within two seconds; the clock of the caches stands
/// still, so it is the news that brings it and not an expiry.
class TwoNodesTest {
  private static final Duration SOON = Duration.ofSeconds(2);

  private final SettableClock clock = SettableClock.at2026();
  private TestNode here;
  private TestNode there;
  private User ada;
  private Session session;

  @BeforeEach
  void open() throws Exception {
    TestPostgres.Address address = TestPostgres.emptyDatabase();
    here = new TestNode(address, clock);
    there = new TestNode(address, clock);
    ada = here.register("ada@example.org");
    session = here.login("ada@example.org");
    Waiting.until(() -> listeners() == 2);
    assertThat(principalOn(there)).isPresent();
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  private Optional<Principal> principalOn(TestNode node) {
    return node.sessions().find(session.token(), Principal.Credential.BEARER);
  }

  private long listeners() {
    return here.count(
        "pg_stat_activity where datname = current_database()"
            + " and application_name = 'pictor listener'"
            + " and (query ilike 'listen%' or query = 'select 1')");
  }

  @Test
  void aLogoutHereIsKnownThereAtOnce() throws InterruptedException {
    here.sessions().logout(principalOn(here).orElseThrow());
    assertThat(principalOn(here)).isEmpty();
    assertThat(Waiting.until(() -> principalOn(there).isEmpty())).isLessThan(SOON);
  }

  @Test
  void aNewRoleHereIsKnownThereAtOnce() throws InterruptedException {
    here.users().changeRole(ada.id(), Role.ADMIN);
    Duration waited = Waiting.until(() -> principalOn(there).orElseThrow().isAdmin());
    assertThat(waited).isLessThan(SOON);
  }

  @Test
  void aKeyRevokedHereIsRefusedThereAtOnce() throws InterruptedException {
    ApiKey.Made key =
        here.identity()
            .keys()
            .create(principalOn(here).orElseThrow(), new ApiKey.Wish("key", null, null, null));
    assertThat(there.sessions().find(key.text(), Principal.Credential.API_KEY)).isPresent();
    here.identity().keys().revoke(ada.id(), key.key().id());
    assertThat(here.sessions().find(key.text(), Principal.Credential.API_KEY)).isEmpty();
    Duration waited =
        Waiting.until(
            () -> there.sessions().find(key.text(), Principal.Credential.API_KEY).isEmpty());
    assertThat(waited).isLessThan(SOON);
  }

  @Test
  void signingOutEverywhereHereHoldsThereAtOnce() throws InterruptedException {
    here.sessions().endAll(ada.id());
    assertThat(principalOn(here)).isEmpty();
    assertThat(Waiting.until(() -> principalOn(there).isEmpty())).isLessThan(SOON);
  }

  @Test
  void anAccountClosedHereIsClosedThereAtOnce() throws InterruptedException {
    here.identity().admin().change(ada.id().value(), new UserAdmin.Change(null, true));
    assertThat(Waiting.until(() -> principalOn(there).isEmpty())).isLessThan(SOON);
  }

  /// Both lines are cut. While a line is down nothing is trusted for longer than a second, and what
  /// was said meanwhile is not missed when it is up again.
  @Test
  void aNodeThatLostItsLineTrustsNothingOldAndHearsAgain() throws Exception {
    cutLines();
    here.sessions().logout(principalOn(here).orElseThrow());
    Waiting.until(() -> {
      clock.advance(Duration.ofMillis(20));
      return principalOn(there).isEmpty();
    });
    Waiting.until(() -> listeners() == 2);
    session = here.login("ada@example.org");
    assertThat(principalOn(there)).isPresent();
    here.users().changeRole(ada.id(), Role.ADMIN);
    Waiting.until(() -> principalOn(there).orElseThrow().isAdmin());
  }

  private void cutLines() {
    here.count(
        "(select pg_terminate_backend(pid) from pg_stat_activity where"
            + " application_name = 'pictor listener' and datname = current_database()) as cut");
  }
}
