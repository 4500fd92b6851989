package dev.pictor.platform.fetch;

import static dev.pictor.platform.fetch.FetchBench.INTERNAL;
import static dev.pictor.platform.fetch.FetchBench.PUBLIC;
import static dev.pictor.platform.fetch.FetchBench.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pictor.platform.Problem;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// S2 and S3 over TLS: the pinned address, and a certificate that must be for the host's name.
class FetchTlsTest {
  private static final long MAX_BYTES = 1000;
  private static final Duration TOTAL = Duration.ofSeconds(30);

  @TempDir private static Path keys;
  private static TestCertificates forPictures;
  private static TestCertificates expired;

  @TempDir private Path folder;
  private final FetchBench bench =
      new FetchBench().name("pictures.test", PUBLIC).name("other.test", PUBLIC);

  @BeforeAll
  static void makeCertificates() throws Exception {
    forPictures = TestCertificates.selfMade(keys, "dns:pictures.test,ip:" + PUBLIC, 10);
    expired = TestCertificates.selfMade(keys, "dns:pictures.test", 1);
  }

  @Test
  void aHostWithItsCertificateIsFetchedFromAndToldItsName() throws Exception {
    try (var server = secure(ScriptedServer.serves("image/png", "secret no more"))) {
      Fetched fetched = fetch("pictures.test", server);
      assertThat(fetched.finalUri())
          .isEqualTo(URI.create("https://pictures.test:" + server.port() + "/a"));
      assertThat(target()).hasContent("secret no more");
      assertThat(server.tlsNames()).containsExactly("pictures.test");
      assertThat(server.requests().getFirst()).contains("Host: pictures.test:" + server.port());
    }
  }

  @Test
  void anAddressMayHaveACertificateToo() throws Exception {
    try (var server = secure(ScriptedServer.serves("image/png", "x"))) {
      assertThat(fetch(PUBLIC, server).size()).isEqualTo(1);
      assertThat(server.tlsNames()).isEmpty();
    }
  }

  @Test
  void aNameIsLookedUpOnceAndTheConnectionGoesToWhatWasChecked() throws Exception {
    var rebinding = new FetchBench().name("pictures.test", PUBLIC).name("pictures.test", INTERNAL);
    try (var server = secure(ScriptedServer.serves("image/png", "public"))) {
      rebinding
          .fetch(TOTAL, forPictures.trusting())
          .fetch(given(url("pictures.test", server)), target(), MAX_BYTES);
      assertThat(target()).hasContent("public");
      assertThat(rebinding.lookups()).containsExactly("pictures.test");
    }
  }

  @Test
  void aCertificateForAnotherNameIsRefused() throws Exception {
    try (var server = secure(ScriptedServer.serves("image/png", "x"))) {
      assertRefused(url("other.test", server), forPictures.trusting(), "for another name");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void anExpiredCertificateIsRefused() throws Exception {
    try (var server =
        ScriptedServer.secure(expired.server(), PUBLIC, ScriptedServer.serves("image/png", "x"))) {
      assertRefused(url("pictures.test", server), expired.trusting(), "may be expired");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefused() throws Exception {
    try (var server = secure(ScriptedServer.serves("image/png", "x"))) {
      var anyBrowsers = (SSLSocketFactory) SSLSocketFactory.getDefault();
      assertRefused(url("pictures.test", server), anyBrowsers, "not trusted");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void aRedirectFromHttpsToHttpIsRefused() throws Exception {
    try (var plain = ScriptedServer.on(PUBLIC, ScriptedServer.serves("image/png", "x"));
        var server =
            secure(ScriptedServer.redirects(302, "http://pictures.test:" + plain.port() + "/"))) {
      assertRefused(url("pictures.test", server), forPictures.trusting(), "from https to http");
      assertThat(plain.requests()).isEmpty();
    }
  }

  @Test
  void aRedirectFromHttpToHttpsIsFollowed() throws Exception {
    try (var server = secure(ScriptedServer.serves("image/png", "safe"));
        var plain =
            ScriptedServer.on(
                PUBLIC, ScriptedServer.redirects(301, url("pictures.test", server)))) {
      bench
          .fetch(TOTAL, forPictures.trusting())
          .fetch(given("http://pictures.test:" + plain.port() + "/"), target(), MAX_BYTES);
      assertThat(target()).hasContent("safe");
    }
  }

  @Test
  void aRedirectToAnInternalHostIsNeverFollowed() throws Exception {
    try (var internal =
            ScriptedServer.secure(
                forPictures.server(), INTERNAL, ScriptedServer.serves("image/png", "secret"));
        var server = secure(ScriptedServer.redirects(307, url(INTERNAL, internal)))) {
      assertRefused(
          url("pictures.test", server), forPictures.trusting(), "redirects to an address");
      assertThat(internal.requests()).isEmpty();
    }
  }

  private static ScriptedServer secure(ScriptedServer.Script script) throws Exception {
    return ScriptedServer.secure(forPictures.server(), PUBLIC, script);
  }

  private Fetched fetch(String host, ScriptedServer server) throws Exception {
    return bench
        .fetch(TOTAL, forPictures.trusting())
        .fetch(given(url(host, server)), target(), MAX_BYTES);
  }

  private void assertRefused(String url, SSLSocketFactory tls, String saying) {
    Problem problem =
        catchThrowableOfType(
            Problem.class, () -> bench.fetch(TOTAL, tls).fetch(given(url), target(), MAX_BYTES));
    assertThat(problem.kind()).isEqualTo(Problem.Kind.FETCH_REFUSED);
    assertThat(problem.detail()).contains(saying);
    assertThat(target()).doesNotExist();
  }

  private Path target() {
    return folder.resolve("source");
  }

  private static String url(String host, ScriptedServer server) {
    return "https://" + host + ":" + server.port() + "/a";
  }
}
