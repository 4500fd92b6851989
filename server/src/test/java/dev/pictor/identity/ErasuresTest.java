package dev.pictor.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.pictor.platform.Erasable;
import dev.pictor.platform.Problem;
import dev.pictor.testkit.SettableClock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErasuresTest {
  private final SettableClock clock = SettableClock.at2026();
  private final List<UUID> erased = new ArrayList<>();
  private TestNode node;
  private boolean crashes;

  @BeforeEach
  void open() throws SQLException {
    node = TestNode.onItsOwn(clock);
    node.identity().erasures().with(List.of(new Pictures(), new Books()));
  }

  @AfterEach
  void close() {
    node.close();
  }

  private final class Pictures implements Erasable {
    @Override
    public String name() {
      return "pictures";
    }

    @Override
    public Erased erase(UUID user) {
      erased.add(user);
      return Erased.deleted("pictures", erased.size() == 1 ? 3 : 0);
    }
  }

  private final class Books implements Erasable {
    @Override
    public String name() {
      return "books";
    }

    @Override
    public Erased erase(UUID user) {
      if (crashes) {
        throw new IllegalStateException("the node dies here");
      }
      return Erased.anonymised("entries", 2);
    }
  }

  @Test
  void everythingOfAUserGoesAndTheReportSaysWhat() {
    User ada =
        node.identity()
            .accounts()
            .signUp(new Registration("ada@example.org", null, "correct horse battery", null));
    Session session = node.login("ada@example.org");
    Principal caller = node.sessions().authenticate(session.token(), Principal.Credential.BEARER);
    node.identity().keys().create(caller, new ApiKey.Wish("key", null, null, null));
    Erasures.Report report = node.identity().erasures().erase(ada.id(), false);
    assertThat(report.deleted())
        .isEqualTo(Map.of("pictures", 3L, "users", 1L, "keys", 1L, "mails", 1L));
    assertThat(report.anonymised()).isEqualTo(Map.of("entries", 2L));
    assertThat(erased).containsExactly(ada.id().value());
    assertThat(node.sessions().find(session.token(), Principal.Credential.BEARER)).isEmpty();
    for (String table :
        List.of("identity_user", "identity_api_key", "identity_mail_token", "mail_outbox")) {
      assertThat(node.count(table)).as(table).isZero();
    }
    assertThat(node.register("ada@example.org").id()).isNotEqualTo(ada.id());
  }

  @Test
  void whatANodeLeftLyingIsFinishedByAnother() throws InterruptedException {
    User ada = node.register("ada@example.org");
    Session session = node.login("ada@example.org");
    crashes = true;
    assertThatIllegalStateException()
        .isThrownBy(() -> node.identity().erasures().erase(ada.id(), true));
    assertThat(node.sessions().find(session.token(), Principal.Credential.BEARER)).isEmpty();
    assertThat(node.count("identity_user where disabled_at is not null")).isEqualTo(1);
    crashes = false;
    node.run("erasure");
    assertThat(node.count("identity_user")).as("the lease is still held").isEqualTo(1);
    clock.advance(Duration.ofMinutes(11));
    node.run("erasure");
    assertThat(node.count("identity_user")).isZero();
    assertThat(
            node.count(
                "identity_erasure where finished_at is not null and by_admin and report ="
                    + " '{\"deleted\": {\"keys\": 0, \"mails\": 0, \"users\": 1, \"pictures\": 3},"
                    + " \"anonymised\": {\"entries\": 2}}'"))
        .isEqualTo(1);
  }

  @Test
  void nobodyAndTheServiceAccountAreNotErased() throws SQLException {
    UserId service = node.users().serviceAccount();
    for (UserId id : List.of(service, new UserId(UUID.randomUUID()))) {
      try {
        node.identity().erasures().erase(id, true);
        throw new AssertionError("it was not refused");
      } catch (Problem problem) {
        assertThat(problem.kind())
            .isEqualTo(id.equals(service) ? Problem.Kind.CONFLICT : Problem.Kind.NOT_FOUND);
      }
    }
    assertThat(node.count("identity_user where disabled_at is null")).isEqualTo(1);
  }
}
