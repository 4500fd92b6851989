package dev.pictor.providers.comfy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.providers.workflows.Workflow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// How far a prompt is, from what the server tells of its nodes; it never goes back. Not
/// thread-safe.
final class Share {
  /// The rest is left for the pictures.
  private static final double MOST = 0.99;

  private final Map<String, Integer> weights = new HashMap<>();
  private final double whole;
  private final Set<String> done = new HashSet<>();
  private final Map<String, Double> begun = new HashMap<>();
  private String current = "";
  private double share;

  Share(Workflow workflow) {
    workflow
        .graph()
        .fieldNames()
        .forEachRemaining(node -> weights.put(node, workflow.weights().getOrDefault(node, 1)));
    whole = weights.values().stream().mapToInt(Integer::intValue).sum();
  }

  /// @param type of the message
  /// @return the share now, 0 to 1
  double after(String type, JsonNode data) {
    switch (type) {
      case "execution_cached" -> data.path("nodes").forEach(node -> done.add(node.asText()));
      case "executing" -> moveTo(data.path("node").asText());
      case "executed" -> done.add(data.path("node").asText());
      case "progress" -> begin(data.path("node").asText(current), data);
      case "progress_state" ->
          data.path("nodes").properties().forEach(each -> state(each.getKey(), each.getValue()));
      default -> {}
    }
    share = Math.clamp(sum() / whole, share, MOST);
    return share;
  }

  private void moveTo(String node) {
    if (!current.isEmpty() && !current.equals(node)) {
      done.add(current);
    }
    current = node;
  }

  private void state(String node, JsonNode told) {
    switch (told.path("state").asText()) {
      case "finished" -> done.add(node);
      case "running" -> begin(node, told);
      default -> {}
    }
  }

  private void begin(String node, JsonNode told) {
    double max = told.path("max").asDouble();
    if (max > 0) {
      begun.put(node, Math.clamp(told.path("value").asDouble() / max, 0, 1));
    }
  }

  private double sum() {
    double sum = 0;
    for (Map.Entry<String, Integer> each : weights.entrySet()) {
      double part = done.contains(each.getKey()) ? 1 : begun.getOrDefault(each.getKey(), 0.0);
      sum += part * each.getValue();
    }
    return sum;
  }

  double now() {
    return share;
  }
}
