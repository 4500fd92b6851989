package dev.pictor.platform.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// S1: the address table. Blocks are told by both of their edges and by the neighbours outside.
class AddressTableTest {
  static final List<String> SPECIAL_IPV4 =
      words(
          """
          # This network
          0.0.0.0 0.0.0.1 0.1.2.3 0.255.255.255
          # Private
          10.0.0.0 10.0.0.1 10.254.0.0 10.255.255.255 172.16.0.0 172.16.10.65
          172.31.255.255 192.168.0.0 192.168.10.65 192.168.255.255
          # Shared by carriers, and a cloud's metadata within
          100.64.0.0 100.100.0.0 100.100.100.200 100.127.255.255
          # Loopback
          127.0.0.0 127.0.0.1 127.0.0.2 127.255.255.255
          # Link-local and clouds
          169.254.0.0 169.254.45.1 169.254.169.254 169.254.170.2 169.254.255.255
          168.63.129.16
          # Protocol assignments, AS112, AMT, 6to4 relays
          192.0.0.0 192.0.0.8 192.0.0.170 192.0.0.192 192.0.0.255 192.31.196.0
          192.31.196.255 192.52.193.0 192.52.193.255 192.88.99.0 192.88.99.1
          192.88.99.255 192.175.48.0 192.175.48.255
          # Documentation and benchmarks
          192.0.2.0 192.0.2.255 198.51.100.0 198.51.100.65 198.51.100.255
          203.0.113.0 203.0.113.6 203.0.113.255 198.18.0.0 198.18.255.255
          198.19.255.255
          # Multicast, reserved, broadcast
          224.0.0.0 224.0.0.1 239.255.255.255 240.0.0.0 250.10.20.30
          255.255.255.254 255.255.255.255
          """);

  static final List<String> SPECIAL_IPV6 =
      words(
          """
          # Unspecified, loopback, and IPv4 inside IPv6: compatible, mapped, translated
          :: ::1 ::2 ::7f00:1 ::127.0.0.1 ::8.8.8.8 ::ffff:ffff
          ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:0.0.0.1
          ::ffff:8.8.8.8 ::ffff:0:127.0.0.1 0:0:0:ffff::1
          # NAT64
          64:ff9b:: 64:ff9b::127.0.0.1 64:ff9b::8.8.8.8 64:ff9b::ffff:ffff
          64:ff9b:1:: 64:ff9b:1::10.0.0.1 64:ff9b:1:ffff:ffff:ffff:ffff:ffff
          # Discard and dummy
          100:: 100::ffff:ffff:ffff:ffff 100:0:0:1::1
          # Protocol assignments: Teredo, anycast, benchmarks, AMT, ORCHID, drones
          2001:: 2001::1 2001:0:ffff:ffff:ffff:ffff:ffff:ffff 2001:1::1 2001:1::3
          2001:2::1 2001:3::1 2001:4:112::1 2001:10::1 2001:20::1 2001:30::1
          2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff
          # Documentation
          2001:db8:: 2001:db8::1 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff 3fff::
          3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff
          # 6to4, with 127.0.0.1, 10.0.0.1 and a public address inside
          2002:: 2002:7f00:1:: 2002:a00:1::1 2002:808:808::1
          2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff
          # AS112, segment routing
          2620:4f:8000:: 2620:4f:8000:ffff:ffff:ffff:ffff:ffff 5f00:: 5f00:ffff::1
          # Unique local, and clouds' metadata within
          fc00:: fc00::1 fd00::1 fd00:ec2::254 fd20:ce::254
          fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
          # Link-local, site-local, multicast
          fe80:: fe80::1 febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff fec0::1 feff::1
          ff00:: ff02::1 ff0e::1 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
          # ISATAP behind a public prefix, for private and for public IPv4 addresses
          2a00:1450::5efe:a00:1 2a00:1450::200:5efe:a00:1 2600:1f00::5efe:127.0.0.1
          2a00:1450::5efe:808:808
          # Not handed out
          200::1 400::1 1000::1 1fff:ffff::1 4000::1 8000::1 c000::1 e000::1
          """);

  static final List<String> PUBLIC =
      words(
          """
          # Well known
          1.1.1.1 8.8.8.8 9.9.9.9 93.184.216.34
          # The neighbours of each block
          1.0.0.0 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0
          126.255.255.255 128.0.0.0 168.63.129.15 168.63.129.17 169.253.255.255
          169.255.0.0 172.15.255.255 172.32.0.0 191.255.255.255 192.0.1.0
          192.0.1.255 192.0.3.0 192.31.195.255 192.31.197.0 192.52.192.255
          192.52.194.0 192.88.98.255 192.88.100.0 192.167.255.255 192.169.0.0
          192.175.47.255 192.175.49.0 198.17.255.255 198.20.0.0 198.51.99.255
          198.51.101.0 203.0.112.255 203.0.114.0 223.255.255.255
          # IPv6
          2001:4860:4860::8888 2606:4700:4700::1111 2a00:1450:4001:82a::2004
          2001:200:: 2001:db7:ffff:ffff:ffff:ffff:ffff:ffff 2001:db9::
          2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff 2003:: 2620:4f:7fff:ffff::1
          2620:4f:8001:: 3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff 3fff:1000::
          # Nearly ISATAP
          2a00:1450::5eff:a00:1 2a00:1450::100:5efe:a00:1
          """);

  private static final AddressTable STRICT = new AddressTable(false);
  private static final AddressTable LOCAL_ALLOWED = new AddressTable(true);

  @ParameterizedTest
  @FieldSource("SPECIAL_IPV4")
  void anIpv4AddressForASpecialPurposeIsRefused(String address) {
    assertThat(STRICT.refusal(IpText.literal(address))).isPresent();
  }

  @ParameterizedTest
  @FieldSource("SPECIAL_IPV6")
  void anIpv6AddressForASpecialPurposeIsRefused(String address) {
    assertThat(STRICT.refusal(IpText.literal(address))).isPresent();
  }

  @ParameterizedTest
  @FieldSource("PUBLIC")
  void aPublicAddressIsAllowed(String address) {
    assertThat(STRICT.refusal(IpText.literal(address))).isEmpty();
    assertThat(LOCAL_ALLOWED.refusal(IpText.literal(address))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.20.0.1",
        "192.168.1.10",
        "100.64.0.1",
        "::1",
        "fd12:3456::1"
      })
  void theOperatorsOwnNetworksAreOpenWhenAllowed(String address) {
    assertThat(LOCAL_ALLOWED.refusal(IpText.literal(address))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "169.254.169.254",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "fd00:ec2::254",
        "fd20:ce::254",
        "fe80::1",
        "224.0.0.1",
        "255.255.255.255",
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "64:ff9b::10.0.0.1",
        "fd12:3456::5efe:a00:1"
      })
  void metadataAndTunnelsStayRefusedWhateverIsAllowed(String address) {
    assertThat(LOCAL_ALLOWED.refusal(IpText.literal(address))).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          169.254.169.254 | link-local, RFC 3927; metadata of clouds
          2001::1         | Teredo, RFC 4380
          2001:2::1       | protocol assignments, RFC 2928
          ::1             | loopback, RFC 4291
          100.100.100.200 | metadata of a cloud (Alibaba)
          4000::1         | not global unicast, RFC 4291
          """)
  void theMostPreciseReasonIsTold(String address, String reason) {
    assertThat(STRICT.refusal(IpText.literal(address))).hasValue(reason);
  }

  /// The words of a text but its comments.
  private static List<String> words(String text) {
    return text.lines()
        .filter(line -> !line.startsWith("#"))
        .flatMap(line -> Stream.of(line.split(" ", -1)))
        .toList();
  }
}
