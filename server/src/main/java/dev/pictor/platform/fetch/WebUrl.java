package dev.pictor.platform.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// A URL that may be followed, as far as its text shows. It is read more strictly than browsers do,
/// so that there is one way to understand it.
///
/// @param secure https rather than http
/// @param port 80, 443 or from 1024 up without the ports of other protocols
/// @param target path and query as they are sent, in ASCII
record WebUrl(boolean secure, Host host, int port, String target) {
  private static final int MAX_LENGTH = 4096;
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final int FIRST_FREE_PORT = 1024;
  private static final int LAST_PORT = 65_535;
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

  /// The ports from 1024 up at which other protocols listen that a request could be mistaken for
  /// (the "bad ports" of WHATWG's Fetch standard). Below 1024 only 80 and 443 are used.
  private static final Set<Integer> PORTS_OF_OTHERS =
      Set.of(
          1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668,
          6669, 6679, 6697, 10080);

  static WebUrl parse(String text) throws BadUrl {
    if (text.length() > MAX_LENGTH) {
      throw new BadUrl("is longer than " + MAX_LENGTH + " characters.");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new BadUrl("has a line break or another control character in it; remove it.");
    }
    URI uri = uri(text);
    boolean secure = isSecure(uri);
    String authority = uri.getRawAuthority();
    if (authority == null) {
      throw new BadUrl("has no host name after https://.");
    }
    if (authority.indexOf('@') >= 0) {
      throw new BadUrl("has a user name or a password before its host; remove it and the @.");
    }
    int colon = authority.lastIndexOf(':');
    boolean withPort = colon > authority.lastIndexOf(']');
    Host host = Host.parse(withPort ? authority.substring(0, colon) : authority);
    int port = port(withPort ? authority.substring(colon + 1) : "", secure);
    return new WebUrl(secure, host, port, target(uri));
  }

  private static URI uri(String text) throws BadUrl {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new BadUrl(
          "is not a valid URL at character " + (e.getIndex() + 1) + "; percent-encode it.");
    }
  }

  private static boolean isSecure(URI uri) throws BadUrl {
    return switch (String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)) {
      case "https" -> true;
      case "http" -> false;
      default -> throw new BadUrl("must begin with https:// or http://.");
    };
  }

  private static int port(String text, boolean secure) throws BadUrl {
    if (text.isEmpty()) {
      return secure ? HTTPS_PORT : HTTP_PORT;
    }
    int port = PORT.matcher(text).matches() ? Integer.parseInt(text) : 0;
    boolean web = port == HTTP_PORT || port == HTTPS_PORT;
    boolean free = port >= FIRST_FREE_PORT && port <= LAST_PORT && !PORTS_OF_OTHERS.contains(port);
    if (!web && !free) {
      throw new BadUrl("has a port that is not used for the web; use 443, 80 or one from 1024 up.");
    }
    return port;
  }

  private static String target(URI uri) throws BadUrl {
    String path = uri.getRawPath();
    String whole = path == null || path.isEmpty() ? "/" : path;
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    // A scheme and a host keep a path of two slashes from being read as a host.
    String prefix = "http://h";
    return uri(prefix + whole + query).toASCIIString().substring(prefix.length());
  }

  /// Host and port as the `Host` header has them.
  String authority() {
    boolean usual = port == (secure ? HTTPS_PORT : HTTP_PORT);
    return usual ? host.text() : host.text() + ":" + port;
  }

  URI uri() {
    return URI.create((secure ? "https://" : "http://") + authority() + target);
  }

  /// Where a `Location` header leads from here.
  ///
  /// @param header each byte as one character, as HTTP has it; hosts that send more than ASCII mean
  ///   UTF-8
  WebUrl redirect(String header) throws BadUrl {
    String location =
        new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).strip();
    if (location.startsWith("?")) {
      // The JDK would drop the last part of the path here, as RFC 2396 did and RFC 3986 does not.
      return parse(uri().resolve(uri().getRawPath() + location).toString());
    }
    return parse(uri().resolve(uri(location)).toString());
  }
}
