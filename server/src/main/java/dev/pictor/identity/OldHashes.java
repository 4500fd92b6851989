package dev.pictor.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.IntSupplier;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The highest cost of a bcrypt hash that any user still has. Failed sign-ins work as hard as that
/// one for everybody, so that the time does not tell whose hash is an old one.
final class OldHashes implements IntSupplier {
  private static final Duration TRUST = Duration.ofSeconds(30);

  private final Jdbi jdbi;
  private final InstantSource clock;
  private volatile @Nullable Known known;

  OldHashes(Jdbi jdbi, InstantSource clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  private record Known(int cost, Instant until) {}

  /// @return 0 when there are none
  @Override
  public int getAsInt() {
    Instant now = clock.instant();
    Known last = known;
    if (last == null || !now.isBefore(last.until())) {
      last = new Known(read(), now.plus(TRUST));
      known = last;
    }
    return last.cost();
  }

  /// One more has come.
  void forget() {
    known = null;
  }

  private int read() {
    return jdbi.withHandle(handle ->
            handle
                .createQuery(
                    """
                    select max(substring(password_hash from 5 for 2)) from identity_user
                    where password_hash like '$2%'
                    """)
                .mapTo(String.class)
                .findOne())
        .map(Integer::parseInt)
        .orElse(0);
  }
}
