package dev.pictor.platform.fetch;

import static dev.pictor.platform.fetch.AddressRange.closed;
import static dev.pictor.platform.fetch.AddressRange.local;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The addresses that a fetch never connects to. The rows are IANA's special-purpose registries for
/// IPv4 and IPv6 (RFC 6890 and its successors), multicast, the transition schemes that carry an
/// IPv4 address inside an IPv6 one, and the addresses at which clouds answer their own machines.
/// Blocks that the registries call globally reachable but that serve infrastructure only (AS112,
/// AMT, anycast of protocols) are refused too. As in routing, the longest prefix decides.
///
/// Of IPv6, only 2000::/3 is handed out as global unicast (RFC 4291); all else is refused by that
/// rule even where it has no row.
final class AddressTable implements AddressRule {
  private static final int IPV6_BYTES = 16;

  private static final List<AddressRange> IPV4 =
      List.of(
          closed("0.0.0.0/8", "this network, RFC 791"),
          local("10.0.0.0/8", "private, RFC 1918"),
          local("100.64.0.0/10", "shared by carriers, RFC 6598"),
          closed("100.100.100.200/32", "metadata of a cloud (Alibaba)"),
          local("127.0.0.0/8", "loopback, RFC 1122"),
          closed("168.63.129.16/32", "platform of a cloud (Azure), in public space"),
          closed("169.254.0.0/16", "link-local, RFC 3927; metadata of clouds"),
          local("172.16.0.0/12", "private, RFC 1918"),
          closed("192.0.0.0/24", "protocol assignments, RFC 6890"),
          closed("192.0.2.0/24", "documentation, RFC 5737"),
          closed("192.31.196.0/24", "AS112, RFC 7535"),
          closed("192.52.193.0/24", "AMT relays, RFC 7450"),
          closed("192.88.99.0/24", "6to4 relays, RFC 7526"),
          local("192.168.0.0/16", "private, RFC 1918"),
          closed("192.175.48.0/24", "AS112, RFC 7534"),
          closed("198.18.0.0/15", "benchmarks, RFC 2544"),
          closed("198.51.100.0/24", "documentation, RFC 5737"),
          closed("203.0.113.0/24", "documentation, RFC 5737"),
          closed("224.0.0.0/4", "multicast, RFC 5771"),
          closed("240.0.0.0/4", "reserved, RFC 1112; broadcast"));

  private static final List<AddressRange> IPV6 =
      List.of(
          closed("::/128", "unspecified, RFC 4291"),
          local("::1/128", "loopback, RFC 4291"),
          closed("::/96", "IPv4-compatible, RFC 4291"),
          closed("::ffff:0:0/96", "IPv4-mapped, RFC 4291"),
          closed("::ffff:0:0:0/96", "IPv4-translated, RFC 2765"),
          closed("64:ff9b::/96", "NAT64, RFC 6052"),
          closed("64:ff9b:1::/48", "NAT64 of a network, RFC 8215"),
          closed("100::/64", "discard-only, RFC 6666"),
          closed("100:0:0:1::/64", "dummy prefix, RFC 9780"),
          closed("2001::/23", "protocol assignments, RFC 2928"),
          closed("2001::/32", "Teredo, RFC 4380"),
          closed("2001:db8::/32", "documentation, RFC 3849"),
          closed("2002::/16", "6to4, RFC 3056"),
          closed("2620:4f:8000::/48", "AS112, RFC 7534"),
          closed("3fff::/20", "documentation, RFC 9637"),
          closed("5f00::/16", "segment routing, RFC 9602"),
          local("fc00::/7", "unique local, RFC 4193"),
          closed("fd00:ec2::254/128", "metadata of a cloud (Amazon)"),
          closed("fd20:ce::254/128", "metadata of a cloud (Google)"),
          closed("fe80::/10", "link-local, RFC 4291"),
          closed("fec0::/10", "site-local, RFC 3879"),
          closed("ff00::/8", "multicast, RFC 4291"));

  private static final List<AddressRange> LONGEST_FIRST =
      Stream.concat(IPV4.stream(), IPV6.stream())
          .sorted(Comparator.comparingInt(AddressRange::bits).reversed())
          .toList();

  private final boolean localAllowed;

  /// A table that refuses all of the rows, or one that lets the operator's own networks through:
  /// private, loopback, shared and unique-local addresses, but never link-local ones or metadata.
  AddressTable(boolean localAllowed) {
    this.localAllowed = localAllowed;
  }

  @Override
  public Optional<String> refusal(byte[] address) {
    if (isIsatap(address)) {
      return Optional.of("ISATAP, RFC 5214");
    }
    Optional<AddressRange> row =
        LONGEST_FIRST.stream().filter(range -> range.contains(address)).findFirst();
    if (row.isPresent()) {
      boolean open = localAllowed && row.get().local();
      return open ? Optional.empty() : Optional.of(row.get().meaning());
    }
    boolean unicast = address.length != IPV6_BYTES || (address[0] & 0xe0) == 0x20;
    return unicast ? Optional.empty() : Optional.of("not global unicast, RFC 4291");
  }

  /// ISATAP hides an IPv4 address in the last 32 bits of any prefix, behind 0000:5efe or 0200:5efe.
  private static boolean isIsatap(byte[] address) {
    return address.length == IPV6_BYTES
        && (address[8] & 0xfd) == 0
        && address[9] == 0
        && (address[10] & 0xff) == 0x5e
        && (address[11] & 0xff) == 0xfe;
  }
}
