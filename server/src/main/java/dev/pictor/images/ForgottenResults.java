package dev.pictor.images;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.jobs.Forgetting;
import dev.pictor.jobs.Job;
import dev.pictor.jobs.Mentions;
import dev.pictor.jobs.OwnerId;
import dev.pictor.storage.ObjectKey;
import dev.pictor.storage.Objects;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Deletes the results of jobs that are forgotten, in the same transaction: a crash leaves both or
/// neither. A result that another job still works with, or shows as its own, stays until that job
/// is forgotten too. Uploads stay: they are their owner's, and have a retention of their own.
public final class ForgottenResults implements Forgetting {
  private static final Mentions PICTURES = new Mentions("$.pictures[*]", "$.artifacts[*].*");

  private final Objects objects;

  public ForgottenResults(Objects objects) {
    this.objects = objects;
  }

  @Override
  public void forgotten(Handle transaction, OwnerId owner, List<Job> gone) {
    var results = new LinkedHashSet<String>();
    gone.forEach(job -> collect(job, results));
    if (results.isEmpty()) {
      return;
    }
    Set<String> needed = PICTURES.among(transaction, owner, results);
    List<ObjectKey> free =
        results.stream()
            .filter(key -> !needed.contains(key))
            .flatMap(key -> ObjectKey.find(key).stream())
            .toList();
    int _ = objects.delete(transaction, new dev.pictor.storage.OwnerId(owner.value()), free);
  }

  /// Its own results, and those of jobs before it that were kept for it. What was stored by an
  /// older version and reads otherwise is passed over: it must not keep all others from going.
  private static void collect(Job job, Set<String> results) {
    JsonNode result = job.end().result();
    if (result != null) {
      for (JsonNode artifact : result.path("artifacts")) {
        add(artifact.path("key"), results);
        add(artifact.path("preview"), results);
      }
    }
    job.request().args().path("pictures").forEach(picture -> add(picture, results));
  }

  private static void add(JsonNode key, Set<String> results) {
    ObjectKey.find(key.asText())
        .filter(ObjectKey::isResult)
        .ifPresent(found -> results.add(found.value()));
  }
}
