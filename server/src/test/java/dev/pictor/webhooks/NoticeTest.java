package dev.pictor.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.identity.UserId;
import dev.pictor.testkit.HookReceiver;
import dev.pictor.testkit.HookReceiver.Message;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Credits that move, mails about endpoints that are disabled, and what is dropped in time.
class NoticeTest {
  private static HookBench bench;

  @BeforeAll
  static void open() {
    bench = new HookBench();
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  @Test
  void creditsThatMoveAreToldFromTheTransactionThatMovesThem() {
    try (var receiver = new HookReceiver()) {
      UserId user = bench.somebody();
      bench.endpoint(user, receiver.url("/hook"));
      bench.endpoint(user, receiver.url("/jobs-only"), EventType.JOB_SUCCEEDED);
      change(
          user,
          "insert into billing_account (user_id, credits, welcomed) values (:user, 10, true)");
      change(user, "update billing_account set credits = 8, held = 2 where user_id = :user");
      change(user, "update billing_account set updated_at = now() where user_id = :user");
      bench.send();
      assertThat(receiver.messages()).extracting(Message::path).containsExactly("/hook");
      Message message = receiver.messages().getFirst();
      assertThat(message.type()).isEqualTo("credits.changed");
      assertThat(message.data().get("credits").asInt()).isEqualTo(8);
      assertThat(message.data().get("held").asInt()).isEqualTo(2);
      assertThat(message.data().get("previous_credits").asInt()).isEqualTo(10);
      assertThat(message.data().get("previous_held").asInt()).isZero();
    }
  }

  @Test
  void aMoveThatIsGivenUpIsNotTold() {
    try (var receiver = new HookReceiver()) {
      UserId user = bench.somebody();
      bench.endpoint(user, receiver.url("/hook"));
      bench
          .database
          .jdbi()
          .useTransaction(handle -> {
            handle
                .createUpdate(
                    "insert into billing_account (user_id, credits, welcomed) values (:user, 1,"
                        + " true)")
                .bind("user", user.value())
                .execute();
            handle
                .createUpdate("update billing_account set credits = 0 where user_id = :user")
                .bind("user", user.value())
                .execute();
            handle.rollback();
          });
      bench.send();
      assertThat(receiver.messages()).isEmpty();
    }
  }

  private static void change(UserId user, String sql) {
    bench
        .database
        .jdbi()
        .useHandle(handle -> handle.createUpdate(sql).bind("user", user.value()).execute());
  }

  @Test
  void whoseEndpointIsDisabledGetsOneMail() throws Exception {
    try (var receiver = new HookReceiver()) {
      UserId user = bench.somebody();
      bench.endpoint(user, receiver.url("/hook-that-is-gone"));
      receiver.replies(410);
      bench.cancelledJob(user);
      bench.send();
      run("webhook-notices");
      run("webhook-notices");
      assertThat(mails("/hook-that-is-gone")).hasSize(1);
      assertThat(mails("/hook-that-is-gone").getFirst())
          .contains("410")
          .contains("https://pictor.test/#/account");
    }
  }

  @Test
  void whoDisablesAnEndpointThemselvesGetsNone() throws Exception {
    UserId user = bench.somebody();
    UUID id = bench.endpoint(user, "http://127.0.0.1:9000/hook-of-mine").endpoint().id();
    bench.hooks.endpoints().change(user, id, new Endpoint.Wish(null, null, null, false));
    run("webhook-notices");
    assertThat(mails("/hook-of-mine")).isEmpty();
  }

  @Test
  void theLogIsKeptForAMonthAndWhatWaitsForAsLongAsItWaits() throws Exception {
    try (var receiver = new HookReceiver()) {
      UserId user = bench.somebody();
      bench.endpoint(user, receiver.url("/hook"));
      bench.cancelledJob(user);
      bench.send();
      UUID delivered = bench.deliveries().getLast();
      bench.clock.advance(Duration.ofDays(29));
      run("webhook-cleaner");
      assertThat(bench.deliveries()).contains(delivered);
      bench.clock.advance(Duration.ofDays(2));
      bench.cancelledJob(user);
      UUID waiting = bench.deliveries().getLast();
      run("webhook-cleaner");
      assertThat(bench.deliveries()).doesNotContain(delivered).contains(waiting);
      bench.send();
    }
  }

  @Test
  void aUserIsForgottenWhole() {
    UserId user = bench.somebody();
    bench.endpoint(user, "http://127.0.0.1:9000/forgotten");
    bench.cancelledJob(user);
    var erased = bench.hooks.erasure().erase(user.value());
    assertThat(erased.deleted()).containsEntry("webhook_deliveries", 1L);
    assertThat(bench.hooks.endpoints().list(user)).isEmpty();
    for (String table :
        List.of("webhook_endpoint", "webhook_secret", "webhook_delivery", "webhook_job")) {
      assertThat(count(table, user)).as(table).isZero();
    }
  }

  private static int count(String table, UserId user) {
    return bench
        .database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select count(*) from " + table + " where user_id = :user")
                .bind("user", user.value())
                .mapTo(Integer.class)
                .one());
  }

  private static List<String> mails(String about) {
    return bench
        .database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select text from mail_outbox where text like :about")
                .bind("about", "%" + about + "%")
                .mapTo(String.class)
                .list());
  }

  private static void run(String duty) throws InterruptedException {
    bench.hooks.duties().stream()
        .filter(each -> each.name().equals(duty))
        .findFirst()
        .orElseThrow()
        .runOnce();
  }
}
