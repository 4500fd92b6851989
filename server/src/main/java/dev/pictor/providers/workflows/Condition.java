package dev.pictor.providers.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What must hold of a value for a template to serve a step.
///
/// @param of a name of [Values#NAMES]
/// @param oneOf as texts; empty for any
/// @param range null for any
public record Condition(String of, List<String> oneOf, Parameter.@Nullable Range range) {
  public Condition {
    oneOf = List.copyOf(oneOf);
  }

  /// Whether it holds; a value that is not there is as if it were an empty text.
  boolean holds(Values values) {
    String text = values.find(of).map(JsonNode::asText).orElse("");
    boolean named = oneOf.isEmpty() || oneOf.contains(text);
    boolean within =
        range == null
            || values.find(of).map(value -> range.contains(value.asDouble())).orElse(false);
    return named && within;
  }
}
