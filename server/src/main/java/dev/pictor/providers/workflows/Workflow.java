package dev.pictor.providers.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.platform.Json;
import dev.pictor.providers.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A template.
///
/// @param id lower-case letters, digits and dashes; also the model's name in results
/// @param name for operators
/// @param serves the kind of the step, such as `face_swap`
/// @param rank of several that serve a step the lowest is taken
/// @param pictures where each goes
/// @param when all must hold
/// @param output the node whose pictures are the result
/// @param maxInputSide in pixels
/// @param weights how long nodes take beside each other; 1 for those that are not named
/// @param packs where to get node classes that are not part of ComfyUI
/// @param manifest as it was read; not to be changed
/// @param graph in ComfyUI's API format; not to be changed
public record Workflow(
    String id,
    String name,
    String serves,
    int rank,
    Map<Role, Slot> pictures,
    List<Parameter> parameters,
    List<Condition> when,
    String output,
    int maxInputSide,
    Map<String, Integer> weights,
    Map<String, String> packs,
    JsonNode manifest,
    ObjectNode graph) {
  public Workflow {
    pictures = Map.copyOf(pictures);
    parameters = List.copyOf(parameters);
    when = List.copyOf(when);
    weights = Map.copyOf(weights);
    packs = Map.copyOf(packs);
  }

  /// Changes with everything that is in its files.
  ///
  /// @return its id and a digest
  public String edition() {
    try {
      byte[] files = (Json.write(manifest) + Json.write(graph)).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(files);
      return id + "@" + HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  /// Where a picture's name goes.
  ///
  /// @param url what takes its place when the picture is a link; null when it cannot
  public record Slot(String node, String input, @Nullable Loader url) {}

  /// A node class that loads from an address, with the same outputs as `LoadImage`.
  public record Loader(String nodeClass, String input) {}

  /// How a picture is named in the graph: as a file on the server, or by an address.
  public sealed interface Source {
    /// As it was uploaded.
    record File(String name) implements Source {}

    /// Where the server can fetch it.
    record Address(String url) implements Source {
      /// Addresses are signed.
      @Override
      public String toString() {
        return "Address";
      }
    }
  }

  /// Whether every picture can come as a link.
  public boolean loadsLinks() {
    return pictures.values().stream().allMatch(slot -> slot.url() != null);
  }

  /// Every class that a server must have for it, those for links left out.
  public Set<String> nodeClasses() {
    var classes = new TreeSet<String>();
    graph.forEach(node -> classes.add(node.path("class_type").asText()));
    return classes;
  }

  /// Whether it serves a step of these values.
  public boolean fits(Values values) {
    try {
      for (Condition each : when) {
        if (!each.holds(values)) {
          return false;
        }
      }
      for (Parameter each : parameters) {
        // What only an order knows always fits, or the order is refused.
        if (isOfStep(each)) {
          each.in(values);
        }
      }
      return true;
    } catch (Unfit _) {
      return false;
    }
  }

  /// The graph for one order.
  ///
  /// @param sources one for each picture that the order has
  /// @throws Unfit when a value is not allowed or a picture is missing
  public ObjectNode filled(Values values, Map<Role, Source> sources) throws Unfit {
    ObjectNode filled = graph.deepCopy();
    for (Parameter each : parameters) {
      inputs(filled, each.node()).set(each.input(), each.in(values));
    }
    for (Map.Entry<Role, Slot> each : pictures.entrySet()) {
      Slot slot = each.getValue();
      switch (sources.get(each.getKey())) {
        case Source.File(String file) -> inputs(filled, slot.node()).put(slot.input(), file);
        case Source.Address(String url) -> load(filled, slot, url);
        case null -> throw new Unfit("the picture \"" + each.getKey().word() + "\" is missing");
      }
    }
    return filled;
  }

  /// The graph with what a step alone decides.
  ObjectNode known(Values values) throws Unfit {
    ObjectNode filled = graph.deepCopy();
    for (Parameter each : parameters) {
      if (isOfStep(each)) {
        inputs(filled, each.node()).set(each.input(), each.in(values));
      }
    }
    return filled;
  }

  private static boolean isOfStep(Parameter parameter) {
    return parameter.from() == null || !Values.OF_ORDERS.contains(parameter.from());
  }

  private static void load(ObjectNode graph, Slot slot, String url) throws Unfit {
    Loader loader = slot.url();
    if (loader == null) {
      throw new Unfit("pictures of this workflow cannot come as links");
    }
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("class_type", loader.nodeClass());
    node.putObject("inputs").put(loader.input(), url);
    graph.set(slot.node(), node);
  }

  private static ObjectNode inputs(ObjectNode graph, String node) {
    JsonNode inputs = graph.path(node).path("inputs");
    if (inputs instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalStateException("node " + node + " was there when the workflow was read");
  }
}
