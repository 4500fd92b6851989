package dev.pictor.platform.fetch;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Addresses written as text. No name is ever looked up here.
final class IpText {
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]+");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9a-fA-F]*");
  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;

  private IpText() {}

  /// The bytes of an address in its usual form. An IPv4-mapped address keeps its 16 bytes, which
  /// the JDK would shorten to 4.
  ///
  /// @throws IllegalArgumentException when it is none, or has a zone
  static byte[] literal(String text) {
    boolean ipv6 = text.indexOf(':') >= 0;
    if (ipv6 && !IPV6.matcher(text).matches()) {
      throw new IllegalArgumentException("not an IPv6 address: " + text);
    }
    byte[] bytes = InetAddress.ofLiteral(text).getAddress();
    return ipv6 && bytes.length == IPV4_BYTES ? mapped(bytes) : bytes;
  }

  private static byte[] mapped(byte[] ipv4) {
    byte[] bytes = new byte[IPV6_BYTES];
    Arrays.fill(bytes, 10, 12, (byte) 0xff);
    System.arraycopy(ipv4, 0, bytes, 12, IPV4_BYTES);
    return bytes;
  }

  /// Whether a host is an IPv4 address in any of the forms that browsers and C libraries read: its
  /// last part is a number. Such a host is never a name.
  static boolean endsInNumber(String host) {
    return NUMBER.matcher(host.substring(host.lastIndexOf('.') + 1)).matches();
  }

  /// Reads `127.0.0.1`, `127.1`, `0177.0.0.1`, `0x7f.1` and `2130706433` as the URL standard of
  /// WHATWG does: one to four numbers, decimal, octal after 0 or hexadecimal after 0x, the last of
  /// which fills all bytes that are left.
  static Optional<byte[]> ipv4(String host) {
    String[] parts = host.split("\\.", -1);
    if (parts.length > IPV4_BYTES) {
      return Optional.empty();
    }
    long address = 0;
    for (int i = 0; i < parts.length; i++) {
      long value = number(parts[i]);
      int bytes = i < parts.length - 1 ? 1 : IPV4_BYTES - i;
      if (value < 0 || value >= 1L << (Byte.SIZE * bytes)) {
        return Optional.empty();
      }
      address = (address << (Byte.SIZE * bytes)) | value;
    }
    return Optional.of(bytesOf(address));
  }

  /// -1 when it is no number that fits.
  private static long number(String part) {
    if (!NUMBER.matcher(part).matches()) {
      return -1;
    }
    String text = part.toLowerCase(Locale.ROOT);
    try {
      if (text.startsWith("0x")) {
        return text.length() == 2 ? 0 : Long.parseLong(text.substring(2), 16);
      }
      return Long.parseLong(text, text.startsWith("0") ? 8 : 10);
    } catch (NumberFormatException _) {
      return -1;
    }
  }

  private static byte[] bytesOf(long address) {
    byte[] bytes = new byte[IPV4_BYTES];
    for (int i = 0; i < IPV4_BYTES; i++) {
      bytes[i] = (byte) (address >> (Byte.SIZE * (IPV4_BYTES - 1 - i)));
    }
    return bytes;
  }
}
