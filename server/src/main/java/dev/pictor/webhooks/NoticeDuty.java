package dev.pictor.webhooks;

import dev.pictor.identity.UserId;
import dev.pictor.platform.Duty;
import dev.pictor.platform.mail.Letter;
import dev.pictor.platform.mail.Mailer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Tells users by mail that an endpoint of theirs was disabled without their doing. The mail is
/// written where the notice is taken away, so it is written once.
public final class NoticeDuty implements Duty {
  private final Jdbi jdbi;
  private final Telling telling;

  NoticeDuty(Jdbi jdbi, Telling telling) {
    this.jdbi = jdbi;
    this.telling = telling;
  }

  /// Where to write to.
  ///
  /// @param callName how mails address them
  public record Addressee(String email, String callName) {}

  /// Knows users.
  @FunctionalInterface
  public interface AddressBook {
    /// Nothing for a user without an address.
    Optional<Addressee> find(UserId user);
  }

  /// How users are told.
  ///
  /// @param app the name of the service
  /// @param base its own address, without a slash at the end
  public record Telling(AddressBook people, Mailer mailer, String app, Supplier<String> base) {}

  /// An endpoint whose user is to be told.
  private record Notice(UUID endpoint, UserId user, String url, Endpoint.Reason reason) {}

  @Override
  public String name() {
    return "webhook-notices";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(10);
  }

  @Override
  public long runOnce() {
    List<Notice> due =
        jdbi.withHandle(handle ->
            handle
                .createQuery(
                    "select id, user_id, url, disabled_because from webhook_endpoint"
                        + " where notice_due order by id limit 100")
                .map((row, _) ->
                    new Notice(
                        Columns.uuid(row, "id"),
                        new UserId(Columns.uuid(row, "user_id")),
                        row.getString("url"),
                        Endpoint.Reason.ofWord(row.getString("disabled_because"))))
                .list());
    due.forEach(this::tell);
    return due.size();
  }

  private void tell(Notice notice) {
    Optional<Addressee> addressee = telling.people().find(notice.user());
    jdbi.useTransaction(handle -> {
      if (take(handle, notice) && addressee.isPresent()) {
        telling
            .mailer()
            .send(
                handle,
                letter(notice, addressee.get())
                    .to(
                        addressee.get().email(),
                        "Your webhook endpoint at " + telling.app() + " is disabled"));
      }
    });
  }

  private static boolean take(Handle handle, Notice notice) {
    return handle
            .createUpdate(
                "update webhook_endpoint set notice_due = false where id = :id and notice_due")
            .bind("id", notice.endpoint())
            .execute()
        == 1;
  }

  private Letter letter(Notice notice, Addressee addressee) {
    return new Letter(
        addressee.callName(),
        List.of(
            "Nothing is sent any more to your webhook endpoint " + notice.url() + ".",
            notice.reason().sentence(),
            "Once it is in order, enable it again; then replay what it has missed."),
        new Letter.Link("Open my account", telling.base().get() + "/#/account"),
        "Deliveries that it has missed are kept for a while.");
  }
}
