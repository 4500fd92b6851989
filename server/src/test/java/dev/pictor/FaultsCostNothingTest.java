package dev.pictor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.providers.simulated.Fault;
import dev.pictor.providers.simulated.SimulatedProvider;
import dev.pictor.testkit.JobClient;
import dev.pictor.testkit.RunningApp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// M3: whatever a provider does wrong, its user pays for a picture or nothing. Every fault of every
/// simulated provider, three times in a row, so that most jobs fail; the ledger tells what was
/// paid.
class FaultsCostNothingTest {
  private static final int PRICE = 7;
  private static final int TIMES = 3;

  /// With these no picture can come of it.
  private static final List<Fault> FOR_GOOD = List.of(Fault.REFUSED_INPUT, Fault.MODERATED);

  private static Simulations simulations;
  private static RunningApp app;

  @BeforeAll
  static void start() {
    simulations = new Simulations();
    var variables = new HashMap<>(simulations.variables());
    variables.put("JOB_MAX_ATTEMPTS", "1");
    variables.put("PROVIDER_REST_SECONDS", "1");
    variables.put("PRICES", "sketch=" + PRICE);
    app = RunningApp.start(variables);
  }

  @AfterAll
  static void stop() {
    app.close();
    simulations.close();
  }

  /// What came of one fault.
  private record Row(String provider, Fault fault, boolean isDelivered, long paid, JsonNode job) {
    /// What the job itself says that it cost.
    long said() {
      return job.get("charged_credits").asLong();
    }
  }

  @Test
  void everyFaultOfEveryProviderEndsWithAPictureOrCostsNothing() throws Exception {
    List<Row> rows = everyFault();
    for (Row row : rows) {
      assertThat(row.paid())
          .as("%s with %s: %s", row.provider(), row.fault(), row.job())
          .isEqualTo(row.isDelivered() ? PRICE : 0)
          .isEqualTo(row.said());
      if (FOR_GOOD.contains(row.fault())) {
        assertThat(row.isDelivered()).as("%s with %s", row.provider(), row.fault()).isFalse();
      }
    }
    int faults = simulations.all().stream().mapToInt(each -> each.faults().size()).sum();
    assertThat(rows).hasSize(faults);
    assertThat(rows.stream().filter(row -> !row.isDelivered()).count())
        .as("jobs that failed, so that the table proves something")
        .isGreaterThan(faults / 3);
    assertThat(rows.stream().filter(Row::isDelivered)).isNotEmpty();
  }

  private static List<Row> everyFault() throws Exception {
    var tables = new ArrayList<Future<List<Row>>>();
    var rows = new ArrayList<Row>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (SimulatedProvider each : simulations.all()) {
        tables.add(threads.submit(() -> faultsOf(each)));
      }
    }
    for (Future<List<Row>> table : tables) {
      rows.addAll(table.get());
    }
    return rows;
  }

  /// A user for each provider, so that what was paid is what this job cost.
  private static List<Row> faultsOf(SimulatedProvider provider) {
    JobClient user = JobClient.signedIn(app);
    var job =
        JobClient.job(
            "sketch", Map.of("input_url", user.upload("grace_hopper.jpg"), "style", "watercolor"));
    job.put("provider", provider.name());
    var rows = new ArrayList<Row>();
    for (Fault fault : provider.faults()) {
      provider.misbehave(java.util.Collections.nCopies(TIMES, fault).toArray(Fault[]::new));
      long had = wallet(user);
      JsonNode end = user.run(job);
      boolean isDelivered = end.get("status").asText().equals("succeeded");
      assertThat(end.get("artifacts")).hasSize(isDelivered ? 1 : 0);
      rows.add(new Row(provider.name(), fault, isDelivered, had - wallet(user), end));
      provider.behave();
    }
    return rows;
  }

  /// What can be spent; nothing may be held when no job is under way.
  private static long wallet(JobClient user) {
    JsonNode account = user.http().get("/api/v1/account/credits").is(200).json().get("account");
    assertThat(account.get("held").asLong()).isZero();
    return account.get("credits").asLong();
  }
}
