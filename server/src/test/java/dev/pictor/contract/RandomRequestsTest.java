package dev.pictor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Json;
import dev.pictor.testkit.ApiDocument;
import dev.pictor.testkit.ApiDocument.Operation;
import dev.pictor.testkit.RunningApp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Requests of any kind, made of the document: none is answered with a 5xx, none tells what the
/// service is made of, and every answer is one that the document promises. The tests send 2,000;
/// `-Drequests=20000` sends as many as that, `-Dseed=` others.
class RandomRequestsTest {
  private static final int REQUESTS = Integer.getInteger("requests", 2000);
  private static final long SEED = Long.getLong("seed", 20_261_122L);

  /// Addresses that hash a password for a valid body; they come up less often, for the time.
  private static final Pattern SLOW = Pattern.compile(".*/(auth|account|password)/.*");

  private static final Pattern INSIDES =
      Pattern.compile(
          "Exception|\\tat"
              + " |dev\\.pictor|java\\.|javax?\\.|jakarta|com\\.fasterxml|org\\.(postgresql|eclipse|jdbi)|io\\.javalin|SQLSTATE|StackOverflow|OutOfMemory");

  private static RunningApp app;
  private static ApiDocument document;
  private static People people;
  private static final Map<String, String> PATHS = new HashMap<>();

  @BeforeAll
  static void start() {
    var settings = new HashMap<>(People.SETTINGS);
    settings.put("TRUST_PROXY", "true");
    app = RunningApp.start(settings);
    people = new People(app);
    document = ApiDocument.read(people.nobody().get("/openapi.json").text());
    var recipes = new Recipes(app, people);
    document.operations().forEach(each -> PATHS.put(each.name(), recipes.path(each)));
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void noRequestBreaksTheServiceOrGetsAnAnswerThatIsNotDocumented() {
    var random = new SplittableRandom(SEED);
    var maker =
        new RandomRequest.Maker(
            random, document, each -> PATHS.getOrDefault(each.name(), each.path()));
    List<Operation> operations = document.operations();
    var faults = new ArrayList<String>();
    var statuses = new TreeMap<Integer, Integer>();
    Caller user = people.user();
    for (int i = 0; i < REQUESTS && faults.size() < 20; i++) {
      Operation operation = operations.get(random.nextInt(operations.size()));
      if (SLOW.matcher(operation.path()).matches() && random.nextInt(5) > 0) {
        operation = operations.getFirst();
      }
      RandomRequest request = maker.next(operation);
      Caller caller = random.nextInt(10) == 0 ? people.nobody() : user;
      if (operation.access().equals("admin") && random.nextBoolean()) {
        caller = people.admin();
      }
      var headers = new HashMap<>(request.headers());
      // From elsewhere: failed sign-ins of the test's own address would lock its people out.
      headers.put("X-Forwarded-For", "203.0.113." + random.nextInt(1, 255));
      Caller.Answer answer =
          caller.send(operation.method(), request.target(), headers, request.body());
      statuses.merge(answer.status(), 1, Integer::sum);
      fault(request, answer).ifPresent(fault -> faults.add(fault + "\n  " + request));
      boolean mayEndTheSession = !operation.method().equals("GET") && answer.status() < 300;
      if (mayEndTheSession && SLOW.matcher(operation.path()).matches()) {
        user = people.user();
      }
    }
    System.out.println("random requests: " + statuses);
    assertThat(faults).isEmpty();
    assertThat(statuses.keySet()).as("they reach more than refusals").anyMatch(each -> each < 300);
  }

  private static Optional<String> fault(RandomRequest request, Caller.Answer answer) {
    String text = answer.contentType().contains("json") ? answer.text() : "";
    if (answer.status() >= 500 && !answer.isNotConfigured()) {
      return Optional.of("5xx: " + answer.status() + " " + answer.text());
    }
    boolean isDocument = request.operation().path().matches("/openapi.json|/(docs|redoc)/.*");
    if (!isDocument && INSIDES.matcher(text).find()) {
      return Optional.of("tells what it is made of: " + text);
    }
    Optional<String> fault =
        document.fault(request.operation(), answer.status(), answer.contentType(), answer.body());
    return fault.isPresent() && !request.usualPath() && isProblem(answer)
        ? Optional.empty()
        : fault;
  }

  /// Another path than meant, as a segment with slashes in it makes: any problem will do.
  private static boolean isProblem(Caller.Answer answer) {
    JsonNode schema = Json.MAPPER.valueToTree(Map.of("$ref", "#/components/schemas/Problem"));
    return answer.contentType().startsWith("application/problem+json")
        && document.fault(schema, answer.json()).isEmpty();
  }
}
