package dev.pictor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.testkit.ApiDocument;
import dev.pictor.testkit.ApiDocument.Operation;
import dev.pictor.testkit.Conversation;
import dev.pictor.testkit.RunningApp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every operation of the document is on record: somewhere below `compat` stands a conversation in
/// which it succeeds, and one in which it is refused. Replaying them is another test's, which holds
/// every answer against the document too.
class EveryConversationTest {
  private static final Path RECORDED = Path.of("src", "test", "resources", "compat");

  /// Operations without a recorded success, each with the reason.
  private static final Map<String, String> WITHOUT_SUCCESS =
      Map.of(
          "POST /api/webhooks/runpod/{token}",
          "no provider calls back, so that there is no token to call with",
          "POST /api/webhooks/fal/{token}",
          "the same");

  private static final Pattern CURL_METHOD = Pattern.compile("(?:-X|--request)\\s+([A-Z]+)");
  private static final Pattern CURL_TARGET = Pattern.compile("http://localhost:8000(/[^\\s\"']*)");

  private static ApiDocument document;
  private static Set<String> successes;

  @BeforeAll
  static void read() {
    try (var app = RunningApp.start()) {
      document = ApiDocument.read(Caller.nobody(app).get("/openapi.json").is(200).json());
    }
    successes = new TreeSet<>();
    for (Conversation conversation : Conversation.in(RECORDED)) {
      for (Conversation.Step step : conversation.steps()) {
        if (step.status() < 400) {
          operation(conversation, step).ifPresent(each -> successes.add(each.name()));
        }
      }
    }
  }

  private static java.util.Optional<Operation> operation(
      Conversation conversation, Conversation.Step step) {
    String request = String.join("\n", step.request());
    if (!request.startsWith("curl ")) {
      String[] first = step.request().getFirst().split("\\s+", 2);
      return document.find(first[0], first.length > 1 ? path(first[1]) : "/");
    }
    for (var stand : conversation.stands().entrySet()) {
      request = request.replace(stand.getKey(), stand.getValue());
    }
    Matcher target = CURL_TARGET.matcher(request);
    Matcher method = CURL_METHOD.matcher(request);
    boolean sends = request.matches("(?s).*\\s(-d|--data|--data-binary|-F|--form)\\s.*");
    return target.find()
        ? document.find(
            method.find() ? method.group(1) : sends ? "POST" : "GET", path(target.group(1)))
        : java.util.Optional.empty();
  }

  /// Words stand for one segment each; a whole address that an answer brought is one of a picture.
  private static String path(String target) {
    String path = target.replace("{{host}}", "");
    if (path.equals("{{callback}}")) {
      return "/api/v1/auth/oidc/x/callback";
    }
    if (path.startsWith("{{")) {
      return "/objects/a";
    }
    return path.replace("callback{{", "callback?{{").replaceAll("\\{\\{[^}]*}}", "x");
  }

  @Test
  void everyOperationHasAConversationInWhichItSucceeds() {
    List<String> missing = new ArrayList<>();
    for (Operation operation : document.operations()) {
      if (!successes.contains(operation.name()) && !WITHOUT_SUCCESS.containsKey(operation.name())) {
        missing.add(operation.name());
      }
    }
    assertThat(missing).as("write one down, or say in WITHOUT_SUCCESS why there is none").isEmpty();
  }

  @Test
  void theListOfReasonsHasNothingThatIsOnRecordOrThatIsNoOperation() {
    var names = document.operations().stream().map(Operation::name).toList();
    assertThat(WITHOUT_SUCCESS.keySet()).isSubsetOf(names).doesNotContainAnyElementsOf(successes);
  }
}
