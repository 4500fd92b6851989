package dev.pictor.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pictor.platform.Duty;
import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.platform.Problem.Kind;
import dev.pictor.testkit.SettableClock;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private static final SettableClock clock = SettableClock.at2026();
  private static TestNode node;

  @BeforeAll
  static void open() throws SQLException {
    node = TestNode.onItsOwn(clock);
  }

  @BeforeEach
  void clear() {
    node.clear();
  }

  @AfterAll
  static void close() {
    node.close();
  }

  private Principal principalOf(Session session) {
    return node.sessions().authenticate(session.token(), Principal.Credential.BEARER);
  }

  private void assertRefused(Session session) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> principalOf(session))
        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Kind.UNAUTHENTICATED));
    assertThat(node.sessions().find(session.token(), Principal.Credential.COOKIE)).isEmpty();
  }

  @Test
  void somebodySignsInByAddressOrUsernameInAnyCase() {
    User ada =
        node.users()
            .register(new Registration("ada@example.org", "ada", "correct horse battery", null));
    assertThat(node.login("ADA@example.org").user()).isEqualTo(ada);
    assertThat(node.login(" Ada ").user()).isEqualTo(ada);
  }

  @Test
  void aTokenStandsForItsUserUntilItEnds() {
    User ada = node.register("ada@example.org");
    Session session = node.login("ada@example.org");
    Principal principal =
        node.sessions().authenticate(session.token(), Principal.Credential.COOKIE);
    assertThat(principal.userId()).isEqualTo(ada.id());
    assertThat(principal.email()).isEqualTo("ada@example.org");
    assertThat(principal.role()).isEqualTo(Role.USER);
    assertThat(principal.credential()).isEqualTo(Principal.Credential.COOKIE);
    assertThat(principal.expiresAt())
        .isEqualTo(session.expiresAt())
        .isEqualTo(clock.instant().plus(Duration.ofDays(1)));
    clock.advance(Duration.ofDays(1));
    assertRefused(session);
  }

  @Test
  void missingFieldsAreToldAtOnce() {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> node.sessions().login(new Login(" ", null, "192.0.2.1")))
        .satisfies(problem ->
            assertThat(problem.errors())
                .extracting(FieldError::field)
                .containsExactly("email", "password"));
  }

  @Test
  void loggingOutEndsThatSessionAndNoOther() {
    node.register("ada@example.org");
    Session phone = node.login("ada@example.org");
    Session laptop = node.login("ada@example.org");
    node.sessions().logout(principalOf(phone));
    assertRefused(phone);
    assertThat(principalOf(laptop).tokenId()).isNotEqualTo("");
    node.sessions().logout(principalOf(laptop));
    assertRefused(laptop);
  }

  @Test
  void loggingOutTwiceDoesNoHarm() {
    node.register("ada@example.org");
    Session session = node.login("ada@example.org");
    Principal principal = principalOf(session);
    node.sessions().logout(principal);
    node.sessions().logout(principal);
    assertThat(node.count("identity_revocation")).isEqualTo(1);
  }

  @Test
  void theRoleIsThatOfTheUserNowAndNotOfTheToken() throws InterruptedException {
    User ada = node.register("ada@example.org");
    Session session = node.login("ada@example.org");
    assertThat(principalOf(session).isAdmin()).isFalse();
    node.users().changeRole(ada.id(), Role.ADMIN);
    Waiting.until(() -> principalOf(session).isAdmin());
    node.users().changeRole(ada.id(), Role.USER);
    Waiting.until(() -> !principalOf(session).isAdmin());
  }

  @Test
  void aUserWhoIsGoneHasNoValidToken() {
    User ada = node.register("ada@example.org");
    Session session = node.login("ada@example.org");
    assertThat(principalOf(session).userId()).isEqualTo(ada.id());
    node.sql("delete from identity_user");
    clock.advance(Duration.ofSeconds(31));
    assertRefused(session);
  }

  /// The steady state takes no database: here there is none any more.
  @Test
  void aKnownTokenIsCheckedWithoutTheDatabase() throws SQLException {
    try (var own = TestNode.onItsOwn(clock)) {
      own.register("ada@example.org");
      Session session = own.login("ada@example.org");
      own.sessions().authenticate(session.token(), Principal.Credential.BEARER);
      own.database().close();
      for (int i = 0; i < 1_000; i++) {
        assertThat(own.sessions().find(session.token(), Principal.Credential.BEARER)).isPresent();
      }
    }
  }

  @Test
  void anOutdatedHashIsReplacedAtTheNextSignIn() {
    node.register("ada@example.org");
    String cheap =
        PasswordHash.of("correct horse battery", new byte[16], new PasswordHash.Cost(64, 1, 1))
            .toString();
    node.sql("update identity_user set password_hash = ?", cheap);
    node.login("ada@example.org");
    assertThat(storedHash()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(node.login("ada@example.org").token()).isNotBlank();
  }

  private String storedHash() {
    return node.database()
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select password_hash from identity_user")
                .mapTo(String.class)
                .one());
  }

  @Test
  void revocationsGoWhenTheirTokensHaveEnded() throws InterruptedException {
    node.register("ada@example.org");
    node.sessions().logout(principalOf(node.login("ada@example.org")));
    Duty cleaner = node.duty(RevocationCleaner.class);
    assertThat(cleaner.runOnce()).isZero();
    clock.advance(Duration.ofMinutes(1441));
    assertThat(cleaner.runOnce()).isEqualTo(1);
    assertThat(node.count("identity_revocation")).isZero();
  }
}
