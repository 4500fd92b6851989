package dev.pictor.api;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.GET;

import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Query;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.Route;
import dev.pictor.platform.mail.Mailer;
import dev.pictor.platform.mail.SentMail;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The outbox, for admins: what was sent, what waits and why, and the mails themselves where there
/// is no mail server to send them.
public final class OutboxRoutes {
  private static final String GROUP = "Pictor: admin";

  /// A mail has its styles in its elements. It is shown in a frame of the Studio only.
  private static final String PAGE_POLICY =
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'self'";

  private static final MailView EXAMPLE =
      new MailView(
          "0199f0c2-7c1a-7000-8000-3f5e1c2d4b6a",
          "ada@example.com",
          "Confirm your address for Pictor",
          "sent",
          1,
          null,
          Instant.parse("2026-11-22T10:00:00Z"),
          Instant.parse("2026-11-22T10:00:02Z"));

  private final Mailer mailer;

  public OutboxRoutes(Mailer mailer) {
    this.mailer = mailer;
  }

  /// A mail without its text.
  ///
  /// @param state `pending`, `sent` or `failed`
  /// @param error what the last try failed with
  record MailView(
      String id,
      String to,
      String subject,
      String state,
      int attempts,
      @Nullable String error,
      Instant createdAt,
      @Nullable Instant sentAt) {
    static MailView of(SentMail mail) {
      return new MailView(
          mail.id().toString(),
          mail.to(),
          mail.subject(),
          mail.state(),
          mail.attempts(),
          mail.error(),
          mail.createdAt(),
          mail.sentAt());
    }
  }

  /// A mail with its text, which is gone once a mail server has taken it.
  record WholeMail(MailView mail, @Nullable String text, @Nullable String html) {}

  /// A part of the outbox.
  ///
  /// @param next the cursor of the next page; null on the last
  record MailPage(List<MailView> items, @Nullable String next) {}

  public List<Route> routes() {
    return List.of(
        route(GET, "/api/v1/admin/outbox", Access.ADMIN)
            .in(GROUP)
            .says("Mails of the last 30 days, newest first")
            .query("limit", int.class, "1 to 100, 20 when not given")
            .query("cursor", String.class, "next of the page before")
            .answers(200, "A page", new MailPage(List.of(EXAMPLE), null))
            .by(this::list),
        route(GET, "/api/v1/admin/outbox/{id}", Access.ADMIN)
            .in(GROUP)
            .says("One mail; its text is kept until a mail server has taken it")
            .answers(
                200,
                "The mail",
                new WholeMail(EXAMPLE, "Hello Ada, …", "<!doctype html><html lang=\"en\">…"))
            .by(this::show),
        route(GET, "/api/v1/admin/outbox/{id}/html", Access.ADMIN)
            .in(GROUP)
            .says("One mail as it looks; nothing runs in it, and nothing is fetched")
            .answersBytes(200, "The mail", "text/html")
            .answers(404, "There is none, or a mail server has taken it")
            .by(this::page));
  }

  private void list(Context request) {
    int limit = Query.limit(request);
    List<SentMail> mails = mailer.list(limit + 1, PageQuery.cursor(request));
    List<MailView> items = mails.stream().limit(limit).map(MailView::of).toList();
    Reply.json(request, new MailPage(items, mails.size() > limit ? items.getLast().id() : null));
  }

  private void show(Context request) {
    SentMail mail =
        mailer.find(id(request.pathParam("id"))).orElseThrow(() -> Problem.notFound("mail"));
    Reply.json(request, new WholeMail(MailView.of(mail), mail.text(), mail.html()));
  }

  private void page(Context request) {
    String html =
        mailer
            .find(id(request.pathParam("id")))
            .map(SentMail::html)
            .orElseThrow(() -> Problem.notFound("mail"));
    request.header("Content-Security-Policy", PAGE_POLICY);
    request.header("Referrer-Policy", "no-referrer");
    request.contentType("text/html;charset=utf-8").result(html);
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      throw Problem.notFound("mail");
    }
  }
}
