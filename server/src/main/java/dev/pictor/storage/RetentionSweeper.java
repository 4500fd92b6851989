package dev.pictor.storage;

import dev.pictor.platform.Duty;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Deletes uploads and results that nobody has used for the time of their owner's plan, owner by
/// owner and in small batches. Pictures of projects stay: they go with their project.
final class RetentionSweeper implements Duty {
  private static final int OWNERS = 200;
  private static final int BATCH = 200;

  private final Jdbi jdbi;
  private final Objects objects;
  private final Retention retention;
  private final Needed needed;
  private final InstantSource clock;

  RetentionSweeper(Jdbi jdbi, Objects objects, Storage.Neighbours neighbours, InstantSource clock) {
    this.jdbi = jdbi;
    this.objects = objects;
    this.retention = neighbours.retention();
    this.needed = neighbours.needed();
    this.clock = clock;
  }

  @Override
  public String name() {
    return "retention-sweeper";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(1);
  }

  @Override
  public long runOnce() {
    long deleted = 0;
    UUID after = new UUID(0, 0);
    while (true) {
      List<OwnerId> owners = owners(after);
      for (OwnerId owner : owners) {
        deleted += sweep(owner);
      }
      if (owners.size() < OWNERS) {
        return deleted;
      }
      after = owners.getLast().value();
    }
  }

  private List<OwnerId> owners(UUID after) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select owner from storage_usage where owner > :after and files > 0
                order by owner limit :most
                """)
            .bind("after", after)
            .bind("most", OWNERS)
            .map((row, _) -> new OwnerId(row.getObject("owner", UUID.class)))
            .list());
  }

  private long sweep(OwnerId owner) {
    Duration kept = retention.of(owner);
    if (kept.isZero()) {
      return 0;
    }
    Instant before = clock.instant().minus(kept);
    var spared = new HashSet<ObjectKey>();
    long deleted = 0;
    while (true) {
      List<ObjectKey> old = jdbi.withHandle(handle -> old(handle, owner, before, spared));
      if (old.isEmpty()) {
        return deleted;
      }
      Set<ObjectKey> still = needed.among(owner, old);
      spared.addAll(still);
      List<ObjectKey> free = old.stream().filter(key -> !still.contains(key)).toList();
      deleted += objects.deleteUnused(owner, free, before);
      // What came back into use between the two is looked at again in the next round.
      spared.addAll(free);
    }
  }

  private static List<ObjectKey> old(
      Handle handle, OwnerId owner, Instant before, Set<ObjectKey> spared) {
    return handle
        .createQuery(
            """
            select key from storage_object
            where owner = :owner and used_at < :before and state = 'confirmed'
              and place = 'private' and key <> all (:spared)
            order by used_at limit :most
            """)
        .bind("owner", owner.value())
        .bind("before", before)
        .bindArray("spared", String.class, spared.stream().map(ObjectKey::value).toList())
        .bind("most", BATCH)
        .map((row, _) -> new ObjectKey(row.getString("key")))
        .list();
  }
}
