package dev.pictor.identity;

import dev.pictor.platform.mail.Letter;
import dev.pictor.platform.mail.Mailer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// The mails about accounts. Each is written within the transaction of what it tells of.
///
/// @param app the name of the service, as its users know it
/// @param base the service's own address without a slash at the end; never that of a request, which
///   anybody can choose
public record AccountMail(Mailer mailer, String app, Supplier<String> base) {
  private static final String NOT_YOU =
      "If that was not you, you need not do anything; nothing changes.";

  void confirm(Handle handle, User user, String email, String token) {
    var letter =
        new Letter(
            user.callName(),
            List.of("Welcome to " + app + ". Please confirm that this address is yours."),
            new Letter.Link("Confirm my address", link("/#/confirm", token)),
            "The link is good for 24 hours and once. " + NOT_YOU);
    mailer.send(handle, letter.to(email, "Confirm your address for " + app));
  }

  void reset(Handle handle, User user, String email, String token) {
    var letter =
        new Letter(
            user.callName(),
            List.of("Somebody, most likely you, asked for a new password for " + app + "."),
            new Letter.Link("Choose a new password", link("/#/reset", token)),
            "The link is good for an hour and once. " + NOT_YOU);
    mailer.send(handle, letter.to(email, "A new password for " + app));
  }

  void confirmChange(Handle handle, User user, String newEmail, String token) {
    var letter =
        new Letter(
            user.callName(),
            List.of(
                "You want to use this address for " + app + ". Please confirm that it is yours."),
            new Letter.Link("Use this address", link("/#/confirm", token)),
            "The link is good for 24 hours and once. " + NOT_YOU);
    mailer.send(handle, letter.to(newEmail, "Confirm your new address for " + app));
  }

  /// Tells the address that is there still, so that a thief does not change it in silence.
  void tellOfChange(Handle handle, User user, String oldEmail) {
    tell(
        handle,
        user,
        oldEmail,
        "Your address for " + app + " is about to change",
        "Somebody who knows your password asked to use another address for your account. It changes"
            + " once the new address is confirmed.");
  }

  void tellOfPassword(Handle handle, User user, String email) {
    tell(
        handle,
        user,
        email,
        "Your password for " + app + " was changed",
        "Your password was changed, and all devices were signed out.");
  }

  private void tell(Handle handle, User user, String email, String subject, String sentence) {
    var letter =
        new Letter(
            user.callName(),
            List.of(sentence),
            new Letter.Link("Open " + app, base.get() + "/"),
            "If that was not you, choose a new password at once: ask for one where you sign in.");
    mailer.send(handle, letter.to(email, subject));
  }

  /// The Studio's pages. The token is behind the `#`, which browsers keep to themselves, so that it
  /// is in no log of a server or a proxy.
  private String link(String path, String token) {
    return base.get() + path + "?token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
  }
}
