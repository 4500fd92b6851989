package dev.pictor.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pictor.platform.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

/// Replays recorded conversations, each against a service of its own, with a test for each step.
/// After a step that failed the others of the conversation are skipped: they would only repeat it.
public final class Conversations implements AutoCloseable {
  private static final Set<String> FINAL =
      Set.of("completed", "succeeded", "failed", "cancelled", "error");

  private @Nullable Replay running;
  private @Nullable ApiDocument document;

  /// Containers of one test for each step, in the order of the files.
  public Stream<DynamicContainer> tests(List<Conversation> conversations) {
    return conversations.stream()
        .map(conversation ->
            DynamicContainer.dynamicContainer(
                conversation.name(),
                conversation.steps().stream()
                    .map(step ->
                        DynamicTest.dynamicTest(
                            step.name(), () -> replay(conversation).play(step, document())))));
  }

  /// Of a service of its own: to ask for it is a request too, and some conversations count them.
  private ApiDocument document() {
    ApiDocument known = document;
    if (known == null) {
      try (var app = RunningApp.start()) {
        known =
            ApiDocument.read(
                AdminClient.with(app, "").send("GET", "/openapi.json", null).is(200).json());
      }
      document = known;
    }
    return known;
  }

  /// The one that runs, or the next one in its place.
  private Replay replay(Conversation conversation) {
    Replay now = running;
    if (now == null || !now.conversation.equals(conversation)) {
      close();
      now = new Replay(conversation);
      running = now;
    }
    return now;
  }

  @Override
  public void close() {
    if (running != null) {
      running.close();
      running = null;
    }
  }

  /// One conversation while it is held.
  private static final class Replay implements AutoCloseable {
    private final Conversation conversation;
    private final @Nullable Surroundings surroundings;
    private final RunningApp app;
    private final ConversationWords words;
    private final ConversationClient client;
    private @Nullable String failed;

    Replay(Conversation conversation) {
      this.conversation = conversation;
      surroundings = surroundings(conversation.surroundings());
      var environment = new HashMap<String, String>();
      if (surroundings != null) {
        environment.putAll(surroundings.environment());
      }
      environment.putAll(conversation.settings());
      app = RunningApp.start(environment);
      words = new ConversationWords(app.uri());
      if (surroundings != null) {
        surroundings.words().forEach((name, value) -> words.set(name, TextNode.valueOf(value)));
      }
      client = new ConversationClient(conversation, words, app.uri(), app.data().resolve("outbox"));
    }

    private static @Nullable Surroundings surroundings(@Nullable String name) {
      if (name == null) {
        return null;
      }
      try {
        return Class.forName(name).asSubclass(Surroundings.class).getConstructor().newInstance();
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("# with " + name + ": it cannot be started", e);
      }
    }

    void play(Conversation.Step step, ApiDocument document) {
      Assumptions.assumeTrue(failed == null, () -> "skipped, since this failed: " + failed);
      failed = step.name();
      ConversationClient.Sent sent = client.read(step);
      ConversationClient.Answer came =
          step.until() == null ? client.send(sent) : sendUntil(sent, step.until());
      List<String> differences = compare(step, came);
      fault(sent, came, document).ifPresent(differences::add);
      if (!differences.isEmpty()) {
        throw new AssertionError(failure(step, sent, came, differences));
      }
      failed = null;
    }

    private ConversationClient.Answer sendUntil(
        ConversationClient.Sent sent, Conversation.Until until) {
      long end = System.nanoTime() + Duration.ofSeconds(until.seconds()).toNanos();
      JsonNode wanted = ExpectedAnswer.json(words.fillJson(until.value()));
      while (true) {
        ConversationClient.Answer came = client.send(sent);
        JsonNode found = member(came, until.member());
        boolean endedOtherwise = FINAL.contains(found.asText()) && !found.equals(wanted);
        if (found.equals(wanted) || endedOtherwise || System.nanoTime() > end) {
          return came;
        }
        pause();
      }
    }

    private static JsonNode member(ConversationClient.Answer came, String name) {
      try {
        JsonNode body = Json.MAPPER.readTree(came.body());
        if (name.contains(".")) {
          return body.at("/" + name.replace('.', '/'));
        }
        JsonNode found = body.findValue(name);
        return found == null ? Json.MAPPER.missingNode() : found;
      } catch (IOException _) {
        return Json.MAPPER.missingNode();
      }
    }

    /// What the OpenAPI document does not promise of an answer that came from this service.
    private Optional<String> fault(
        ConversationClient.Sent sent, ConversationClient.Answer came, ApiDocument document) {
      String target = sent.target().replace(app.uri().toString(), "");
      if (!target.startsWith("/")) {
        return Optional.empty();
      }
      String type =
          came.headers().entrySet().stream()
              .filter(each -> each.getKey().equalsIgnoreCase("content-type"))
              .map(each -> each.getValue().getFirst())
              .findFirst()
              .orElse("");
      return document
          .find(sent.method(), target)
          .flatMap(operation -> document.fault(operation, came.status(), type, came.body()))
          .map(fault -> "by the OpenAPI document: " + fault);
    }

    private List<String> compare(Conversation.Step step, ConversationClient.Answer came) {
      var expected = new ExpectedAnswer(words);
      if (came.status() != step.status()) {
        expected.differences().add("status: expected " + step.status() + ", came " + came.status());
        return expected.differences();
      }
      step.headers().forEach(header -> compareHeader(expected, header, came));
      String body = step.body();
      if (body.isEmpty()) {
        if (came.body().length > 0) {
          expected.differences().add("body: expected none");
        }
      } else if (body.startsWith("{{file:")) {
        byte[] file = ConversationWords.file(body.substring(7, body.length() - 2));
        if (!java.util.Arrays.equals(file, came.body())) {
          expected.differences().add("body: expected the bytes of " + body);
        }
      } else if (body.startsWith("{{")) {
        if (body.equals("{{...}}") && came.body().length == 0) {
          expected.differences().add("body: expected any, came none");
        }
        expected.compareText("body", body, came.text());
      } else if (body.startsWith("{") || body.startsWith("[")) {
        compareJson(expected, body, came);
      } else {
        expected.compareText("body", body, came.text().stripTrailing());
      }
      return expected.differences();
    }

    private static void compareJson(
        ExpectedAnswer expected, String body, ConversationClient.Answer came) {
      try {
        expected.compare("$", ExpectedAnswer.json(body), Json.MAPPER.readTree(came.body()));
      } catch (IOException _) {
        expected.differences().add("body: expected JSON");
      }
    }

    private static void compareHeader(
        ExpectedAnswer expected, String header, ConversationClient.Answer came) {
      boolean absent = header.startsWith("!");
      int colon = header.indexOf(':');
      String name = (absent ? header.substring(1) : header.substring(0, colon)).strip();
      List<String> values =
          came.headers().entrySet().stream()
              .filter(each -> each.getKey().equalsIgnoreCase(name))
              .flatMap(each -> each.getValue().stream())
              .toList();
      if (absent || values.isEmpty()) {
        if (!absent || !values.isEmpty()) {
          expected
              .differences()
              .add(
                  "header " + name + (absent ? ": expected none, came " + values : ": is missing"));
        }
        return;
      }
      String wanted = header.substring(colon + 1).strip();
      // Several Set-Cookie: the one with the expected name.
      String value =
          values.stream()
              .filter(each -> each.startsWith(wanted.replaceFirst("\\{\\{.*|=.*", "")))
              .findFirst()
              .orElse(values.getFirst());
      expected.compareText("header " + name, wanted, value);
    }

    private String failure(
        Conversation.Step step,
        ConversationClient.Sent sent,
        ConversationClient.Answer came,
        List<String> differences) {
      return String.format(
          Locale.ROOT,
          "%s:%d: %s%n  %s%n%n--- sent ---%n%s%n%n--- came ---%n%d%n%s%n%n%s",
          conversation.name(),
          step.line(),
          step.name(),
          String.join("\n  ", differences),
          sent,
          came.status(),
          shown(came.headers()),
          ConversationClient.shorter(came.text()));
    }

    private static String shown(Map<String, List<String>> headers) {
      return headers.entrySet().stream()
          .map(each -> each.getKey() + ": " + String.join(", ", each.getValue()))
          .sorted()
          .reduce("", (all, one) -> all + one + "\n");
    }

    private static void pause() {
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      client.close();
      app.close();
      if (surroundings != null) {
        surroundings.close();
      }
    }
  }
}
