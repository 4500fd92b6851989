package dev.pictor.platform.fetch;

import static dev.pictor.platform.fetch.FetchBench.INTERNAL;
import static dev.pictor.platform.fetch.FetchBench.PUBLIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pictor.platform.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Messages to other hosts: to which addresses (S2, S4), and what is taken for an answer.
class GuardedPostTest {
  private static final GuardedPost.Message MESSAGE =
      new GuardedPost.Message(
          Map.of("webhook-id", "1"), "{\"a\":\"ü\"}".getBytes(StandardCharsets.UTF_8));
  private static final Posted NOT_PUBLIC =
      new Posted.Unanswered(
          "The URL does not lead to a public address; check its spelling and that it opens from"
              + " the internet.");

  private final FetchBench bench = new FetchBench().name("hooks.test", PUBLIC);

  @Test
  void aMessageIsOneRequestWithItsBody() throws Exception {
    String answer =
        "HTTP/1.1 202 Accepted\r\nRetry-After: 7\r\nContent-Length: 6\r\n\r\na\u0000b\u001b\nc";
    try (var server = ScriptedServer.on(PUBLIC, ScriptedServer.says(answer))) {
      String host = "hooks.test:" + server.port();
      assertThat(post("http://" + host + "/a?b")).isEqualTo(new Posted.Answered(202, "7", "ab\nc"));
      assertThat(server.requests().getFirst())
          .startsWith("POST /a?b HTTP/1.1\r\nHost: " + host + "\r\n")
          .contains("\r\nwebhook-id: 1\r\n", "\r\nContent-Type: application/json\r\n")
          .contains("\r\nContent-Length: 10\r\n")
          .doesNotContain("Transfer-Encoding");
    }
  }

  /// The name server shows a public address when the URL is registered, and an internal one when
  /// the message is sent.
  @Test
  void aNameThatTurnsInternalIsNotConnectedTo() throws Exception {
    try (var internal = ScriptedServer.on(INTERNAL, ScriptedServer.serves("text/plain", "x"))) {
      bench.name("rebind.test", PUBLIC).name("rebind.test", INTERNAL);
      String url = "http://rebind.test:" + internal.port() + "/";
      assertThat(sender(true).checkWithLookup(new GivenUrl("url", url))).hasToString(url);
      assertThat(post(url)).isEqualTo(NOT_PUBLIC);
      assertThat(internal.requests()).isEmpty();
    }
  }

  @Test
  void aRedirectToAnInternalAddressIsAnAnswerAndNotFollowed() throws Exception {
    try (var internal = ScriptedServer.on(INTERNAL, ScriptedServer.serves("text/plain", "x"));
        var server =
            ScriptedServer.on(
                PUBLIC,
                ScriptedServer.redirects(302, "http://127.0.0.2:" + internal.port() + "/"))) {
      assertThat(post("http://hooks.test:" + server.port() + "/"))
          .isInstanceOfSatisfying(
              Posted.Answered.class, answered -> assertThat(answered.status()).isEqualTo(302));
      assertThat(internal.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.2/",
        "https://localhost/",
        "https://unknown.test/",
        "https://a@hooks.test/",
        "http://hooks.test/",
        "ftp://hooks.test/",
        "https://[::1]/",
        "https://2130706434/",
        "https://"
      })
  void whatMayNotBeCalledIsRefusedWhenItIsRegistered(String url) {
    bench.name("localhost", INTERNAL);
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> sender(false).checkWithLookup(new GivenUrl("url", url)))
        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID_REQUEST))
        .satisfies(problem -> assertThat(problem.errors().getFirst().field()).isEqualTo("url"));
  }

  @Test
  void aLiteralInternalAddressIsRefusedWithoutANetworkTrip() {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> sender(false).check(new GivenUrl("webhook_url", "https://10.0.0.1/hook")))
        .withMessageContaining("webhook_url: does not lead to a public address");
    assertThat(bench.lookups()).isEmpty();
  }

  @Test
  void plainHttpIsForDevelopmentOnly() throws Exception {
    var refused = new Posted.Unanswered("The URL must begin with https://.");
    assertThat(sender(false).post("http://hooks.test/", MESSAGE, Duration.ofSeconds(5)))
        .isEqualTo(refused);
  }

  @Test
  void anAnswerThatDoesNotEndIsTakenByItsHead() throws Exception {
    try (var server =
        ScriptedServer.on(
            PUBLIC, ScriptedServer.says("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nab"))) {
      Posted posted =
          sender(true)
              .post("http://hooks.test:" + server.port() + "/", MESSAGE, Duration.ofMillis(700));
      assertThat(posted)
          .isInstanceOfSatisfying(
              Posted.Answered.class, answered -> assertThat(answered.status()).isEqualTo(200));
    }
  }

  private Posted post(String url) throws InterruptedException {
    return sender(true).post(url, MESSAGE, Duration.ofSeconds(5));
  }

  private GuardedPost sender(boolean plain) {
    return bench.post(plain);
  }
}
