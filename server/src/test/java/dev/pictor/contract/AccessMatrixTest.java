package dev.pictor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.testkit.ApiDocument;
import dev.pictor.testkit.ApiDocument.Operation;
import dev.pictor.testkit.RunningApp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// A1: every operation of the document x everybody who may try it, with the answer that follows
/// from its rule. An operation without a rule, or with something in its path that nobody has said
/// how to make, fails.
class AccessMatrixTest {
  /// What the guard says; an operation that goes on gets further, wherever that leads.
  private static final Set<String> GUARDS_WORDS =
      Set.of("unauthenticated", "insufficient_scope", "cross_site_request");

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

  /// What is to happen.
  private enum Expected {
    /// 401: nobody is known by this.
    UNKNOWN,
    /// 403: known, and this is not for them.
    REFUSED,
    /// 404: it belongs to somebody else.
    HIDDEN,
    /// The guard lets the request through.
    PASSES
  }

  /// Somebody who tries, and what is to happen.
  private record Try(String who, Supplier<Caller> caller, Expected expected) {}

  @TestFactory
  List<DynamicTest> everybodyGetsWhatTheRuleOfTheRouteSays() {
    return document.operations().stream()
        .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> check(operation)))
        .toList();
  }

  private static void check(Operation operation) {
    var faults = new ArrayList<String>();
    String path = recipes.path(operation);
    for (Try each : tries(operation)) {
      String body = Recipes.example(operation);
      Caller caller = each.caller().get();
      Caller.Answer answer =
          body.isEmpty()
              ? caller.send(operation.method(), path, Map.of(), new byte[0])
              : caller.sendJson(operation.method(), path, body);
      if (!fits(each.expected(), answer)) {
        faults.add(
            each.who()
                + ": expected "
                + each.expected()
                + ", came "
                + answer.status()
                + " "
                + answer.text());
      }
    }
    assertThat(faults).as("%s, which is for %s", operation, operation.access()).isEmpty();
  }

  private static List<Try> tries(Operation operation) {
    return switch (operation.access()) {
      case "open", "public", "signed" ->
          List.of(
              new Try("nobody", people::nobody, Expected.PASSES),
              new Try("a revoked key", people::withRevokedKey, Expected.PASSES),
              new Try("an expired key", people::withExpiredKey, Expected.PASSES),
              new Try("a disabled user", people::disabled, Expected.PASSES),
              new Try("a disabled user's key", people::keyOfDisabled, Expected.PASSES),
              new Try("an expired token", people::withExpiredToken, Expected.PASSES),
              new Try("a user", people::user, Expected.PASSES),
              new Try("an admin", people::admin, Expected.PASSES));
      case "user" -> {
        Expected others = Recipes.isOwned(operation) ? Expected.HIDDEN : Expected.PASSES;
        yield List.of(
            new Try("nobody", people::nobody, Expected.UNKNOWN),
            new Try("a revoked key", people::withRevokedKey, Expected.UNKNOWN),
            new Try("an expired key", people::withExpiredKey, Expected.UNKNOWN),
            new Try("a disabled user", people::disabled, Expected.UNKNOWN),
            new Try("a disabled user's key", people::keyOfDisabled, Expected.UNKNOWN),
            new Try("an expired token", people::withExpiredToken, Expected.UNKNOWN),
            new Try(
                "a key without the scope",
                () -> people.withoutScope(operation.scope()),
                Expected.REFUSED),
            new Try("another user", people::other, others),
            new Try("an admin", people::admin, others),
            new Try("the user", people::user, Expected.PASSES));
      }
      case "admin" ->
          List.of(
              new Try("nobody", people::nobody, Expected.UNKNOWN),
              new Try("a revoked key", people::withRevokedKey, Expected.UNKNOWN),
              new Try("an expired key", people::withExpiredKey, Expected.UNKNOWN),
              new Try("a disabled user", people::disabled, Expected.UNKNOWN),
              new Try("a disabled user's key", people::keyOfDisabled, Expected.UNKNOWN),
              new Try("an expired key", people::withExpiredKey, Expected.UNKNOWN),
              new Try("a disabled user", people::disabled, Expected.UNKNOWN),
              new Try("a disabled user's key", people::keyOfDisabled, Expected.UNKNOWN),
              new Try("an expired token", people::withExpiredToken, Expected.UNKNOWN),
              new Try("a user", people::user, Expected.REFUSED),
              new Try("a user's key", () -> people.withoutScope("write"), Expected.REFUSED),
              new Try("an admin's key for reading", people::adminWithoutScope, Expected.REFUSED),
              new Try("an admin", people::admin, Expected.PASSES));
      default -> throw new AssertionError(operation + " has no rule of access");
    };
  }

  private static boolean fits(Expected expected, Caller.Answer answer) {
    return switch (expected) {
      case UNKNOWN -> answer.status() == 401;
      case REFUSED -> answer.status() == 403;
      case HIDDEN -> answer.status() == 404;
      case PASSES ->
          (answer.status() < 500 || answer.isNotConfigured())
              && !GUARDS_WORDS.contains(answer.code())
              && !answer.code().equals("forbidden");
    };
  }
}
