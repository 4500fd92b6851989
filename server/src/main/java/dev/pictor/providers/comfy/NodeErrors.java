package dev.pictor.providers.comfy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.providers.remote.ForeignWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What ComfyUI says about nodes, in sentences.
final class NodeErrors {
  private static final int MOST = 3;

  private NodeErrors() {}

  /// Why a graph was not taken.
  ///
  /// @param answer of `/prompt`, refused or taken in part
  static String refusal(JsonNode answer) {
    List<String> sentences = ofNodes(answer.path("node_errors"));
    if (!sentences.isEmpty()) {
      return "The ComfyUI server does not take this workflow: "
          + String.join("; ", sentences)
          + ".";
    }
    JsonNode error = answer.path("error");
    String said =
        error.isTextual()
            ? error.asText()
            : (error.path("message").asText() + " " + error.path("details").asText());
    return "The ComfyUI server does not take this workflow"
        + (said.isBlank() ? "." : ": " + ForeignWords.safe(said));
  }

  private static List<String> ofNodes(JsonNode nodes) {
    var sentences = new ArrayList<String>();
    for (Map.Entry<String, JsonNode> node : nodes.properties()) {
      for (JsonNode error : node.getValue().path("errors")) {
        if (sentences.size() < MOST) {
          sentences.add(
              "node %s (%s): %s"
                  .formatted(
                      ForeignWords.safe(node.getKey()),
                      ForeignWords.safe(node.getValue().path("class_type").asText()),
                      ofInput(error)));
        }
      }
    }
    return sentences;
  }

  private static String ofInput(JsonNode error) {
    String input = ForeignWords.safe(error.path("extra_info").path("input_name").asText());
    String given = ForeignWords.safe(error.path("extra_info").path("received_value").asText());
    return switch (error.path("type").asText()) {
      case "value_not_in_list" -> "the server has no \"" + given + "\" for " + input;
      case "required_input_missing" -> input + " is missing";
      case "value_smaller_than_min" -> input + " is too small (" + given + ")";
      case "value_bigger_than_max" -> input + " is too large (" + given + ")";
      case "invalid_input_type" -> input + " is of the wrong type";
      case "return_type_mismatch", "bad_linked_input" -> input + " is linked wrongly";
      case "dependency_cycle" -> "it depends on itself";
      default ->
          ForeignWords.safe(error.path("message").asText() + " " + error.path("details").asText());
    };
  }

  /// Why a run failed.
  ///
  /// @param status of an entry of the history
  static String failure(JsonNode status) {
    for (JsonNode message : status.path("messages")) {
      JsonNode data = message.path(1);
      switch (message.path(0).asText()) {
        case "execution_interrupted" -> {
          return "The job was stopped at the ComfyUI server.";
        }
        case "execution_error" -> {
          return "The node %s failed at the ComfyUI server: %s"
              .formatted(
                  ForeignWords.safe(data.path("node_type").asText()),
                  ForeignWords.safe(data.path("exception_message").asText()));
        }
        default -> {}
      }
    }
    return "The job failed at the ComfyUI server.";
  }
}
