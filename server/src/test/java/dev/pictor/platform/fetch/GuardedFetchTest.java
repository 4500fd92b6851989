package dev.pictor.platform.fetch;

import static dev.pictor.platform.fetch.FetchBench.INTERNAL;
import static dev.pictor.platform.fetch.FetchBench.PUBLIC;
import static dev.pictor.platform.fetch.FetchBench.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.pictor.platform.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is fetched, from where (S2) and over which redirects (S3).
class GuardedFetchTest {
  private static final long MAX_BYTES = 1000;

  @TempDir private Path folder;
  private Path target;
  private final FetchBench bench = new FetchBench().name("pictures.test", PUBLIC);

  @BeforeEach
  void chooseTarget() {
    target = folder.resolve("source");
  }

  @Test
  void aPictureIsFetchedIntoTheFile() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(PUBLIC), 0), 0);
    byte[] body = {1, 2, 3, 0, -1};
    server.createContext(
        "/a",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "Image/PNG; charset=x");
          exchange.sendResponseHeaders(200, 0); // Chunked.
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    String url = "http://pictures.test:" + server.getAddress().getPort() + "/a?b=c";
    Fetched fetched = bench.fetch().fetch(given(url + "#d"), target, MAX_BYTES);
    assertThat(fetched).isEqualTo(new Fetched(5, "image/png", URI.create(url)));
    assertThat(target).hasBinaryContent(body);
    server.stop(0);
  }

  @Test
  void theRequestSaysWhatIsWantedAndNothingOfUs() throws Exception {
    try (var server = ScriptedServer.on(PUBLIC, ScriptedServer.serves("image/png", "x"))) {
      String host = "pictures.test:" + server.port();
      bench.fetch().fetch(given("http://" + host + "//a/ü?q=1"), target, MAX_BYTES);
      assertThat(server.requests())
          .containsExactly(
              "GET //a/%C3%BC?q=1 HTTP/1.1\r\nHost: "
                  + host
                  + "\r\nUser-Agent: Pictor\r\nAccept: */*\r\nAccept-Encoding: identity\r\n"
                  + "Connection: close\r\n\r\n");
    }
  }

  @Test
  void anEarlyHintIsNotTheAnswer() throws Exception {
    String hinted =
        "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx";
    try (var server = ScriptedServer.on(PUBLIC, ScriptedServer.says(hinted))) {
      assertThat(bench.fetch().fetch(given(url(server)), target, MAX_BYTES).contentType())
          .isEqualTo("application/octet-stream");
      assertThat(target).hasContent("x");
    }
  }

  /// S2: the name server answers with the public address for the check and with an internal one
  /// from then on. There is no second lookup that could see it.
  @Test
  void aNameIsLookedUpOnceAndTheConnectionGoesToWhatWasChecked() throws Exception {
    try (var server = ScriptedServer.on(PUBLIC, ScriptedServer.serves("image/png", "public"))) {
      bench.name("rebind.test", PUBLIC).name("rebind.test", INTERNAL);
      bench.fetch().fetch(given("http://rebind.test:" + server.port() + "/"), target, MAX_BYTES);
      assertThat(bench.lookups()).containsExactly("rebind.test");
      assertThat(target).hasContent("public");
    }
  }

  /// S2: the second lookup of a name, for a redirect to itself, is checked as the first one was.
  @Test
  void aNameThatTurnsInternalOnTheWayIsRefused() throws Exception {
    try (var internal = ScriptedServer.on(INTERNAL, ScriptedServer.serves("image/png", "secret"));
        var server =
            ScriptedServer.on(
                PUBLIC,
                ScriptedServer.redirects(302, "http://rebind.test:" + internal.port() + "/"))) {
      bench.name("rebind.test", PUBLIC).name("rebind.test", INTERNAL);
      assertRefused(
          "http://rebind.test:" + server.port() + "/", Problem.Kind.FETCH_REFUSED, "redirects to");
      assertThat(internal.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "metadata.google.internal, 169.254.169.254",
    "localhost, 127.0.0.2",
    "printer.local, 10.0.0.5",
    "six.test, ::1",
    "mapped.test, ::ffff:10.0.0.5"
  })
  void aNameWithAnInternalAddressIsRefused(String name, String address) throws Exception {
    bench.name(name, address);
    assertRefused("http://" + name + "/", Problem.Kind.INVALID_REQUEST, "public address");
  }

  @Test
  void oneInternalAddressAmongPublicOnesRefusesAll() throws Exception {
    try (var server = ScriptedServer.on(PUBLIC, ScriptedServer.serves("image/png", "x"))) {
      bench.name("mixed.test", PUBLIC, INTERNAL);
      assertRefused(
          "http://mixed.test:" + server.port() + "/",
          Problem.Kind.INVALID_REQUEST,
          "public address");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void anUnknownNameAndAnInternalOneGetTheSameAnswer() {
    bench.name("intranet.test", "10.0.0.5");
    Problem internal = problem("http://intranet.test/", bench.fetch());
    Problem unknown = problem("http://nowhere.test/", bench.fetch());
    assertThat(unknown.detail()).isEqualTo(internal.detail());
    assertThat(unknown.kind()).isEqualTo(internal.kind());
    assertThat(internal.errors().getFirst().field()).isEqualTo("image_url");
  }

  @Test
  void theNextAddressOfAHostIsTriedWhenTheFirstDoesNotListen() throws Exception {
    try (var server = ScriptedServer.on(INTERNAL, ScriptedServer.serves("image/png", "second"))) {
      // Both count as public here; nobody listens at this port of the first.
      var guard =
          new Guard(
              new AddressTable(true), new FetchBench().name("two.test", PUBLIC, INTERNAL)::resolve);
      var fetch =
          new GuardedFetch(
              new FetchSettings(true, Duration.ofSeconds(5), Duration.ofSeconds(30)),
              guard,
              (SSLSocketFactory) SSLSocketFactory.getDefault());
      fetch.fetch(given("http://two.test:" + server.port() + "/"), target, MAX_BYTES);
      assertThat(target).hasContent("second");
    }
  }

  /// S3: redirects to a host that is not public, by name and by address.
  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectToAnInternalHostIsNeverFollowed(int status) throws Exception {
    try (var internal = ScriptedServer.on(INTERNAL, ScriptedServer.serves("image/png", "secret"))) {
      bench.name("internal.test", INTERNAL);
      for (String host : new String[] {"internal.test", INTERNAL, "0x7f.2", "2130706434"}) {
        String location = "http://" + host + ":" + internal.port() + "/latest/meta-data/";
        try (var server = ScriptedServer.on(PUBLIC, ScriptedServer.redirects(status, location))) {
          Problem problem =
              assertRefused(url(server), Problem.Kind.FETCH_REFUSED, "redirects to an address");
          assertThat(problem.detail()).doesNotContain(host);
        }
      }
      assertThat(internal.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://pictures.test/a",
        "http://user@pictures.test/",
        "http://pictures.test:22/",
        "http://[::1%25lo]/",
        "http://pictures.test\\@evil.test/",
        "/a b"
      })
  void aRedirectIsReadAsStrictlyAsTheUrlItself(String location) throws Exception {
    try (var server = ScriptedServer.on(PUBLIC, ScriptedServer.redirects(302, location))) {
      assertRefused(url(server), Problem.Kind.FETCH_REFUSED, "redirects to an address");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void redirectsToPublicHostsAreFollowedWithoutCookiesOrReferrer() throws Exception {
    bench.name("other.test", PUBLIC);
    try (var end = ScriptedServer.on(PUBLIC, ScriptedServer.serves("image/webp", "there"))) {
      String location = "http://other.test:" + end.port() + "/end";
      String moved =
          "HTTP/1.1 302 Found\r\nSet-Cookie: a=b\r\nLocation: "
              + location
              + "\r\nContent-Length: 2\r\n\r\nno";
      try (var server = ScriptedServer.on(PUBLIC, ScriptedServer.says(moved))) {
        Fetched fetched = bench.fetch().fetch(given(url(server)), target, MAX_BYTES);
        assertThat(fetched).isEqualTo(new Fetched(5, "image/webp", URI.create(location)));
        assertThat(target).hasContent("there");
        assertThat(end.requests().getFirst()).doesNotContainIgnoringCase("cookie", "referer");
      }
    }
  }

  @Test
  void fiveRedirectsAreFollowedAndTheSixthIsNot() throws Exception {
    ScriptedServer.Script steps =
        (request, out) -> {
          int step = Integer.parseInt(request.split("[/ ]", 4)[2]);
          ScriptedServer.Script answer =
              step == 0
                  ? ScriptedServer.serves("image/png", "x")
                  : ScriptedServer.redirects(302, "/" + (step - 1));
          answer.answer(request, out);
        };
    try (var server = ScriptedServer.on(PUBLIC, steps)) {
      String base = "http://pictures.test:" + server.port() + "/";
      bench.fetch().fetch(given(base + "5"), target, MAX_BYTES);
      assertThat(server.requests()).hasSize(6);
      assertRefused(base + "6", Problem.Kind.FETCH_REFUSED, "redirects more than 5 times");
      assertThat(server.requests()).hasSize(12);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "204, FETCH_REFUSED",
    "206, FETCH_REFUSED",
    "300, FETCH_REFUSED",
    "302, FETCH_REFUSED",
    "304, FETCH_REFUSED",
    "401, FETCH_REFUSED",
    "403, FETCH_REFUSED",
    "404, FETCH_REFUSED",
    "410, FETCH_REFUSED",
    "418, FETCH_REFUSED",
    "429, FETCH_FAILED",
    "500, FETCH_FAILED",
    "503, FETCH_FAILED"
  })
  void anAnswerWithoutSuccessIsToldByItsStatusOnly(int status, Problem.Kind kind) throws Exception {
    String answer =
        "HTTP/1.1 " + status + " secret reason\r\nContent-Length: 11\r\n\r\nsecret body";
    try (var server = ScriptedServer.on(PUBLIC, ScriptedServer.says(answer))) {
      Problem problem = assertRefused(url(server), kind, "its host answers " + status);
      assertThat(problem.detail()).doesNotContain("secret");
    }
  }

  @Test
  void aHostWhereNobodyListensMayBeThereLater() throws Exception {
    try (var silent = new Socket()) {
      // Bound but not listening, so nobody else can take the port meanwhile.
      silent.bind(new InetSocketAddress(InetAddress.ofLiteral(PUBLIC), 0));
      String url = "http://pictures.test:" + silent.getLocalPort() + "/";
      Problem problem = assertRefused(url, Problem.Kind.FETCH_FAILED, "does not accept");
      assertThat(problem.kind().retryable()).isTrue();
    }
  }

  @Test
  void aBadUrlIsToldWithItsFieldWithoutANetworkTrip() {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> bench.fetch().check(given("http://127.0.0.2/")))
        .satisfies(problem -> {
          assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID_REQUEST);
          assertThat(problem.errors().getFirst().field()).isEqualTo("image_url");
        });
    assertThat(bench.fetch().check(given("https://Later.test")))
        .isEqualTo(URI.create("https://later.test/"));
    assertThat(bench.lookups()).isEmpty();
  }

  @Test
  void aTargetThatCannotBeWrittenIsNotTheHostsFault() throws Exception {
    try (var server = ScriptedServer.on(PUBLIC, ScriptedServer.serves("image/png", "x"))) {
      Path nowhere = folder.resolve("missing").resolve("source");
      assertThatExceptionOfType(NoSuchFileException.class)
          .isThrownBy(() -> bench.fetch().fetch(given(url(server)), nowhere, MAX_BYTES));
    }
  }

  @Test
  void theProgramsOwnGuardRefusesThisMachineUnlessItIsAllowed() throws Exception {
    try (var server = ScriptedServer.on(PUBLIC, ScriptedServer.serves("image/png", "mine"))) {
      var strict = new FetchSettings(false, Duration.ofSeconds(5), Duration.ofSeconds(30));
      var open = new FetchSettings(true, Duration.ofSeconds(5), Duration.ofSeconds(30));
      String url = "http://localhost:" + server.port() + "/";
      assertThat(problem(url, new GuardedFetch(strict)).kind())
          .isEqualTo(Problem.Kind.INVALID_REQUEST);
      assertThat(server.requests()).isEmpty();
      new GuardedFetch(open).fetch(given(url), target, MAX_BYTES);
      assertThat(target).hasContent("mine");
    }
  }

  private static String url(ScriptedServer server) {
    return "http://pictures.test:" + server.port() + "/a";
  }

  private Problem problem(String url, GuardedFetch fetch) {
    return catchThrowableOfType(Problem.class, () -> fetch.fetch(given(url), target, MAX_BYTES));
  }

  /// The fetch ends in this problem, whose detail names the field, and leaves no file.
  private Problem assertRefused(String url, Problem.Kind kind, String saying) throws IOException {
    Files.writeString(target, "left from before", StandardCharsets.UTF_8);
    Problem problem = problem(url, bench.fetch());
    assertThat(problem.kind()).isEqualTo(kind);
    assertThat(problem.detail()).startsWith("image_url: ").contains(saying);
    assertThat(target).doesNotExist();
    return problem;
  }
}
