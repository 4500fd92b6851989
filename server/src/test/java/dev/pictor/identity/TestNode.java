package dev.pictor.identity;

import dev.pictor.platform.Duty;
import dev.pictor.platform.limits.Limiter;
import dev.pictor.platform.mail.MailSettings;
import dev.pictor.platform.mail.Mailer;
import dev.pictor.platform.mail.SentMail;
import dev.pictor.platform.secrets.KeyRing;
import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.sql.Database;
import dev.pictor.platform.sql.DatabaseAddress;
import dev.pictor.testkit.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One node's identity module on a database that several may share.
final class TestNode implements AutoCloseable {
  static final KeyRing KEYS =
      ring("a secret of the tests, long enough for SHA-512 as it has 64+ bytes");

  static final String BASE = "https://pictor.example.org";

  private final Database database;
  private final Mailer mailer;
  private final Identity identity;

  TestNode(TestPostgres.Address address, InstantSource clock) {
    this(address, clock, Map.of());
  }

  TestNode(TestPostgres.Address address, InstantSource clock, Map<String, String> environment) {
    database =
        Database.open(
            new DatabaseAddress(address.jdbcUrl(), address.user(), address.password()), 10);
    var settings = new Environment(environment);
    Path outbox = Path.of("target", "outbox", UUID.randomUUID().toString());
    mailer = new Mailer(MailSettings.from(settings), outbox, database.jdbi(), clock);
    var mail = new AccountMail(mailer, "Pictor", () -> BASE);
    identity =
        Identity.open(
            IdentitySettings.from(settings), KEYS, database, Limiter.local(clock), mail, clock);
  }

  static TestNode onItsOwn(InstantSource clock) throws SQLException {
    return new TestNode(TestPostgres.emptyDatabase(), clock);
  }

  static KeyRing ring(String secret) {
    return KeyRing.of(secret.getBytes(StandardCharsets.UTF_8), List.of());
  }

  Users users() {
    return identity.users();
  }

  Sessions sessions() {
    return identity.sessions();
  }

  Identity identity() {
    return identity;
  }

  Database database() {
    return database;
  }

  Mailer mailer() {
    return mailer;
  }

  /// Runs the duty of this name once.
  void run(String duty) throws InterruptedException {
    for (Duty each : identity.duties()) {
      if (each.name().equals(duty)) {
        each.runOnce();
        return;
      }
    }
    throw new AssertionError("there is no duty " + duty);
  }

  /// The token of the link in the newest mail to an address.
  String tokenMailedTo(String address) {
    SentMail mail =
        mailer.list(100, null).stream()
            .filter(each -> each.to().equals(address))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no mail to " + address));
    Matcher link = Pattern.compile("token=([A-Za-z0-9_-]+)").matcher(mail.text());
    if (!link.find()) {
      throw new AssertionError("no link in the mail: " + mail.subject());
    }
    return link.group(1);
  }

  User register(String email) {
    return users().register(new Registration(email, null, "correct horse battery", null));
  }

  Session login(String name) {
    return sessions().login(new Login(name, "correct horse battery", "192.0.2.1"));
  }

  /// For things that no method does: what an older version or an operator left in the tables.
  int sql(String statement, Object... arguments) {
    return database.jdbi().withHandle(handle -> handle.execute(statement, arguments));
  }

  long count(String table) {
    return database
        .jdbi()
        .withHandle(
            handle -> handle.createQuery("select count(*) from " + table).mapTo(Long.class).one());
  }

  /// Forgets everybody, so that tests may share a node.
  void clear() {
    sql(
        "truncate identity_user, identity_revocation, identity_throttle, identity_known_address,"
            + " mail_outbox, identity_reset_request cascade");
  }

  @Override
  public void close() {
    identity.close();
    database.close();
  }

  /// The duty of a kind.
  Duty duty(Class<? extends Duty> kind) {
    return identity().duties().stream().filter(kind::isInstance).findFirst().orElseThrow();
  }
}
