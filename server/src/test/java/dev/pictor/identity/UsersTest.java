package dev.pictor.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.platform.Problem.Kind;
import dev.pictor.testkit.SettableClock;
import dev.pictor.testkit.TestPostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UsersTest {
  private static final SettableClock clock = SettableClock.at2026();
  private static TestPostgres.Address address;
  private static TestNode node;

  @BeforeAll
  static void open() throws SQLException {
    address = TestPostgres.emptyDatabase();
    node = new TestNode(address, clock);
  }

  @BeforeEach
  void clear() {
    node.clear();
  }

  @AfterAll
  static void close() {
    node.close();
  }

  private static Kind kindOf(Runnable refused) {
    try {
      refused.run();
    } catch (Problem problem) {
      return problem.kind();
    }
    throw new AssertionError("it was not refused");
  }

  @Test
  void whoSignsUpIsFoundAsTheyWroteThemselves() {
    User ada =
        node.users()
            .register(
                new Registration(
                    " Ada@Example.org ", "Ada", "correct horse battery", "Ada Lovelace"));
    assertThat(ada.email()).isEqualTo("Ada@Example.org");
    assertThat(ada.role()).isEqualTo(Role.USER);
    assertThat(node.users().get(ada.id())).isEqualTo(ada);
  }

  @Test
  void allFaultsOfAFormAreToldAtOnce() {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() ->
            node.users().register(new Registration("no address", "a b", "short", "x".repeat(201))))
        .satisfies(problem -> {
          assertThat(problem.kind()).isEqualTo(Kind.INVALID_REQUEST);
          assertThat(problem.errors())
              .extracting(FieldError::field)
              .containsExactly("email", "username", "password", "full_name");
        });
    assertThat(node.count("identity_user")).isZero();
  }

  @Test
  void caseDoesNotMakeAnotherAddressOrUsername() {
    node.users()
        .register(new Registration("ada@example.org", "ada", "correct horse battery", null));
    assertThat(kindOf(() -> node.register("ADA@EXAMPLE.ORG"))).isEqualTo(Kind.EMAIL_TAKEN);
    assertThat(
            kindOf(() ->
                node.users()
                    .register(
                        new Registration("b@example.org", "Ada", "correct horse battery", null))))
        .isEqualTo(Kind.USERNAME_TAKEN);
    assertThat(node.count("identity_user")).isEqualTo(1);
  }

  @Test
  void ofManyWhoSignUpWithOneAddressAtOnceOneWins() throws Exception {
    int many = 8;
    var barrier = new CyclicBarrier(many);
    var outcomes = new ArrayList<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> attempts =
          threads.invokeAll(
              IntStream.range(0, many).mapToObj(each -> attemptToRegister(barrier, each)).toList());
      for (Future<String> attempt : attempts) {
        outcomes.add(attempt.get());
      }
    }
    assertThat(outcomes).filteredOn("won"::equals).hasSize(1);
    assertThat(outcomes).filteredOn("EMAIL_TAKEN"::equals).hasSize(many - 1);
    assertThat(node.count("identity_user")).isEqualTo(1);
  }

  private Callable<String> attemptToRegister(CyclicBarrier barrier, int number) {
    return () -> {
      barrier.await();
      try {
        node.register(number % 2 == 0 ? "race@example.org" : "Race@Example.ORG");
        return "won";
      } catch (Problem problem) {
        return problem.kind().name();
      }
    };
  }

  @Test
  void somebodyUnknownIsNotFound() {
    var nobody = new UserId(UUID.fromString("00000000-0000-7000-8000-000000000000"));
    assertThat(node.users().find(nobody)).isEmpty();
    assertThat(kindOf(() -> node.users().get(nobody))).isEqualTo(Kind.NOT_FOUND);
    assertThat(kindOf(() -> node.users().changeRole(nobody, Role.ADMIN))).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void theFirstStartMakesAnAdminWhosePasswordIsToldOnce() {
    var wanted = new IdentitySettings.FirstAdmin("admin@localhost", "");
    Users.FirstAdmin admin = node.users().createFirstAdmin(wanted).orElseThrow();
    assertThat(admin.oneTimePassword()).isNotNull().hasSizeGreaterThanOrEqualTo(24);
    assertThat(admin.user().role()).isEqualTo(Role.ADMIN);
    assertThat(node.users().createFirstAdmin(wanted)).isEmpty();
    for (String name : List.of("admin", "admin@localhost")) {
      Session session =
          node.sessions().login(new Login(name, admin.oneTimePassword(), "192.0.2.1"));
      assertThat(session.user()).isEqualTo(admin.user());
    }
  }

  @Test
  void thePasswordThatAnOperatorGaveIsNotToldAgain() {
    var wanted = new IdentitySettings.FirstAdmin("boss@example.org", "an operator's own password");
    Users.FirstAdmin admin = node.users().createFirstAdmin(wanted).orElseThrow();
    assertThat(admin.oneTimePassword()).isNull();
    assertThat(
            node.sessions()
                .login(new Login("boss@example.org", "an operator's own password", "192.0.2.1"))
                .user()
                .role())
        .isEqualTo(Role.ADMIN);
  }

  @Test
  void nodesThatStartAtOnceMakeOneAdmin() throws Exception {
    var wanted = new IdentitySettings.FirstAdmin("admin@localhost", "");
    var barrier = new CyclicBarrier(2);
    try (var other = new TestNode(address, clock);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> starts = new ArrayList<>();
      for (TestNode each : List.of(node, other)) {
        starts.add(
            threads.submit(() -> {
              barrier.await();
              return each.users().createFirstAdmin(wanted).isPresent();
            }));
      }
      assertThat(List.of(starts.get(0).get(), starts.get(1).get()))
          .containsExactlyInAnyOrder(true, false);
    }
    assertThat(node.count("identity_user")).isEqualTo(1);
  }

  @Test
  void noTableAndNoLogLineHoldsAPassword() {
    node.register("ada@example.org");
    String hash =
        node.database()
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery("select password_hash from identity_user")
                    .mapTo(String.class)
                    .one());
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("correct");
    assertThat(new Registration("a@b.org", null, "hidden", null).toString())
        .doesNotContain("hidden");
    assertThat(new Login("a@b.org", "hidden", "192.0.2.1").toString()).doesNotContain("hidden");
  }
}
