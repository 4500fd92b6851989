package dev.pictor.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.Kind;
import dev.pictor.testkit.SettableClock;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserAdminTest {
  private static final String OLD =
      "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"; // Of the password U*U.

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
  }

  private static UserAdmin admin() {
    return node.identity().admin();
  }

  private static User made(String name, @Nullable String hash, Role role) {
    var form = new Registration(name + "@example.org", name, null, null);
    return admin().create(new UserAdmin.Import(form, hash, role, true));
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
  void aUserOfAnOlderSystemSignsInWithTheirPassword() {
    User ada = made("ada", OLD, Role.USER);
    assertThat(ada.isEmailConfirmed()).isTrue();
    assertThat(node.sessions().login(new Login("ada", "U*U", "192.0.2.1")).user().id())
        .isEqualTo(ada.id());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain text",
        "5f4dcc3b5aa765d61d8327deb882cf99",
        "$2a$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        "$2x$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        "$argon2id$v=19$m=9999999,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=19456,t=999,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void aHashThatIsNoneOrTooCostlyIsRefused(String hash) {
    assertThat(kindOf(() -> made("ada", hash, Role.USER))).isEqualTo(Kind.INVALID_REQUEST);
  }

  @Test
  void usersAreListedNewestFirstAndFoundByAPartOfTheirName() {
    User ada = made("ada_l", null, Role.USER);
    User eve = made("eve", null, Role.USER);
    assertThat(admin().list(null, 10, null)).containsExactly(eve, ada);
    assertThat(admin().list(null, 1, eve.id())).containsExactly(ada);
    assertThat(admin().list("ADA_", 10, null)).containsExactly(ada);
    assertThat(admin().list("%", 10, null)).isEmpty();
  }

  @Test
  void aClosedAccountHasNoCredentialThatCountsAndOpensAgain() {
    User ada = made("ada", OLD, Role.USER);
    Session session = node.sessions().login(new Login("ada", "U*U", "192.0.2.1"));
    Principal caller = node.sessions().authenticate(session.token(), Principal.Credential.BEARER);
    String key =
        node.identity().keys().create(caller, new ApiKey.Wish("key", null, null, null)).text();
    admin().change(ada.id().value(), new UserAdmin.Change(null, true));
    assertThat(node.sessions().find(session.token(), Principal.Credential.BEARER)).isEmpty();
    assertThat(node.sessions().find(key, Principal.Credential.API_KEY)).isEmpty();
    assertThat(kindOf(() -> node.sessions().login(new Login("ada", "U*U", "192.0.2.1"))))
        .isEqualTo(Kind.ACCOUNT_DISABLED);
    assertThat(kindOf(() -> node.sessions().login(new Login("ada", "no", "192.0.2.1"))))
        .isEqualTo(Kind.BAD_CREDENTIALS);
    assertThat(kindOf(() -> node.sessions().issue(ada))).isEqualTo(Kind.ACCOUNT_DISABLED);
    admin().change(ada.id().value(), new UserAdmin.Change(null, false));
    assertThat(node.sessions().find(key, Principal.Credential.API_KEY)).isPresent();
    assertThat(node.sessions().find(session.token(), Principal.Credential.BEARER)).isEmpty();
  }

  @Test
  void theLastAdminStays() {
    User boss = made("boss", null, Role.ADMIN);
    UUID id = boss.id().value();
    for (var change :
        List.of(new UserAdmin.Change(Role.USER, null), new UserAdmin.Change(null, true))) {
      assertThat(kindOf(() -> admin().change(id, change))).isEqualTo(Kind.LAST_ADMIN);
    }
    assertThat(kindOf(() -> node.identity().erasures().erase(boss.id(), true)))
        .isEqualTo(Kind.LAST_ADMIN);
    made("other", null, Role.ADMIN);
    assertThat(admin().change(id, new UserAdmin.Change(Role.USER, null)).role())
        .isEqualTo(Role.USER);
  }

  @Test
  void ofTwoAdminsWhoDemoteEachOtherAtOnceOneStays() throws Exception {
    List<User> both = List.of(made("one", null, Role.ADMIN), made("two", null, Role.ADMIN));
    List<Callable<Boolean>> attempts =
        both.stream().<Callable<Boolean>>map(each -> () -> demoted(each)).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var done = threads.invokeAll(attempts);
      assertThat(List.of(done.get(0).get(), done.get(1).get()))
          .containsExactlyInAnyOrder(true, false);
    }
    assertThat(node.count("identity_user where role = 'admin'")).isEqualTo(1);
  }

  private static boolean demoted(User user) {
    try {
      admin().change(user.id().value(), new UserAdmin.Change(Role.USER, null));
      return true;
    } catch (Problem _) {
      return false;
    }
  }

  @Test
  void nobodyIsNotFound() {
    UUID nobody = UUID.fromString("00000000-0000-7000-8000-000000000000");
    assertThat(kindOf(() -> admin().change(nobody, new UserAdmin.Change(Role.ADMIN, null))))
        .isEqualTo(Kind.NOT_FOUND);
  }
}
