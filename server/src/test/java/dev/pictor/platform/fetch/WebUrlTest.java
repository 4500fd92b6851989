package dev.pictor.platform.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// S4: tricks in the text of a URL.
class WebUrlTest {
  private static final Guard GUARD =
      new Guard(
          new AddressTable(false),
          name -> {
            throw new AssertionError("looked up " + name);
          });

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://127.0.0.1/        | 127.0.0.1
          http://127.1/            | 127.0.0.1
          http://127.0.1/          | 127.0.0.1
          http://2130706433/       | 127.0.0.1
          http://0x7f000001/       | 127.0.0.1
          http://0X7F.0.0.1/       | 127.0.0.1
          http://0x7f.1/           | 127.0.0.1
          http://0177.0.0.1/       | 127.0.0.1
          http://00000177.0.0.01/  | 127.0.0.1
          http://017700000001/     | 127.0.0.1
          http://0x7f.0.0.0x1/     | 127.0.0.1
          http://127.0.0.1./       | 127.0.0.1
          http://127.0.0.1:8080/   | 127.0.0.1
          http://0/                | 0.0.0.0
          http://0x/               | 0.0.0.0
          http://2852039166/       | 169.254.169.254
          http://0xa9fea9fe/       | 169.254.169.254
          http://0251.0376.0251.0376/ | 169.254.169.254
          http://012.1.2.3/        | 10.1.2.3
          http://10.66051/         | 10.1.2.3
          http://①②⑦.⓪.⓪.①/        | 127.0.0.1
          http://１２７.０.０.１/        | 127.0.0.1
          http://127。0。0。1/        | 127.0.0.1
          http://[::1]/            | [0:0:0:0:0:0:0:1]
          http://[::]/             | [0:0:0:0:0:0:0:0]
          http://[fe80::1]:8080/   | [fe80:0:0:0:0:0:0:1]
          http://[::127.0.0.1]/    | [0:0:0:0:0:0:7f00:1]
          """)
  void anInternalAddressIsSeenInWhateverFormItIsWritten(String url, String host) throws BadUrl {
    WebUrl read = WebUrl.parse(url);
    assertThat(read.host().text()).isEqualTo(host);
    assertThatThrownBy(() -> GUARD.check(read))
        .isInstanceOf(BadUrl.class)
        .hasMessageStartingWith("does not lead to a public address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[0:0:0:0:0:ffff:8.8.8.8]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/"
      })
  void anIpv4AddressInsideAnIpv6OneIsRefused(String url) throws BadUrl {
    WebUrl read = WebUrl.parse(url);
    assertThatThrownBy(() -> GUARD.check(read)).isInstanceOf(BadUrl.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://134744072/                  | http://8.8.8.8/
          https://010.8.8.8/a                | https://8.8.8.8/a
          https://[2606:4700:4700::1111]/    | https://[2606:4700:4700:0:0:0:0:1111]/
          https://Example.COM                | https://example.com/
          https://example.com./a             | https://example.com/a
          https://example.com:443/a?b=c#d    | https://example.com/a?b=c
          http://example.com:80              | http://example.com/
          http://example.com:/a              | http://example.com/a
          https://example.com:8443/a         | https://example.com:8443/a
          https://example.com?x=%0d%0a       | https://example.com/?x=%0d%0a
          https://example.com//b/../c        | https://example.com//b/../c
          https://example.com//evil.test/a   | https://example.com//evil.test/a
          https://example.com/ü.png?ö        | https://example.com/%C3%BC.png?%C3%B6
          https://example.com/a@b            | https://example.com/a@b
          https://bücher.example/            | https://xn--bcher-kva.example/
          https://例え.テスト/                | https://xn--r8jz45g.xn--zckzah/
          https://my_bucket.example/         | https://my_bucket.example/
          https://ｅｘａｍｐｌｅ.com/            | https://example.com/
          """)
  void aGoodUrlIsPutInItsUsualForm(String url, String usual) throws BadUrl {
    WebUrl read = WebUrl.parse(url);
    GUARD.check(read);
    assertThat(read.uri()).hasToString(usual);
  }

  static final List<String> TRICKS =
      List.of(
          // Other schemes, or none
          "file:///etc/passwd",
          "gopher://example.com/_x",
          "jar:http://example.com/a.jar!/b",
          "ftp://example.com/a",
          "data:image/png;base64,AAAA",
          "javascript:alert(1)",
          "ws://example.com/",
          "httpx://example.com/",
          "example.com/a.png",
          "//example.com/a.png",
          "/a.png",
          "",
          // No host
          "http:example.com",
          "http:/example.com",
          "http:///example.com",
          "https://",
          "http://:80/",
          "http://./",
          "http://../",
          // Who is the host?
          "http://good.example@bad.example/",
          "http://user:secret@example.com/",
          "http://@example.com/",
          "http://good.example%40bad.example/",
          "http://good.example\\@bad.example/",
          "http://good.example:80@127.0.0.1/",
          "http://good.example%23@bad.example/",
          "http://0ₓ7f.1/",
          "http://bad.example%2Fgood.example/",
          "http://%31%32%37.0.0.1/",
          "http://good.example＠bad.example/",
          "http://good.example／bad.example/",
          "http://good℀.example/",
          "http://a..b/",
          "http://-a.example/",
          "http://a-.example/",
          "http://*.example/",
          "http://" + "a".repeat(64) + ".example/",
          "http://" + "a.".repeat(127) + "example/",
          "http://faß.example/",
          "http://xn--a\u00ad\u200d.example/",
          // Lines
          "http://example.com/\r\nX-Injected: yes",
          "http://example.com\n/",
          "http://exam\tple.com/",
          "https://example.com/a.png\n",
          " https://example.com/a.png",
          "http://example.com/a b",
          "http://example.com/\u0000",
          // Addresses that are none
          "http://256.0.0.1/",
          "http://1.2.3.4.5/",
          "http://127.0.0.08/",
          "http://4294967296/",
          "http://99999999999999999999/",
          "http://1.2.3.0xzz.5/",
          "http://1..2/",
          "http://[fe80::1%25eth0]/",
          "http://[fe80::1%eth0]/",
          "http://[::1/",
          "http://[]/",
          "http://[127.0.0.1]/",
          "http://[v1.fe80]/",
          "http://[::1]x/",
          "http://[1:2:3]/",
          // Ports
          "http://example.com:0/",
          "http://example.com:22/",
          "http://example.com:25/",
          "http://example.com:1023/",
          "http://example.com:6000/",
          "http://example.com:6667/",
          "http://example.com:10080/",
          "http://example.com:65536/",
          "http://example.com:99999999999/",
          "http://example.com:-80/",
          "http://example.com:+80/",
          "http://example.com:8o/",
          "http://example.com:80:90/",
          // Size
          "http://example.com/" + "a".repeat(4096));

  @ParameterizedTest
  @FieldSource("TRICKS")
  void aTrickIsRefused(String url) {
    assertThatThrownBy(() -> WebUrl.parse(url)).isInstanceOf(BadUrl.class);
  }

  @Test
  void allPortsFrom1024UpAreFreeButThoseOfOtherProtocols() throws BadUrl {
    assertThat(WebUrl.parse("http://example.com:1024/").port()).isEqualTo(1024);
    assertThat(WebUrl.parse("http://example.com:8080/").port()).isEqualTo(8080);
    assertThat(WebUrl.parse("http://example.com:65535/").port()).isEqualTo(65_535);
    assertThat(WebUrl.parse("http://example.com:443/").authority()).isEqualTo("example.com:443");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /c                     | https://example.com/c
          c.png                  | https://example.com/a/c.png
          ../c                   | https://example.com/c
          ?page=2                | https://example.com/a/b?page=2
          //other.example/c      | https://other.example/c
          http://other.example:8080/c | http://other.example:8080/c
          https://bücher.example/ü | https://xn--bcher-kva.example/%C3%BC
          """)
  void aRedirectIsReadFromWhereItWasSent(String location, String leadsTo) throws BadUrl {
    String asSent =
        new String(location.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    WebUrl from = WebUrl.parse("https://example.com/a/b?x=y");
    assertThat(from.redirect(asSent).uri()).hasToString(leadsTo);
  }
}
