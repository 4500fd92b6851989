package dev.pictor.providers.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.platform.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// A graph in ComfyUI's API format: checked against a server's node classes as ComfyUI checks it,
/// and run as far as one can without a GPU.
///
/// @param classes as `/object_info` answers them
record SimulatedGraph(JsonNode nodes, JsonNode classes) {
  private static final long SEED_WITHOUT_ONE = 7;

  /// The node classes of a server with everything that our templates need.
  static ObjectNode allClasses() {
    try (InputStream in = SimulatedGraph.class.getResourceAsStream("object_info.json")) {
      return (ObjectNode) Json.MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The answer of ComfyUI to a graph that it does not take; empty for one that it takes.
  ObjectNode refusal() {
    ObjectNode refusal = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> each : nodes.properties()) {
      String nodeClass = classOf(each.getValue());
      if (!classes.has(nodeClass)) {
        error(refusal, "missing_node_type", "Node '" + nodeClass + "' not found.");
        return refusal;
      }
    }
    if (outputs().isEmpty()) {
      error(refusal, "prompt_no_outputs", "Prompt has no outputs");
      return refusal;
    }
    nodes.properties().forEach(each -> check(each.getKey(), each.getValue(), refusal));
    if (refusal.has("node_errors")) {
      error(refusal, "prompt_outputs_failed_validation", "Prompt outputs failed validation");
    }
    return refusal;
  }

  private static void error(ObjectNode refusal, String type, String message) {
    ObjectNode error = refusal.putObject("error");
    error.put("type", type).put("message", message).put("details", "").putObject("extra_info");
    refusal.withObject("/node_errors");
  }

  private void check(String id, JsonNode node, ObjectNode refusal) {
    JsonNode wanted = classes.path(classOf(node)).path("input").path("required");
    for (Map.Entry<String, JsonNode> each : wanted.properties()) {
      JsonNode given = node.path("inputs").path(each.getKey());
      String fault = fault(given, each.getValue());
      if (fault != null && !each.getValue().path(1).has("image_upload")) {
        nodeError(refusal, id, classOf(node), fault, each.getKey(), given);
      }
    }
  }

  private static void nodeError(
      ObjectNode refusal, String id, String nodeClass, String type, String input, JsonNode given) {
    ObjectNode node = refusal.withObject("/node_errors").withObject("/" + id);
    node.put("class_type", nodeClass);
    ObjectNode error = node.withArray("errors").addObject();
    error.put("type", type).put("message", type.replace('_', ' '));
    error.put("details", input + ": " + given);
    error.putObject("extra_info").put("input_name", input).set("received_value", given);
  }

  private @Nullable String fault(JsonNode given, JsonNode wanted) {
    if (given.isMissingNode()) {
      return "required_input_missing";
    }
    if (given.isArray()) {
      return nodes.has(given.path(0).asText()) ? null : "bad_linked_input";
    }
    JsonNode type = wanted.path(0);
    JsonNode list = type.isArray() ? type : wanted.path(1).path("options");
    if (list.isArray()) {
      return has(list, given.asText()) ? null : "value_not_in_list";
    }
    boolean isNumber = type.asText().equals("INT") || type.asText().equals("FLOAT");
    if (!isNumber) {
      return null;
    }
    if (!given.isNumber()) {
      return "invalid_input_type";
    }
    if (given.asDouble() < wanted.path(1).path("min").asDouble()) {
      return "value_smaller_than_min";
    }
    return given.asDouble() > wanted.path(1).path("max").asDouble()
        ? "value_bigger_than_max"
        : null;
  }

  private static boolean has(JsonNode list, String value) {
    return StreamSupport.stream(list.spliterator(), false)
        .anyMatch(each -> each.asText().equals(value));
  }

  private static String classOf(JsonNode node) {
    return node.path("class_type").asText();
  }

  /// The ids of its nodes, as they run.
  List<String> order() {
    var order = new ArrayList<String>();
    outputs().forEach(output -> visit(output, order));
    return order;
  }

  private void visit(String id, List<String> order) {
    if (order.contains(id)) {
      return;
    }
    for (JsonNode input : nodes.path(id).path("inputs")) {
      if (input.isArray()) {
        visit(input.path(0).asText(), order);
      }
    }
    order.add(id);
  }

  /// Nodes that end a graph.
  List<String> outputs() {
    return nodes.properties().stream()
        .filter(each -> classes.path(classOf(each.getValue())).path("output_node").asBoolean())
        .map(Map.Entry::getKey)
        .toList();
  }

  /// Every text of it, one a line.
  String words() {
    Stream<String> words =
        StreamSupport.stream(nodes.spliterator(), false)
            .flatMap(node -> StreamSupport.stream(node.path("inputs").spliterator(), false))
            .filter(JsonNode::isTextual)
            .map(JsonNode::textValue);
    return String.join("\n", words.toList());
  }

  /// The picture that it is about: the nearest that is loaded, going back from its first output.
  ///
  /// @param files by the name that the graph has
  byte @Nullable [] input(Function<String, byte @Nullable []> files) {
    Queue<String> next = new ArrayDeque<>(outputs());
    Set<String> seen = new HashSet<>();
    while (!next.isEmpty()) {
      String id = next.remove();
      JsonNode node = nodes.path(id);
      if (classOf(node).equals("LoadImage")) {
        return files.apply(node.path("inputs").path("image").asText());
      }
      if (seen.add(id)) {
        node.path("inputs")
            .forEach(input -> {
              if (input.isArray()) {
                next.add(input.path(0).asText());
              }
            });
      }
    }
    return null;
  }

  /// The result, in the size that the graph gives it.
  byte[] run(byte[] input) {
    var size = SimulatedPicture.sizeOf(input);
    int width = size.width;
    int height = size.height;
    long seed = SEED_WITHOUT_ONE;
    for (JsonNode node : nodes) {
      JsonNode inputs = node.path("inputs");
      seed = inputs.path("seed").asLong(seed);
      if (classOf(node).equals("ImageScale")) {
        width = inputs.path("width").asInt(width);
        height = inputs.path("height").asInt(height);
      }
      if (inputs.has("upscale_by")) {
        width = (int) Math.round(width * inputs.path("upscale_by").asDouble());
        height = (int) Math.round(height * inputs.path("upscale_by").asDouble());
      }
    }
    return SimulatedPicture.made(input, width, height, seed);
  }
}
