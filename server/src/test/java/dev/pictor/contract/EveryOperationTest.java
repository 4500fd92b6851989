package dev.pictor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Json;
import dev.pictor.testkit.ApiDocument;
import dev.pictor.testkit.ApiDocument.Operation;
import dev.pictor.testkit.RunningApp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every operation of the document is called, so that it works and so that it fails, and every
/// answer is held against what the document promises: status, type, schema, and no field more.
class EveryOperationTest {
  private static RunningApp app;
  private static ApiDocument document;
  private static People people;
  private static Recipes recipes;

  @BeforeAll
  static void start() {
    app = RunningApp.start(People.SETTINGS);
    people = new People(app);
    recipes = new Recipes(app, people);
    document = ApiDocument.read(people.nobody().get("/openapi.json").text());
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void everyOperationAnswersAsDocumentedWhenItIsCalledAsDocumented() {
    forEach(operation -> {
      Recipes.Recipe recipe = Recipes.find(operation);
      Caller caller = callerFor(operation);
      String path = recipes.path(operation) + query(operation);
      Caller.Answer answer =
          recipe == null
              ? send(caller, operation, path, Recipes.example(operation))
              : caller.sendJson(operation.method(), path, Json.write(recipes.body(recipe)));
      return recipe == null || answer.status() == recipe.status()
          ? fault(operation, answer)
          : operation + ": expected " + recipe.status() + ", came " + answer.text();
    });
  }

  @Test
  void withoutACredentialTheAnswerIsDocumented() {
    forEach(operation -> {
      Caller.Answer answer =
          send(people.nobody(), operation, Recipes.unknown(operation), Recipes.example(operation));
      boolean closed = operation.access().matches("user|admin");
      return closed && answer.status() != 401
          ? operation + ": a stranger got " + answer.status()
          : fault(operation, answer);
    });
  }

  @Test
  void aBodyThatIsNoJsonIsRefusedAsDocumented() {
    forEach(operation -> {
      if (!operation.takesJson() || operation.access().equals("signed")) {
        return "";
      }
      Caller.Answer answer =
          send(callerFor(operation), operation, recipes.path(operation), "{\"broken\": ");
      return answer.status() == 400
          ? fault(operation, answer)
          : operation + ": broken JSON was answered with " + answer.status() + answer.text();
    });
  }

  @Test
  void aFieldThatIsNotKnownIsRefusedAsDocumented() {
    forEach(operation -> {
      boolean closed =
          operation.takesJson()
              && !operation.requestContent().at("/schema/$ref").isMissingNode()
              && document
                  .json()
                  .at(operation.requestContent().at("/schema/$ref").asText().substring(1))
                  .has("additionalProperties");
      if (!closed) {
        return "";
      }
      Caller.Answer answer =
          send(callerFor(operation), operation, recipes.path(operation), "{\"no_such_field\": 1}");
      return answer.status() == 422
          ? fault(operation, answer)
          : operation + ": an unknown field was answered with " + answer.status();
    });
  }

  @Test
  void whatIsNotThereIsNotFoundAsDocumented() {
    forEach(operation -> {
      if (operation.parameters("path").isEmpty() || !Recipes.isOwned(operation)) {
        return "";
      }
      Caller.Answer answer =
          send(
              callerFor(operation),
              operation,
              Recipes.unknown(operation) + query(operation),
              Recipes.example(operation));
      return answer.status() == 404
          ? fault(operation, answer)
          : operation + ": an unknown id was answered with " + answer.status() + answer.text();
    });
  }

  private static void forEach(Function<Operation, String> check) {
    var faults = new ArrayList<String>();
    for (Operation operation : document.operations()) {
      String fault = check.apply(operation);
      if (!fault.isEmpty()) {
        faults.add(fault);
      }
    }
    assertThat(faults).isEmpty();
  }

  private static String fault(Operation operation, Caller.Answer answer) {
    return document
        .fault(operation, answer.status(), answer.contentType(), answer.body())
        .map(fault -> operation + ": " + fault)
        .orElse("");
  }

  private static Caller callerFor(Operation operation) {
    return switch (operation.access()) {
      case "admin" -> people.admin();
      case "user" -> people.user();
      default -> people.nobody();
    };
  }

  private static Caller.Answer send(Caller caller, Operation operation, String path, String body) {
    return body.isEmpty()
        ? caller.send(operation.method(), path, java.util.Map.of(), new byte[0])
        : caller.sendJson(operation.method(), path, body);
  }

  /// The parameters that a query must have.
  private static String query(Operation operation) {
    List<String> needed = new ArrayList<>();
    for (JsonNode parameter : operation.json().path("parameters")) {
      if (parameter.get("in").asText().equals("query") && parameter.get("required").asBoolean()) {
        needed.add(parameter.get("name").asText() + "=none");
      }
    }
    return needed.isEmpty() ? "" : "?" + String.join("&", needed);
  }
}
