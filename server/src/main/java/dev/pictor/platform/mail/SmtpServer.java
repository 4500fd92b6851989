package dev.pictor.platform.mail;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where mail is handed over.
///
/// @param user null when the server asks for none
/// @param password null when the server asks for none; never printed
public record SmtpServer(
    String host, int port, Security security, @Nullable String user, @Nullable String password) {
  private static final int SUBMISSION = 587; // RFC 6409
  private static final int SUBMISSIONS = 465; // RFC 8314
  private static final Set<String> OF_THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  /// How the way there is protected.
  enum Security {
    /// TLS from the first byte (`smtps://`).
    TLS,
    /// The server has to offer STARTTLS, else nothing is sent.
    STARTTLS_REQUIRED,
    /// STARTTLS when the server offers it.
    STARTTLS_WANTED
  }

  /// Reads `smtp://user:password@host:port` and `smtps://…`. With a password for another machine
  /// STARTTLS is required, so that it is never sent in clear text; `?starttls=required` or
  /// `=wanted` says otherwise.
  ///
  /// @throws IllegalArgumentException when it is neither; the message does not repeat the URL,
  ///   which may hold a password
  public static SmtpServer parse(String url) {
    URI uri = parts(url);
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("smtps");
    if ((!tls && !scheme.equals("smtp")) || uri.getHost() == null) {
      throw new IllegalArgumentException("not smtp://host or smtps://host");
    }
    String userInfo = uri.getRawUserInfo();
    int colon = userInfo == null ? -1 : userInfo.indexOf(':');
    if (userInfo != null && colon < 0) {
      throw new IllegalArgumentException("a user without a password");
    }
    String user = userInfo == null ? null : decode(userInfo.substring(0, colon));
    String password = userInfo == null ? null : decode(userInfo.substring(colon + 1));
    int usual = tls ? SUBMISSIONS : SUBMISSION;
    return new SmtpServer(
        uri.getHost(),
        uri.getPort() < 0 ? usual : uri.getPort(),
        tls ? Security.TLS : starttls(uri, password != null),
        user,
        password);
  }

  private static Security starttls(URI uri, boolean hasPassword) {
    boolean away = !OF_THIS_MACHINE.contains(uri.getHost().toLowerCase(Locale.ROOT));
    String word =
        Optional.ofNullable(uri.getRawQuery())
            .orElse(hasPassword && away ? "starttls=required" : "");
    return switch (word) {
      case "starttls=required" -> Security.STARTTLS_REQUIRED;
      case "starttls=wanted", "" -> Security.STARTTLS_WANTED;
      default -> throw new IllegalArgumentException("only ?starttls=required or =wanted is known");
    };
  }

  private static URI parts(String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("not a URL"); // Its own message repeats the URL.
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "SmtpServer[" + host + ":" + port + "]";
  }
}
