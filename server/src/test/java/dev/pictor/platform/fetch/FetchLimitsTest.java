package dev.pictor.platform.fetch;

import static dev.pictor.platform.fetch.FetchBench.PUBLIC;
import static dev.pictor.platform.fetch.FetchBench.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pictor.platform.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// S5: how much a host can make us take in.
class FetchLimitsTest {
  private static final long MAX_BYTES = 1000;
  private static final long TEN_GIB = 10L << 30;
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  @TempDir private Path folder;
  private final FetchBench bench = new FetchBench().name("pictures.test", PUBLIC);

  @ParameterizedTest
  @CsvSource({"999", "1000"})
  void aBodyUpToTheCapIsTaken(int size) throws Exception {
    String body = "x".repeat(size);
    for (String answer : new String[] {sized(body), chunked(body), untilClosed(body)}) {
      try (var server = ScriptedServer.on(PUBLIC, ScriptedServer.says(answer))) {
        Fetched fetched = bench.fetch().fetch(given(url(server)), target(), MAX_BYTES);
        assertThat(fetched.size()).isEqualTo(size);
        assertThat(target()).hasContent(body);
      }
    }
  }

  @Test
  void oneByteMoreIsTooLarge() throws Exception {
    String body = "x".repeat(1001);
    for (String answer : new String[] {sized(body), chunked(body), untilClosed(body)}) {
      assertFails(ScriptedServer.says(answer), Problem.Kind.TOO_LARGE, "more than 1000 bytes");
    }
  }

  @Test
  void anAnnouncedLengthAboveTheCapIsRefusedWithoutReading() throws Exception {
    var sent = new AtomicLong();
    assertFails(
        endless(OK + "Content-Length: " + TEN_GIB + "\r\n\r\n", sent),
        Problem.Kind.TOO_LARGE,
        "more than 1000 bytes");
  }

  /// The rest of the body is not read either when the connection is closed: the host has sent no
  /// more than what fits into the buffers of two sockets.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n280000000\r\n",
        "HTTP/1.1 200 OK\r\n\r\n"
      })
  void tenGibibytesWithoutAnAnnouncedLengthEndAtTheCap(String head) throws Exception {
    var sent = new AtomicLong();
    assertFails(endless(head, sent), Problem.Kind.TOO_LARGE, "more than 1000 bytes");
    assertThat(sent.get()).isLessThan(64 << 20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "zstd", "GZIP", "identity, gzip", "x-unknown"})
  void aCompressedAnswerIsRefusedSoThatNoBombIsUnpacked(String encoding) throws Exception {
    assertFails(
        ScriptedServer.says(
            OK + "Content-Encoding: " + encoding + "\r\nContent-Length: 1\r\n\r\nx"),
        Problem.Kind.FETCH_REFUSED,
        "compresses the answer");
  }

  @Test
  void anAnswerThatSaysItIsNotEncodedIsTaken() throws Exception {
    String answer = OK + "Content-Encoding: identity\r\nContent-Length: 1\r\n\r\nx";
    try (var server = ScriptedServer.on(PUBLIC, ScriptedServer.says(answer))) {
      assertThat(bench.fetch().fetch(given(url(server)), target(), MAX_BYTES).size()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\n\r\nabc",
        "Content-Length: 5\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nabc",
        "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
        "Transfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n"
      })
  void aBodyCutShortIsNoPicture(String rest) throws Exception {
    assertFails(ScriptedServer.says(OK + rest), Problem.Kind.FETCH_FAILED, "broke off");
  }

  @Test
  void whatComesAfterTheAnnouncedLengthIsNotRead() throws Exception {
    String answer = OK + "Content-Length: 3\r\n\r\nabcdef";
    try (var server = ScriptedServer.on(PUBLIC, ScriptedServer.says(answer))) {
      bench.fetch().fetch(given(url(server)), target(), MAX_BYTES);
      assertThat(target()).hasContent("abc");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: -5\r\n\r\nabc",
        "Content-Length: many\r\n\r\nabc",
        "Content-Length: 99999999999999999999\r\n\r\nabc",
        "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        "Transfer-Encoding: gzip\r\n\r\nabc",
        "Transfer-Encoding: gzip, chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
      })
  void lengthsThatMakeNoSenseAreNotGuessed(String rest) throws Exception {
    assertFails(ScriptedServer.says(OK + rest), Problem.Kind.FETCH_FAILED, "well-formed HTTP");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abc",
        "SSH-2.0-OpenSSH_9.6\r\n",
        "220 mail.example ESMTP\r\n\r\n",
        "HTTP/1.1 abc OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Le"
      })
  void whatIsNotHttpIsNoAnswer(String said) throws Exception {
    Problem problem = fails(ScriptedServer.says(said));
    assertThat(problem.kind()).isEqualTo(Problem.Kind.FETCH_FAILED);
    assertThat(problem.detail()).doesNotContain("OpenSSH", "ESMTP");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-A: b\r\n", "a"})
  void aHeadWithoutEndIsCutOff(String piece) throws Exception {
    assertCutOff(OK, piece);
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-A: b\r\n", "a"})
  void trailersWithoutEndAreCutOff(String piece) throws Exception {
    assertCutOff(OK + "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n", piece);
  }

  private void assertCutOff(String begin, String piece) throws IOException {
    ScriptedServer.Script endless =
        (_, out) -> {
          out.write(begin.getBytes(StandardCharsets.US_ASCII));
          byte[] bytes = piece.repeat(1000).getBytes(StandardCharsets.US_ASCII);
          while (true) {
            out.write(bytes);
          }
        };
    Problem problem = fails(endless);
    assertThat(problem.kind()).isEqualTo(Problem.Kind.FETCH_FAILED);
    assertThat(problem.detail()).doesNotContain("takes longer");
  }

  private static String sized(String body) {
    return OK + "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }

  private static String chunked(String body) {
    String size = Integer.toHexString(body.length());
    return OK + "Transfer-Encoding: chunked\r\n\r\n" + size + "\r\n" + body + "\r\n0\r\n\r\n";
  }

  private static String untilClosed(String body) {
    return OK + "\r\n" + body;
  }

  private static ScriptedServer.Script endless(String head, AtomicLong sent) {
    return (_, out) -> {
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      send(out, sent);
    };
  }

  private static void send(OutputStream out, AtomicLong sent) throws IOException {
    byte[] zeros = new byte[64 * 1024];
    while (sent.get() < TEN_GIB) {
      out.write(zeros);
      sent.addAndGet(zeros.length);
    }
  }

  private Path target() {
    return folder.resolve("source");
  }

  private static String url(ScriptedServer server) {
    return "http://pictures.test:" + server.port() + "/a";
  }

  private Problem fails(ScriptedServer.Script script) throws IOException {
    try (var server = ScriptedServer.on(PUBLIC, script)) {
      Problem problem =
          catchThrowableOfType(
              Problem.class, () -> bench.fetch().fetch(given(url(server)), target(), MAX_BYTES));
      assertThat(target()).doesNotExist();
      return problem;
    }
  }

  private void assertFails(ScriptedServer.Script script, Problem.Kind kind, String saying)
      throws IOException {
    Problem problem = fails(script);
    assertThat(problem.kind()).isEqualTo(kind);
    assertThat(problem.detail()).startsWith("image_url: ").contains(saying);
  }
}
