package dev.pictor.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.identity.Accounts.Next;
import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.Kind;
import dev.pictor.platform.mail.SentMail;
import dev.pictor.testkit.SettableClock;
import dev.pictor.testkit.TestPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountsTest {
  private static final String HOME = "192.0.2.1";
  private static final String ADA = "ada@example.org";
  private static final String PASSWORD = "correct horse battery";
  private static final String BETTER = "a better horse battery";

  private static final SettableClock clock = SettableClock.at2026();
  private static TestNode node;
  private static TestNode strict;

  @BeforeAll
  static void open() throws SQLException {
    TestPostgres.Address address = TestPostgres.emptyDatabase();
    node = new TestNode(address, clock);
    strict = new TestNode(address, clock, Map.of("REQUIRE_EMAIL_CONFIRMATION", "true"));
  }

  @AfterAll
  static void close() {
    node.close();
    strict.close();
  }

  @BeforeEach
  void clear() {
    node.clear();
    clock.advance(Duration.ofHours(2)); // The buckets of the test before are full again.
  }

  private static Accounts accounts() {
    return node.identity().accounts();
  }

  private static Registration form(String email) {
    return new Registration(email, null, PASSWORD, "Ada", LocalDate.of(1990, 12, 10));
  }

  private static Principal principalOf(Session session) {
    return node.sessions().authenticate(session.token(), Principal.Credential.BEARER);
  }

  private static boolean isValid(Session session) {
    return node.sessions().find(session.token(), Principal.Credential.BEARER).isPresent();
  }

  private static Kind kindOf(Runnable attempt) {
    try {
      attempt.run();
    } catch (Problem problem) {
      return problem.kind();
    }
    throw new AssertionError("it was not refused");
  }

  @Test
  void whoSignsUpConfirmsTheirAddressOnce() {
    User ada = accounts().signUp(form(ADA));
    assertThat(ada.isEmailConfirmed()).isFalse();
    assertThat(ada.dob()).isEqualTo(LocalDate.of(1990, 12, 10));
    String token = node.tokenMailedTo(ADA);
    assertThat(accounts().confirm(token).isEmailConfirmed()).isTrue();
    assertThat(kindOf(() -> accounts().confirm(token))).isEqualTo(Kind.INVALID_TOKEN);
    assertThat(node.users().get(ada.id()).emailConfirmedAt()).isEqualTo(clock.instant());
  }

  @Test
  void aLinkIsGoodForADayAndNoOtherPurpose() {
    accounts().signUp(form(ADA));
    String token = node.tokenMailedTo(ADA);
    assertThat(kindOf(() -> accounts().resetPassword(token, BETTER))).isEqualTo(Kind.INVALID_TOKEN);
    clock.advance(Duration.ofDays(1));
    assertThat(kindOf(() -> accounts().confirm(token))).isEqualTo(Kind.INVALID_TOKEN);
    assertThat(kindOf(() -> accounts().confirm(" "))).isEqualTo(Kind.INVALID_REQUEST);
  }

  @Test
  void linksBeginWithTheServicesAddressAndAreStoredAsHashes() {
    accounts().signUp(form(ADA));
    SentMail mail = node.mailer().list(1, null).getFirst();
    assertThat(mail.text()).contains(TestNode.BASE + "/#/confirm?token=");
    assertThat(
            node.count(
                "identity_mail_token where encode(hash, 'escape') like '%"
                    + node.tokenMailedTo(ADA)
                    + "%'"))
        .isZero();
  }

  @Test
  void anotherLinkEndsTheOneBeforeAndDoesNotComeAtOnce() {
    User ada = accounts().signUp(form(ADA));
    String first = node.tokenMailedTo(ADA);
    Principal caller = principalOf(node.sessions().issue(ada));
    accounts().confirmAgain(caller);
    assertThat(node.count("mail_outbox")).isEqualTo(1);
    clock.advance(Duration.ofMinutes(3));
    accounts().confirmAgain(caller);
    assertThat(node.count("mail_outbox")).isEqualTo(2);
    assertThat(kindOf(() -> accounts().confirm(first))).isEqualTo(Kind.INVALID_TOKEN);
    assertThat(accounts().confirm(node.tokenMailedTo(ADA)).isEmailConfirmed()).isTrue();
  }

  @Test
  void signingUpForAConfirmationTakesAnAddressAndADayThatHasBeen() {
    assertThat(kindOf(() -> accounts().signUp(new Registration(null, "ada", PASSWORD, null))))
        .isEqualTo(Kind.INVALID_REQUEST);
    var unborn = new Registration(ADA, null, PASSWORD, null, LocalDate.of(2027, 1, 1));
    assertThat(kindOf(() -> accounts().signUp(unborn))).isEqualTo(Kind.INVALID_REQUEST);
  }

  @Test
  void whereItIsRequiredNobodySignsInBeforeAndOnlyTheyAreTold() {
    strict.register(ADA);
    assertThat(kindOf(() -> strict.login(ADA))).isEqualTo(Kind.EMAIL_NOT_CONFIRMED);
    assertThat(kindOf(() -> strict.sessions().login(new Login(ADA, "a wrong password", HOME))))
        .isEqualTo(Kind.BAD_CREDENTIALS);
    strict.identity().accounts().confirm(node.tokenMailedTo(ADA));
    assertThat(strict.login(ADA).user().isEmailConfirmed()).isTrue();
    assertThat(kindOf(() -> strict.users().register(new Registration(null, "eve", PASSWORD, null))))
        .isEqualTo(Kind.INVALID_REQUEST);
  }

  @Test
  void beginningSaysHowToGoOn() {
    User ada = node.register(ADA);
    assertThat(accounts().start(" ADA@example.org ", HOME)).isEqualTo(new Next(true, "password"));
    assertThat(accounts().start("eve@example.org", HOME))
        .isEqualTo(new Next(false, "create_account"));
    node.sql("update identity_user set password_hash = null where id = ?", ada.id().value());
    assertThat(accounts().start(ADA, HOME)).isEqualTo(new Next(true, "social_login"));
    assertThat(kindOf(() -> accounts().start("no address", HOME))).isEqualTo(Kind.INVALID_REQUEST);
  }

  @Test
  void nobodyAsksForManyAddressesFromOnePlace() {
    for (int i = 0; i < 10; i++) {
      accounts().start("a" + i + "@example.org", HOME);
    }
    assertThat(kindOf(() -> accounts().start(ADA, HOME))).isEqualTo(Kind.RATE_LIMITED);
    assertThat(accounts().start(ADA, "192.0.2.2").exists()).isFalse();
    accounts().forgotPassword(ADA, HOME); // Another question has a limit of its own.
    clock.advance(Duration.ofMinutes(6));
    assertThat(accounts().start(ADA, HOME).exists()).isFalse();
  }

  @Test
  void aForgottenPasswordIsReplacedByALinkAndAllSessionsEnd() throws InterruptedException {
    User ada = node.register(ADA);
    Session before = node.login(ADA);
    accounts().forgotPassword("ADA@example.org", HOME);
    node.run("password-reset-mails");
    String token = node.tokenMailedTo(ADA);
    assertThat(kindOf(() -> accounts().resetPassword(token, "short")))
        .isEqualTo(Kind.INVALID_REQUEST);
    accounts().resetPassword(token, BETTER);
    assertThat(isValid(before)).isFalse();
    assertThat(kindOf(() -> node.login(ADA))).isEqualTo(Kind.BAD_CREDENTIALS);
    Session after = node.sessions().login(new Login(ADA, BETTER, HOME));
    assertThat(isValid(after)).isTrue();
    assertThat(after.user().isEmailConfirmed()).isTrue();
    assertThat(kindOf(() -> accounts().resetPassword(token, BETTER))).isEqualTo(Kind.INVALID_TOKEN);
    assertThat(node.mailer().list(1, null).getFirst().subject())
        .isEqualTo("Your password for Pictor was changed");
    assertThat(node.users().get(ada.id()).email()).isEqualTo(ADA);
  }

  @Test
  void aForgottenPasswordOfNobodyIsTheSameRequestAndSendsNothing() throws InterruptedException {
    accounts().forgotPassword("eve@example.org", HOME);
    accounts().forgotPassword("eve@example.org", HOME);
    assertThat(node.count("identity_reset_request")).isEqualTo(1);
    node.run("password-reset-mails");
    assertThat(node.count("identity_reset_request")).isZero();
    assertThat(node.count("mail_outbox")).isZero();
  }

  @Test
  void nobodysMailboxIsFilledWithLinks() throws InterruptedException {
    node.register(ADA);
    for (int i = 0; i < 3; i++) {
      accounts().forgotPassword(ADA, HOME);
      node.run("password-reset-mails");
    }
    assertThat(node.count("mail_outbox")).isEqualTo(1);
  }

  @Test
  void ofTwoWhoUseALinkAtOnceOneGetsIt() throws Exception {
    node.register(ADA);
    accounts().forgotPassword(ADA, HOME);
    node.run("password-reset-mails");
    String token = node.tokenMailedTo(ADA);
    Callable<Boolean> attempt =
        () -> {
          try {
            accounts().resetPassword(token, BETTER);
            return true;
          } catch (Problem _) {
            return false;
          }
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var both = threads.invokeAll(List.of(attempt, attempt));
      assertThat(List.of(both.get(0).get(), both.get(1).get()))
          .containsExactlyInAnyOrder(true, false);
    }
  }

  @Test
  void aNewPasswordTakesTheOldOneAndLeavesOneSession() {
    node.register(ADA);
    Session phone = node.login(ADA);
    Principal laptop = principalOf(node.login(ADA));
    assertThat(kindOf(() -> accounts().changePassword(laptop, "wrong one", BETTER, HOME)))
        .isEqualTo(Kind.BAD_CREDENTIALS);
    assertThat(kindOf(() -> accounts().changePassword(laptop, null, BETTER, HOME)))
        .isEqualTo(Kind.INVALID_REQUEST);
    assertThat(kindOf(() -> accounts().changePassword(laptop, PASSWORD, ADA, HOME)))
        .isEqualTo(Kind.INVALID_REQUEST);
    Session now = accounts().changePassword(laptop, PASSWORD, BETTER, HOME);
    assertThat(isValid(now)).isTrue();
    assertThat(isValid(phone)).isFalse();
  }

  @Test
  void anAccountWithoutAPasswordTakesAFreshSignIn() {
    User ada = node.register(ADA);
    node.sql("update identity_user set password_hash = null where id = ?", ada.id().value());
    Session session = node.sessions().issue(ada);
    clock.advance(Duration.ofMinutes(11));
    assertThat(kindOf(() -> accounts().changePassword(principalOf(session), null, BETTER, HOME)))
        .isEqualTo(Kind.FRESH_SIGN_IN_NEEDED);
    Principal fresh = principalOf(node.sessions().issue(ada));
    accounts().changePassword(fresh, null, BETTER, HOME);
    assertThat(node.sessions().login(new Login(ADA, BETTER, HOME)).user().id()).isEqualTo(ada.id());
  }

  @Test
  void aNewAddressIsTakenWhenItIsConfirmedAndTheOldOneIsTold() {
    User ada = node.register(ADA);
    Principal caller = principalOf(node.login(ADA));
    accounts().changeEmail(caller, "countess@example.org", PASSWORD, HOME);
    assertThat(node.users().get(ada.id()).email()).isEqualTo(ADA);
    assertThat(node.mailer().list(10, null))
        .extracting(SentMail::to)
        .containsExactlyInAnyOrder(ADA, "countess@example.org");
    accounts().confirm(node.tokenMailedTo("countess@example.org"));
    User now = node.login("countess@example.org").user();
    assertThat(now.id()).isEqualTo(ada.id());
    assertThat(now.isEmailConfirmed()).isTrue();
    assertThat(kindOf(() -> node.login(ADA))).isEqualTo(Kind.BAD_CREDENTIALS);
  }

  @Test
  void anAddressThatSomebodyTookMeanwhileIsNotTakenFromThem() {
    node.register(ADA);
    Principal caller = principalOf(node.login(ADA));
    accounts().changeEmail(caller, "eve@example.org", PASSWORD, HOME);
    node.register("eve@example.org");
    String token = node.tokenMailedTo("eve@example.org");
    assertThat(kindOf(() -> accounts().confirm(token))).isEqualTo(Kind.ALREADY_EXISTS);
    assertThat(node.login(ADA).user().id()).isEqualTo(caller.userId());
  }

  @Test
  void signingOutEverywhereEndsEverySessionAndNoKey() {
    User ada = node.register(ADA);
    Session phone = node.login(ADA);
    Session laptop = node.login(ADA);
    String key =
        node.identity()
            .keys()
            .create(principalOf(phone), new ApiKey.Wish("key", null, null, null))
            .text();
    node.sessions().endAll(ada.id());
    assertThat(isValid(phone)).isFalse();
    assertThat(isValid(laptop)).isFalse();
    assertThat(node.sessions().find(key, Principal.Credential.API_KEY)).isPresent();
    assertThat(isValid(node.login(ADA))).isTrue();
  }
}
