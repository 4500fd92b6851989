package dev.pictor.identity;

import dev.pictor.platform.Duty;
import java.time.Duration;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/// Drops links of mails that nobody followed in time.
final class TokenCleaner implements Duty {
  private final Jdbi jdbi;
  private final InstantSource clock;

  TokenCleaner(Jdbi jdbi, InstantSource clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "mail-token-cleaner";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(10);
  }

  @Override
  public long runOnce() {
    return jdbi.withHandle(handle -> MailTokens.deleteExpired(handle, clock.instant()));
  }
}
