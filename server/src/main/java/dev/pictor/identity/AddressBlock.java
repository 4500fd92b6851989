package dev.pictor.identity;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/// What counts as one caller: an IPv4 address, or the /64 of an IPv6 address, as a single customer
/// is given a whole /64 at least (RFC 6177) and could come from another address each time.
final class AddressBlock {
  private static final int NETWORK_BYTES = 8;

  private AddressBlock() {}

  static String of(String address) {
    try {
      // A literal only: no name is ever looked up.
      InetAddress parsed = InetAddress.ofLiteral(address);
      if (!(parsed instanceof Inet6Address)) {
        return parsed.getHostAddress(); // Also an IPv4 address that came as ::ffff:a.b.c.d.
      }
      byte[] network = Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES);
      return HexFormat.of().formatHex(network) + "/64";
    } catch (IllegalArgumentException _) {
      return "unknown"; // All callers without an address share one limit.
    }
  }
}
