package dev.pictor.platform.fetch;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The host of a URL: a name to look up, or an address that needs no lookup.
sealed interface Host {
  /// As it stands in a URL and in the `Host` header.
  String text();

  /// As TLS wants it, for SNI and for the certificate: without brackets.
  String tlsName();

  /// A name in ASCII and lower case, without a dot at its end.
  record Name(String text) implements Host {
    @Override
    public String tlsName() {
      return text;
    }
  }

  /// An address.
  ///
  /// @param bytes 4 or 16
  record Address(byte[] bytes) implements Host {
    @Override
    public String text() {
      return tlsName().indexOf(':') >= 0 ? "[" + tlsName() + "]" : tlsName();
    }

    @Override
    public String tlsName() {
      return address().getHostAddress();
    }

    InetAddress address() {
      try {
        return InetAddress.getByAddress(bytes);
      } catch (UnknownHostException e) {
        throw new IllegalStateException("an address has 4 or 16 bytes: " + bytes.length, e);
      }
    }
  }

  /// Reads a host as it stands in a URL. After the mapping to ASCII, which turns full-width and
  /// circled characters into plain ones, only letters, digits, hyphens and dots are left to be a
  /// name; all else is refused, a percent sign or a zone included.
  static Host parse(String text) throws BadUrl {
    if (text.startsWith("[") && text.endsWith("]")) {
      return bracketed(text.substring(1, text.length() - 1));
    }
    String ascii = Ascii.of(text).toLowerCase(Locale.ROOT);
    String name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
    if (IpText.endsInNumber(name)) {
      Optional<byte[]> address = IpText.ipv4(name);
      return new Address(
          address.orElseThrow(() -> new BadUrl("has an IPv4 address that is not valid.")));
    }
    if (!Ascii.NAME.matcher(name).matches() || name.length() > Ascii.MAX_NAME) {
      throw new BadUrl("has a host name that is not valid; check its spelling.");
    }
    return new Name(name);
  }

  private static Host bracketed(String literal) throws BadUrl {
    if (literal.indexOf('%') >= 0) {
      throw new BadUrl("names a network interface after %; give a public address.");
    }
    try {
      if (literal.indexOf(':') < 0) {
        throw new BadUrl("has brackets around what is no IPv6 address.");
      }
      return new Address(IpText.literal(literal));
    } catch (IllegalArgumentException _) {
      throw new BadUrl("has an IPv6 address that is not valid.");
    }
  }

  /// International names in ASCII.
  final class Ascii {
    /// The longest name that DNS carries (RFC 1035), in characters.
    private static final int MAX_NAME = 253;

    private static final String LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");

    /// Sharp s, final sigma and the two joiners lead to one host by IDNA 2003, which the JDK has,
    /// and to another by IDNA 2008, which browsers follow (Unicode TS 46, deviations).
    private static final Pattern AMBIGUOUS = Pattern.compile("[\u00df\u1e9e\u03c2\u200c\u200d]");

    private Ascii() {}

    private static String of(String host) throws BadUrl {
      if (host.chars().allMatch(character -> character < 0x80)) {
        return host;
      }
      if (AMBIGUOUS.matcher(host).find()) {
        throw new BadUrl("has a host name that reads in two ways; write it in its xn-- form.");
      }
      try {
        return IDN.toASCII(host);
      } catch (IllegalArgumentException _) {
        throw new BadUrl("has a host name that is not valid; write it in its xn-- form.");
      }
    }
  }
}
