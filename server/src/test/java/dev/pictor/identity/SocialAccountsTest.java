package dev.pictor.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.identity.social.ExternalIdentity;
import dev.pictor.platform.Problem;
import dev.pictor.testkit.SettableClock;
import dev.pictor.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whom another service knows, and visits to other services, in the database.
class SocialAccountsTest {
  private static TestDatabase database;

  private final SettableClock clock = SettableClock.at2026();
  private SocialAccounts accounts;
  private SignInStates states;

  @BeforeAll
  static void open() {
    database = TestDatabase.open();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void empty() {
    accounts = new SocialAccounts(database.jdbi(), clock);
    states = new SignInStates(database.jdbi(), clock);
    database
        .jdbi()
        .useHandle(
            handle -> handle.execute("truncate identity_user, identity_sign_in_state cascade"));
  }

  private static ExternalIdentity who(
      String subject, @Nullable String email, @Nullable String username) {
    return new ExternalIdentity("https://id.example.com", subject, email, username, null);
  }

  private static long count(String table) {
    return database
        .jdbi()
        .withHandle(
            handle -> handle.createQuery("select count(*) from " + table).mapTo(Long.class).one());
  }

  @Test
  void somebodyNewGetsAnAccountWithACheckedAddressAndNoPassword() {
    User user = accounts.resolve(who("1", "ada@example.com", "ada.draws"), null);
    assertThat(user.email()).isEqualTo("ada@example.com");
    assertThat(user.username()).isEqualTo("ada.draws");
    assertThat(user.isEmailConfirmed()).isTrue();
    assertThat(user.role()).isEqualTo(Role.USER);
    String hash =
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery("select coalesce(password_hash, 'none') from identity_user")
                    .mapTo(String.class)
                    .one());
    assertThat(hash).isEqualTo("none");
  }

  @Test
  void aNameThatIsTakenOrNoNameGetsAnEnding() {
    accounts.resolve(who("1", null, "ada"), null);
    assertThat(accounts.resolve(who("2", null, "ADA"), null).username())
        .matches("ADA-[0-9a-f]{10}");
    assertThat(accounts.resolve(who("3", null, "顔"), null).username()).matches("user-[0-9a-f]{10}");
    assertThat(accounts.resolve(who("4", null, "x".repeat(80)), null).username())
        .matches("x{21}-[0-9a-f]{10}");
    assertThat(accounts.resolve(who("5", null, "eve@evil.example"), null).username())
        .isEqualTo("eve");
  }

  @Test
  void theSameSubjectOfAnotherProviderIsSomebodyElse() {
    User one = accounts.resolve(who("1", null, "ada"), null);
    User other = accounts.resolve(new ExternalIdentity("instagram", "1", null, "ada", null), null);
    assertThat(other.id()).isNotEqualTo(one.id());
  }

  @Test
  void ofManyAtOnceOneAccountComes() throws Exception {
    List<Callable<UserId>> work = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      work.add(() -> accounts.resolve(who("1", "ada@example.com", "ada"), null).id());
    }
    Set<UserId> users = new HashSet<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<UserId> each : threads.invokeAll(work)) {
        users.add(each.get());
      }
    }
    assertThat(users).hasSize(1);
    assertThat(count("identity_user")).isEqualTo(1);
    assertThat(count("identity_link")).isEqualTo(1);
  }

  @Test
  void aRefusalLeavesNothingBehind() {
    User user = accounts.resolve(who("1", "ada@example.com", "ada"), null);
    database
        .jdbi()
        .useHandle(handle -> handle.execute("update identity_user set email_confirmed_at = null"));
    assertThatThrownBy(() -> accounts.resolve(who("2", "ada@example.com", "eve"), null))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.ACCOUNT_EXISTS));
    assertThat(count("identity_user")).isEqualTo(1);
    assertThat(accounts.resolve(who("2", "ada@example.com", "eve"), user.id()).id())
        .isEqualTo(user.id());
  }

  @Test
  void aSubjectThatCannotBeKeptIsRefused() {
    for (String subject : List.of("", "x".repeat(256), "a\0b", "顔")) {
      assertThatThrownBy(() -> accounts.resolve(who(subject, null, "ada"), null))
          .isInstanceOf(Problem.class);
    }
    var named = new ExternalIdentity("p", "1", null, null, "Ada\0\nLovelace");
    assertThat(accounts.resolve(named, null).fullName()).isEqualTo("Ada  Lovelace");
  }

  @Test
  void linksGoWithTheirUser() {
    User user = accounts.resolve(who("1", "ada@example.com", "ada"), null);
    states.begin("instagram", "/", user.id());
    database
        .jdbi()
        .useHandle(
            handle -> handle.execute("delete from identity_user where id = ?", user.id().value()));
    assertThat(count("identity_link")).isZero();
    assertThat(count("identity_sign_in_state")).isZero();
  }

  @Test
  void aVisitIsGoodForTenMinutes() {
    SignInStates.Begun early = states.begin("p", "/", null);
    SignInStates.Begun late = states.begin("p", "/there", null);
    clock.advance(Duration.ofMinutes(10).minusSeconds(1));
    assertThat(states.end("p", early.state(), early.browser())).isPresent();
    clock.advance(Duration.ofSeconds(1));
    assertThat(states.end("p", late.state(), late.browser())).isEmpty();
  }

  @Test
  void aVisitComesBackOnceFromItsProviderInItsBrowser() {
    SignInStates.Begun good = states.begin("p", "/there", null);
    assertThat(states.end("p", good.state(), good.browser()).orElseThrow().returnTo())
        .isEqualTo("/there");
    assertThat(states.end("p", good.state(), good.browser())).isEmpty();
    SignInStates.Begun mixed = states.begin("p", "/", null);
    assertThat(states.end("q", mixed.state(), mixed.browser())).isEmpty();
    assertThat(states.end("p", mixed.state(), mixed.browser())).isEmpty();
    SignInStates.Begun stolen = states.begin("p", "/", null);
    assertThat(states.end("p", stolen.state(), null)).isEmpty();
  }

  @Test
  void visitsThatNeverCameBackAreRemoved() {
    states.begin("p", "/", null);
    clock.advance(Duration.ofMinutes(11));
    states.begin("p", "/", null);
    assertThat(new SignInStateCleaner(states).runOnce()).isEqualTo(1);
    assertThat(count("identity_sign_in_state")).isEqualTo(1);
  }
}
