package dev.pictor.perf.rows;

import dev.pictor.perf.process.PictorServer;
import dev.pictor.perf.process.Scratch;
import dev.pictor.perf.report.Finding;
import dev.pictor.perf.storm.KillStorm;
import dev.pictor.platform.postgres.EmbeddedPostgres;
import dev.pictor.platform.sql.DatabaseAddress;
import java.time.Duration;
import java.util.List;

/// Two hundred workers killed with five hundred jobs in flight.
public final class Storm {
  private static final int KILLS = 200;
  private static final int IN_FLIGHT = 500;
  private static final Duration LEASE = Duration.ofSeconds(20);
  private static final double LONGEST_STANDSTILL_SECONDS = 30;

  private Storm() {}

  public static List<Finding> measure() throws Exception {
    try (Scratch scratch = Scratch.create();
        EmbeddedPostgres postgres =
            EmbeddedPostgres.start(
                scratch.folder().resolve("postgres"),
                PictorServer.home().resolve("perf/target/postgres-binaries"))) {
      var address = new DatabaseAddress(postgres.jdbcUrl(), postgres.user(), postgres.password());
      KillStorm.Result result = new KillStorm(KILLS, IN_FLIGHT, LEASE).run(address);
      return List.of(
          Finding.noted("jobs accepted during " + KILLS + " kills", "" + result.accepted()),
          Finding.noted("attempts that died and were repeated", "" + result.rescued()),
          Finding.exactly("jobs lost", 0, result.lost()),
          Finding.exactly("jobs not finished", 0, result.unfinished()),
          Finding.exactly("effects missing or doubled", 0, result.twice()),
          Finding.exactly("histories with gaps or two ends", 0, result.gaps()),
          Finding.below(
              "longest standstill",
              "%.1f s",
              LONGEST_STANDSTILL_SECONDS,
              result.longestStandstill().toMillis() / 1e3));
    }
  }
}
