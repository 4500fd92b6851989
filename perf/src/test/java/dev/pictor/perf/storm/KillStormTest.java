package dev.pictor.perf.storm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.platform.postgres.EmbeddedPostgres;
import dev.pictor.platform.sql.DatabaseAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// J3, the short run; `./pictor bench kill-storm` is the long one.
class KillStormTest {
  private static final Duration LEASE = Duration.ofSeconds(4);

  /// The promise of the long run. Most of it is not the lease but the start of new workers.
  private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(30);

  @Test
  void noJobIsLostDoubledOrStuckWhenWorkersAreKilled(@TempDir Path home) throws Exception {
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.start(
            home,
            Path.of("..", "server", "target", "postgres-binaries").toAbsolutePath().normalize())) {
      var address = new DatabaseAddress(postgres.jdbcUrl(), postgres.user(), postgres.password());

      KillStorm.Result result = new KillStorm(12, 200, LEASE).run(address);

      assertThat(result.accepted()).isGreaterThanOrEqualTo(200);
      assertThat(result.rescued()).isPositive();
      assertThat(result.lost()).isZero();
      assertThat(result.unfinished()).isZero();
      assertThat(result.twice()).isZero();
      assertThat(result.gaps()).isZero();
      assertThat(result.longestStandstill()).isLessThan(LONGEST_STANDSTILL);
    }
  }
}
