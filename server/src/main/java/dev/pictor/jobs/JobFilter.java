package dev.pictor.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which of an owner's jobs to list; what is null does not filter.
///
/// @param kinds any of them
/// @param args what the job's args must contain, as `@>` of PostgreSQL's jsonb understands it
public record JobFilter(
    @Nullable List<String> kinds,
    @Nullable String surface,
    @Nullable JobState state,
    @Nullable JsonNode args) {
  public static final JobFilter ALL = new JobFilter(null, null, null, null);

  public JobFilter ofKind(String word) {
    return ofKinds(List.of(word));
  }

  public JobFilter ofKinds(Collection<String> words) {
    return new JobFilter(List.copyOf(words), surface, state, args);
  }

  public JobFilter ofSurface(String word) {
    return new JobFilter(kinds, word, state, args);
  }

  public JobFilter inState(JobState wanted) {
    return new JobFilter(kinds, surface, wanted, args);
  }

  /// Only jobs whose args contain this.
  public JobFilter withArgs(ObjectNode wanted) {
    return new JobFilter(kinds, surface, state, wanted);
  }

  /// Only jobs whose args have this text in this field.
  public JobFilter withArg(String field, String value) {
    var wanted = JsonNodeFactory.instance.objectNode();
    if (args != null) {
      args.properties().forEach(each -> wanted.set(each.getKey(), each.getValue()));
    }
    return new JobFilter(kinds, surface, state, wanted.put(field, value));
  }
}
