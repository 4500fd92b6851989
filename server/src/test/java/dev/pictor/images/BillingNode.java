package dev.pictor.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.billing.Billing;
import dev.pictor.billing.BillingSettings;
import dev.pictor.billing.Meter;
import dev.pictor.billing.Price;
import dev.pictor.billing.Standing;
import dev.pictor.identity.UserId;
import dev.pictor.jobs.JobLimits;
import dev.pictor.jobs.JobSettings;
import dev.pictor.jobs.Jobs;
import dev.pictor.jobs.OwnerId;
import dev.pictor.jobs.Submission;
import dev.pictor.platform.Json;
import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.sql.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One node's queue with its billing, on a database that several may share. A result with so many
/// artifacts is a delivery of so many variants.
record BillingNode(Jobs jobs, Billing billing) implements AutoCloseable {
  static BillingNode open(Database database, InstantSource clock, Map<String, String> variables) {
    return open(database, clock, variables, -1);
  }

  static BillingNode open(
      Database database, InstantSource clock, Map<String, String> variables, int mostWaiting) {
    var billing = Billing.open(database, BillingSettings.from(new Environment(variables)), clock);
    var jobs =
        Jobs.open(database, settings(mostWaiting), InstantSource.system(), new JobBilling(billing));
    return new BillingNode(jobs, billing);
  }

  /// Leases of 2 s; one try, so that a failure is the end.
  private static JobSettings settings(int mostWaiting) {
    return new JobSettings(
        5,
        mostWaiting,
        Duration.ofSeconds(2),
        Duration.ofMillis(500),
        new JobLimits(1, Duration.ZERO, Duration.ofMinutes(5)),
        List.of(Duration.ofMillis(50)),
        Duration.ofDays(30),
        Duration.ofMillis(200));
  }

  static Submission paid(OwnerId owner, String kind, long credits) {
    return Submission.of(owner, kind).withTerms(new JobTerms(new Price(credits, 1, 0), null));
  }

  static Submission counted(OwnerId owner, @Nullable Meter meter) {
    return Submission.of(owner, "counted").withTerms(new JobTerms(Price.FREE, meter));
  }

  static JsonNode delivering(int artifacts) {
    ObjectNode result = Json.MAPPER.createObjectNode();
    var list = result.putArray("artifacts");
    for (int i = 0; i < artifacts; i++) {
      list.addObject();
    }
    return result;
  }

  Standing standing(OwnerId owner) {
    return billing.standing(new UserId(owner.value()));
  }

  /// Runs the ledger's own audit.
  ///
  /// @return how many accounts it found wrong
  long audit() {
    return run("ledger-audit");
  }

  /// Runs a duty of the queue or the billing once.
  long run(String duty) {
    try {
      for (var each :
          java.util.stream.Stream.concat(jobs.duties().stream(), billing.duties().stream())
              .toList()) {
        if (each.name().equals(duty)) {
          return each.runOnce();
        }
      }
      throw new AssertionError("no duty " + duty);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    jobs.close();
  }
}
