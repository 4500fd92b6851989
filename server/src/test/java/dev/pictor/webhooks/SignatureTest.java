package dev.pictor.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.identity.UserId;
import dev.pictor.platform.Json;
import dev.pictor.platform.secrets.KeyRing;
import dev.pictor.platform.secrets.Sealer;
import dev.pictor.testkit.HookReceiver;
import dev.pictor.testkit.HookReceiver.Message;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// S6: signatures, held against what others verify with.
class SignatureTest {
  private static HookBench bench;

  @BeforeAll
  static void open() {
    bench = new HookBench();
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  /// Computed with the Java library of Standard Webhooks and by hand.
  @Test
  void theKnownExampleHasTheKnownSignature() {
    byte[] key = new byte[32];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) i;
    }
    var secret = new SigningSecret(key);
    assertThat(secret.text()).isEqualTo("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    assertThat(secret.sign("msg_1", 1_700_000_000, "{\"type\":\"job.completed\"}"))
        .isEqualTo("v1,1qRikfpcxL4gqXsWAIBCSJX996RVwBDssbPwEg8npvg=");
  }

  /// RFC 4231, test case 2.
  @Test
  void thePlainHeaderIsTheHmacOfTheBody() {
    assertThat(SigningSecret.plain("Jefe", "what do ya want for nothing?"))
        .isEqualTo("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  @Test
  void theOfficialJavaLibraryVerifiesADelivery() throws Exception {
    try (var receiver = new HookReceiver()) {
      var made = sent(receiver);
      Message message = receiver.messages().getFirst();
      verify(made.secret(), message.body(), message);
      assertThatThrownBy(() -> verify(made.secret(), message.body() + " ", message))
          .hasMessageContaining("No matching signature");
    }
  }

  /// By reflection, as the library is of the tests of Maven's build and not of every tool's.
  private static void verify(String secret, String body, Message message) throws Exception {
    Class<?> library;
    try {
      library = Class.forName("com.standardwebhooks.Webhook");
    } catch (ClassNotFoundException _) {
      Assumptions.abort("com.standardwebhooks:standardwebhooks is not on the class path");
      return;
    }
    Object webhook = library.getConstructor(String.class).newInstance(secret);
    try {
      Method verify = library.getMethod("verify", String.class, Map.class);
      verify.setAccessible(true); // Its class is not public.
      verify.invoke(webhook, body, message.headers());
    } catch (InvocationTargetException e) {
      throw (Exception) e.getCause();
    }
  }

  /// Where `-Dnpm.modules=FOLDER` names a folder of npm in which `standardwebhooks` is installed.
  @Test
  void theOfficialJavaScriptLibraryVerifiesADelivery(@TempDir Path folder) throws Exception {
    String modules = System.getProperty("npm.modules", "");
    Assumptions.assumeFalse(modules.isEmpty(), "-Dnpm.modules is not given");
    try (var receiver = new HookReceiver()) {
      var made = sent(receiver);
      Message message = receiver.messages().getFirst();
      String library =
          """
          const { Webhook } = require('%s/standardwebhooks');
          function verify(secret, headers, body) {
            try {
              new Webhook(secret).verify(body, headers);
              return true;
            } catch {
              return false;
            }
          }
          """
              .formatted(Path.of(modules).toAbsolutePath());
      Files.writeString(folder.resolve("verify.js"), library);
      assertThat(run(folder, "js", made.secret(), message, message.body())).isEqualTo("true");
      assertThat(run(folder, "js", made.secret(), message, message.body() + " "))
          .isEqualTo("false");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"js", "python"})
  void theExamplesOfTheDocumentationVerifyADelivery(String language, @TempDir Path folder)
      throws Exception {
    try (var receiver = new HookReceiver()) {
      var made = sent(receiver);
      Message message = receiver.messages().getFirst();
      String page = Files.readString(Path.of("..", "docs", "webhooks.md"));
      Files.writeString(folder.resolve("verify." + language), example(page, language));
      assertThat(run(folder, language, made.secret(), message, message.body())).isEqualTo("true");
      assertThat(run(folder, language, made.secret(), message, message.body() + " "))
          .isEqualTo("false");
      assertThat(run(folder, language, "whsec_" + "A".repeat(43) + "=", message, message.body()))
          .isEqualTo("false");
    }
  }

  /// The code of a language in a page.
  private static String example(String page, String language) {
    int begin = page.indexOf("```" + language + "\n") + language.length() + 4;
    return page.substring(begin, page.indexOf("```", begin));
  }

  private static String run(
      Path folder, String language, String secret, Message message, String body)
      throws IOException, InterruptedException {
    Files.writeString(
        folder.resolve("given.json"),
        Json.write(
            Map.of(
                "secret",
                secret,
                "body",
                body,
                "headers",
                Map.of(
                    "webhook-id",
                    message.header("webhook-id"),
                    "webhook-timestamp",
                    message.header("webhook-timestamp"),
                    "webhook-signature",
                    message.header("webhook-signature")))));
    String program = language.equals("js") ? "node" : "python3";
    String call =
        language.equals("js")
            ? "\nconst given = JSON.parse(require('fs').readFileSync('given.json'));\n"
                + "console.log(verify(given.secret, given.headers, given.body, "
                + message.header("webhook-timestamp")
                + "));\n"
            : "\nimport json\ngiven = json.load(open('given.json'))\n"
                + "print(str(verify(given['secret'], given['headers'], given['body'], "
                + message.header("webhook-timestamp")
                + ")).lower())\n";
    Path script = folder.resolve(language.equals("js") ? "run.cjs" : "run.py");
    Files.writeString(script, Files.readString(folder.resolve("verify." + language)) + call);
    return output(folder, program, script.toString());
  }

  private static String output(Path folder, String... command)
      throws IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    } catch (IOException _) {
      Assumptions.abort(command[0] + " is not at hand");
      return "";
    }
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return text.strip();
  }

  @Test
  void bothSecretsSignDuringTheOverlapAndOnlyTheNewOneAfter() {
    try (var receiver = new HookReceiver()) {
      UserId user = bench.somebody();
      var made = bench.endpoint(user, receiver.url("/hook"));
      UUID id = made.endpoint().id();
      var fresh = bench.hooks.endpoints().rotate(user, id, Duration.ofHours(2));
      assertThat(fresh.secret()).startsWith("whsec_").isNotEqualTo(made.secret());
      assertThat(signers(user, receiver)).isEqualTo(List.of(fresh.secret(), made.secret()));
      bench.clock.advance(Duration.ofHours(2));
      assertThat(signers(user, receiver)).isEqualTo(List.of(fresh.secret()));
      var atOnce = bench.hooks.endpoints().rotate(user, id, Duration.ZERO);
      assertThat(signers(user, receiver)).isEqualTo(List.of(atOnce.secret()));
    }
  }

  /// Which of the secrets that were ever given have signed the next delivery, in their order.
  private static List<String> signers(UserId user, HookReceiver receiver) {
    bench.record(user, UUID.randomUUID(), EventType.JOB_SUCCEEDED, 1);
    bench.send();
    Message message = receiver.messages().getLast();
    var all =
        bench
            .database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery("select endpoint_id from webhook_delivery where id = :id")
                    .bind("id", UUID.fromString(message.header("webhook-id")))
                    .mapTo(UUID.class)
                    .one());
    var secrets =
        new SecretRows(bench.database.jdbi(), new Sealer(HookBench.KEYS.derived("webhooks")));
    long time = Long.parseLong(message.header("webhook-timestamp"));
    List<SigningSecret> signing = secrets.signing(all, bench.clock.instant());
    assertThat(message.header("webhook-signature").split(" ", -1))
        .containsExactly(
            signing.stream()
                .map(each -> each.sign(message.header("webhook-id"), time, message.body()))
                .toArray(String[]::new));
    assertThat(message.header("X-Webhook-Signature"))
        .isEqualTo(SigningSecret.plain(signing.getFirst().text(), message.body()));
    return signing.stream().map(SigningSecret::text).toList();
  }

  @Test
  void aSecretIsEncryptedAndSealedAnewUnderANewKey() {
    try (var receiver = new HookReceiver()) {
      UserId user = bench.somebody();
      var made = bench.endpoint(user, receiver.url("/hook"));
      byte[] plain = Base64.getDecoder().decode(made.secret().substring("whsec_".length()));
      assertThat(new String(stored(made.endpoint().id()), StandardCharsets.ISO_8859_1))
          .doesNotContain(new String(plain, StandardCharsets.ISO_8859_1));
      byte[] oldKey = "a key for tests, long enough".getBytes(StandardCharsets.UTF_8);
      byte[] newKey = "another key for tests, longer".getBytes(StandardCharsets.UTF_8);
      Webhooks both = bench.node(KeyRing.of(newKey, List.of(oldKey)));
      run(both, "webhook-cleaner");
      Webhooks onlyNew = bench.node(KeyRing.of(newKey, List.of()));
      bench.record(user, UUID.randomUUID(), EventType.JOB_SUCCEEDED, 1);
      bench.send(onlyNew);
      Message message = receiver.messages().getLast();
      assertThat(message.header("webhook-signature"))
          .isEqualTo(
              new SigningSecret(plain)
                  .sign(
                      message.header("webhook-id"),
                      Long.parseLong(message.header("webhook-timestamp")),
                      message.body()));
      // The node with the old key alone cannot sign any more, and says so rather than send.
      bench.record(user, UUID.randomUUID(), EventType.JOB_SUCCEEDED, 1);
      bench.send();
      assertThat(receiver.messages()).hasSize(1);
      assertThat(bench.hooks.endpoints().get(user, made.endpoint().id()).disabled())
          .extracting(Endpoint.Disabled::reason)
          .isEqualTo(Endpoint.Reason.SECRET_LOST);
    }
  }

  private static void run(Webhooks node, String duty) {
    try {
      node.duties().stream()
          .filter(each -> each.name().equals(duty))
          .findFirst()
          .orElseThrow()
          .runOnce();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] stored(UUID holder) {
    return bench
        .database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select current from webhook_secret where holder = :id")
                .bind("id", holder)
                .mapTo(byte[].class)
                .one());
  }

  @Test
  void secretsAreInNoText() {
    var secret = SigningSecret.random();
    assertThat(secret.toString()).isEqualTo("whsec_***");
    var endpoint = bench.endpoint(bench.somebody(), "http://127.0.0.1:9000/hook");
    assertThat(endpoint.toString()).doesNotContain(endpoint.secret());
  }

  private static Endpoint.WithSecret sent(HookReceiver receiver) {
    UserId user = bench.somebody();
    var made = bench.endpoint(user, receiver.url("/hook"));
    // The libraries look at their own clock: five minutes are allowed.
    bench.clock.set(Instant.now());
    bench.record(user, UUID.randomUUID(), EventType.JOB_SUCCEEDED, 1);
    bench.send();
    return made;
  }
}
