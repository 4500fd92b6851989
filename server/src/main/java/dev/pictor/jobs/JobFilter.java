package dev.pictor.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

/// Which of an owner's jobs to list; what is null does not filter.
///
/// @param args an object whose fields the job's args must have, with equal values
public record JobFilter(
    @Nullable String kind,
    @Nullable String surface,
    @Nullable JobState state,
    @Nullable JsonNode args) {
  public static final JobFilter ALL = new JobFilter(null, null, null, null);

  public JobFilter ofKind(String word) {
    return new JobFilter(word, surface, state, args);
  }

  public JobFilter ofSurface(String word) {
    return new JobFilter(kind, word, state, args);
  }

  public JobFilter inState(JobState wanted) {
    return new JobFilter(kind, surface, wanted, args);
  }

  /// Only jobs whose args have this text in this field.
  public JobFilter withArg(String field, String value) {
    var wanted = JsonNodeFactory.instance.objectNode();
    if (args != null) {
      args.properties().forEach(each -> wanted.set(each.getKey(), each.getValue()));
    }
    return new JobFilter(kind, surface, state, wanted.put(field, value));
  }
}
