package dev.pictor.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.identity.Principal;
import dev.pictor.identity.Role;
import dev.pictor.identity.UserId;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Scope;
import dev.pictor.testkit.SettableClock;
import dev.pictor.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TicketsTest {
  private static final Principal ADA = caller();
  private static TestDatabase database;

  private final SettableClock clock = SettableClock.at2026();

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
    database.jdbi().useHandle(handle -> handle.execute("truncate images_ticket"));
  }

  private Tickets tickets() {
    return new Tickets(database.jdbi(), clock);
  }

  private static Principal caller() {
    return with(new UserId(UUID.randomUUID()), Principal.Credential.BEARER, "token");
  }

  private static Principal with(UserId user, Principal.Credential credential, String id) {
    return new Principal(
        user,
        null,
        Role.USER,
        credential,
        id,
        Instant.MAX,
        EnumSet.of(Scope.READ, Scope.WRITE),
        null);
  }

  private void use(Ticket ticket, UUID job) {
    database.jdbi().useTransaction(handle -> tickets().use(handle, ticket, job));
  }

  private static void refused(ThrowingCallable call, Problem.Kind kind, String words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(kind))
        .hasMessageContaining(words);
  }

  @Test
  void aTicketSurvivesARestart() {
    Ticket made = tickets().open(ADA);
    assertThat(tickets().get(ADA, made.id())).isEqualTo(made);
    assertThat(made.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
  }

  @Test
  void anotherUsersTicketIsNotThere() {
    Ticket made = tickets().open(ADA);
    refused(() -> tickets().get(caller(), made.id()), Problem.Kind.NOT_FOUND, "no such init_id");
  }

  @Test
  void aKeysTicketIsThereForThatKeyAndForItsUserAndNotForAnotherKey() {
    Principal key = with(ADA.userId(), Principal.Credential.API_KEY, "one");
    Principal another = with(ADA.userId(), Principal.Credential.API_KEY, "two");
    Ticket made = tickets().open(key);
    assertThat(tickets().get(key, made.id())).isEqualTo(made);
    assertThat(tickets().get(ADA, made.id())).isEqualTo(made);
    refused(() -> tickets().get(another, made.id()), Problem.Kind.NOT_FOUND, "no such init_id");
    Ticket ofTheSession = tickets().open(ADA);
    assertThat(tickets().get(another, ofTheSession.id())).isEqualTo(ofTheSession);
  }

  @Test
  void itIsGoodForOneJobOnly() {
    Ticket made = tickets().open(ADA);
    UUID job = UUID.randomUUID();
    use(made, job);
    assertThat(tickets().get(ADA, made.id()).jobId()).isEqualTo(job.toString());
    refused(() -> use(made, UUID.randomUUID()), Problem.Kind.CONFLICT, "used already");
    assertThat(tickets().get(ADA, made.id()).jobId()).isEqualTo(job.toString());
  }

  @Test
  void itIsGoodForAnHour() {
    Ticket made = tickets().open(ADA);
    clock.advance(Duration.ofHours(1).minusSeconds(1));
    assertThat(tickets().get(ADA, made.id())).isEqualTo(made);
    clock.advance(Duration.ofSeconds(1));
    refused(() -> tickets().get(ADA, made.id()), Problem.Kind.NOT_FOUND, "has expired");
    refused(() -> use(made, UUID.randomUUID()), Problem.Kind.NOT_FOUND, "has expired");
  }

  @Test
  void aUsedOneLeadsToItsJobLongerThanThat() {
    Ticket made = tickets().open(ADA);
    use(made, UUID.randomUUID());
    clock.advance(Duration.ofDays(20));
    assertThat(tickets().get(ADA, made.id()).isUsed()).isTrue();
  }

  @Test
  void whatIsNoIdIsNotThere() {
    refused(() -> tickets().get(ADA, "7"), Problem.Kind.NOT_FOUND, "no such init_id");
    refused(() -> tickets().get(ADA, ""), Problem.Kind.NOT_FOUND, "no such init_id");
  }

  @Test
  void oldTicketsAreRemovedAndOthersStay() {
    Ticket unused = tickets().open(ADA);
    Ticket used = tickets().open(ADA);
    use(used, UUID.randomUUID());
    clock.advance(Duration.ofHours(25).plusSeconds(1));
    Ticket fresh = tickets().open(ADA);
    var cleaner = new TicketCleaner(database.jdbi(), Duration.ofDays(30), clock);
    assertThat(cleaner.runOnce()).isEqualTo(1);
    refused(() -> tickets().get(ADA, unused.id()), Problem.Kind.NOT_FOUND, "no such init_id");
    assertThat(tickets().get(ADA, used.id()).isUsed()).isTrue();
    assertThat(tickets().get(ADA, fresh.id())).isEqualTo(fresh);
    clock.advance(Duration.ofDays(30));
    assertThat(cleaner.runOnce()).isEqualTo(2);
  }

  @Test
  void whereJobsAreKeptForEverUsedTicketsAreToo() {
    Ticket used = tickets().open(ADA);
    use(used, UUID.randomUUID());
    clock.advance(Duration.ofDays(4_000));
    assertThat(new TicketCleaner(database.jdbi(), Duration.ZERO, clock).runOnce()).isZero();
  }
}
