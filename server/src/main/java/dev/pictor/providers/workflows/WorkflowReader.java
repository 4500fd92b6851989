package dev.pictor.providers.workflows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.platform.Json;
import dev.pictor.providers.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads a template from its two files and checks that they fit each other.
final class WorkflowReader {
  static final String MANIFEST = "template.json";
  static final String GRAPH = "workflow.json";

  /// Larger ones are refused unread.
  static final int MOST_CHARACTERS = 1 << 20;

  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Set<String> KINDS =
      Set.of(
          "sketch",
          "face_swap",
          "face_restore",
          "upscale",
          "theme",
          "book_page",
          "cut_out",
          "thumbnail");

  private static final Set<String> FIELDS =
      Set.of(
          "name",
          "serves",
          "rank",
          "pictures",
          "parameters",
          "when",
          "output",
          "max_input_side",
          "weights",
          "packs");
  private static final Set<String> PARAMETER_FIELDS =
      Set.of(
          "node", "input", "type", "from", "default", "least", "most", "longest", "of", "words",
          "between", "ending");

  private final String id;
  private final ObjectNode graph;

  private WorkflowReader(String id, ObjectNode graph) {
    this.id = id;
    this.graph = graph;
  }

  /// @param id the name of its folder
  /// @throws BadWorkflow naming the template, the file, the field and what is allowed
  static Workflow read(String id, String manifest, String graph) throws BadWorkflow {
    try {
      if (!isId(id)) {
        throw new BadWorkflow("its name has lower-case letters, digits and single dashes only");
      }
      var reader = new WorkflowReader(id, graph(graph));
      return reader.workflow(new ManifestFields(MANIFEST + ":", json(MANIFEST, manifest), FIELDS));
    } catch (BadWorkflow e) {
      throw new BadWorkflow("workflow " + id + ": " + e.getMessage());
    }
  }

  /// Whether a template can have this name; it is safe as the name of a folder then.
  static boolean isId(String id) {
    return id.length() <= 60 && ID.matcher(id).matches();
  }

  private static JsonNode json(String file, String text) throws BadWorkflow {
    if (text.length() > MOST_CHARACTERS) {
      throw new BadWorkflow(file + " is longer than a million characters");
    }
    try {
      JsonNode tree = Json.MAPPER.readTree(text);
      return tree == null ? MissingNode.getInstance() : tree;
    } catch (JsonProcessingException e) {
      throw new BadWorkflow(file + " is not JSON: " + e.getOriginalMessage());
    }
  }

  private static ObjectNode graph(String text) throws BadWorkflow {
    if (!(json(GRAPH, text) instanceof ObjectNode graph) || graph.isEmpty()) {
      throw new BadWorkflow(GRAPH + " is an object of nodes");
    }
    if (graph.has("nodes") && graph.has("links")) {
      throw new BadWorkflow(
          GRAPH + " is in the editor's format; save it with \"Export (API)\" instead");
    }
    for (Map.Entry<String, JsonNode> each : graph.properties()) {
      if (each.getValue().path("class_type").asText().isEmpty()
          || !each.getValue().path("inputs").isObject()) {
        throw new BadWorkflow(GRAPH + ": node " + each.getKey() + " has a class_type and inputs");
      }
      checkLinks(graph, each.getKey(), each.getValue().path("inputs"));
    }
    return graph;
  }

  private static void checkLinks(ObjectNode graph, String node, JsonNode inputs)
      throws BadWorkflow {
    for (Map.Entry<String, JsonNode> each : inputs.properties()) {
      JsonNode link = each.getValue();
      boolean isLink = link.size() == 2 && link.path(0).isTextual() && link.path(1).isInt();
      if (isLink && !graph.has(link.path(0).textValue())) {
        throw new BadWorkflow(
            "%s: node %s: %s is linked to node %s, which is not there"
                .formatted(GRAPH, node, each.getKey(), link.path(0).textValue()));
      }
    }
  }

  private Workflow workflow(ManifestFields fields) throws BadWorkflow {
    String serves = fields.text("serves");
    if (!KINDS.contains(serves)) {
      throw fields.bad(
          "serves", "is one of " + String.join(", ", KINDS.stream().sorted().toList()));
    }
    String output = fields.text("output");
    if (!graph.has(output)) {
      throw fields.bad("output", "is a node of " + GRAPH + ", not \"" + output + "\"");
    }
    return new Workflow(
        id,
        fields.text("name"),
        serves,
        fields.whole("rank", 50, 0, 1000),
        pictures(fields),
        parameters(fields),
        conditions(fields),
        output,
        fields.whole("max_input_side", 4096, 64, 16384),
        weights(fields),
        packs(fields),
        fields.whole(),
        graph);
  }

  private Map<Role, Workflow.Slot> pictures(ManifestFields fields) throws BadWorkflow {
    var pictures = new EnumMap<Role, Workflow.Slot>(Role.class);
    for (Map.Entry<String, JsonNode> each : fields.members("pictures").entrySet()) {
      ManifestFields slot =
          fields.inner(
              "pictures." + each.getKey(), each.getValue(), Set.of("node", "input", "url"));
      pictures.put(role(fields, each.getKey()), slot(slot));
    }
    return pictures;
  }

  private static Role role(ManifestFields fields, String word) throws BadWorkflow {
    return Stream.of(Role.values())
        .filter(role -> role.word().equals(word))
        .findFirst()
        .orElseThrow(
            () -> fields.bad("pictures." + word, "is not a picture; there are " + roles()));
  }

  private static String roles() {
    return String.join(", ", Stream.of(Role.values()).map(Role::word).toList());
  }

  private Workflow.Slot slot(ManifestFields slot) throws BadWorkflow {
    String node = nodeOf(slot);
    Workflow.Loader loader = null;
    if (slot.has("url")) {
      ManifestFields url = slot.inner("url", slot.node("url"), Set.of("node_class", "input"));
      loader = new Workflow.Loader(url.text("node_class"), url.text("input"));
    }
    return new Workflow.Slot(node, slot.text("input"), loader);
  }

  private String nodeOf(ManifestFields fields) throws BadWorkflow {
    String node = fields.text("node");
    if (!graph.has(node)) {
      throw fields.bad("node", "is a node of " + GRAPH + ", not \"" + node + "\"");
    }
    return node;
  }

  private List<Parameter> parameters(ManifestFields fields) throws BadWorkflow {
    var parameters = new ArrayList<Parameter>();
    for (Map.Entry<String, JsonNode> each : fields.members("parameters").entrySet()) {
      ManifestFields inner =
          fields.inner("parameters." + each.getKey(), each.getValue(), PARAMETER_FIELDS);
      parameters.add(parameter(each.getKey(), inner));
    }
    return parameters;
  }

  private Parameter parameter(String name, ManifestFields fields) throws BadWorkflow {
    String from = from(fields);
    var parameter =
        new Parameter(
            name,
            nodeOf(fields),
            fields.text("input"),
            type(fields),
            from,
            fields.node("default"),
            fields.members("words"),
            fields.pair("between"),
            fields.optionalText("ending", ""));
    if (from == null || fields.has("default")) {
      checkDefault(parameter, fields);
    }
    return parameter;
  }

  private static void checkDefault(Parameter parameter, ManifestFields fields) throws BadWorkflow {
    try {
      parameter.checked(parameter.fallback());
    } catch (Unfit e) {
      throw fields.bad("default", "is wrong: " + e.getMessage());
    }
  }

  private static @Nullable String from(ManifestFields fields) throws BadWorkflow {
    if (!fields.has("from")) {
      return null;
    }
    String from = fields.text("from");
    if (!Values.NAMES.contains(from)) {
      throw fields.bad("from", "is one of " + String.join(", ", Values.sorted()));
    }
    return from;
  }

  private static Parameter.Type type(ManifestFields fields) throws BadWorkflow {
    Parameter.Range given = fields.range("least", "most");
    var range = given == null ? new Parameter.Range(-1e18, 1e18) : given;
    return switch (fields.text("type").toLowerCase(Locale.ROOT)) {
      case "whole" -> new Parameter.Type.Whole(range);
      case "number" -> new Parameter.Type.Decimal(range);
      case "text" -> new Parameter.Type.Text(fields.whole("longest", 10_000, 1, 100_000));
      case "flag" -> new Parameter.Type.Flag();
      case "choice" -> new Parameter.Type.Choice(choices(fields));
      default -> throw fields.bad("type", "is one of choice, flag, number, text, whole");
    };
  }

  private static List<String> choices(ManifestFields fields) throws BadWorkflow {
    List<String> choices = fields.texts("of");
    if (choices.isEmpty()) {
      throw fields.bad("of", "lists what can be chosen");
    }
    return choices;
  }

  private static List<Condition> conditions(ManifestFields fields) throws BadWorkflow {
    var conditions = new ArrayList<Condition>();
    for (Map.Entry<String, JsonNode> each : fields.members("when").entrySet()) {
      if (!Values.NAMES.contains(each.getKey()) || Values.OF_ORDERS.contains(each.getKey())) {
        throw fields.bad("when." + each.getKey(), "is not a value of a step");
      }
      ManifestFields inner =
          fields.inner("when." + each.getKey(), each.getValue(), Set.of("one_of", "least", "most"));
      conditions.add(
          new Condition(each.getKey(), inner.texts("one_of"), inner.range("least", "most")));
    }
    return conditions;
  }

  private Map<String, Integer> weights(ManifestFields fields) throws BadWorkflow {
    var weights = new HashMap<String, Integer>();
    for (Map.Entry<String, JsonNode> each : fields.members("weights").entrySet()) {
      int weight = each.getValue().asInt();
      if (!graph.has(each.getKey()) || weight < 1 || weight > 1000) {
        throw fields.bad("weights", "has nodes of " + GRAPH + " with numbers from 1 to 1000");
      }
      weights.put(each.getKey(), weight);
    }
    return weights;
  }

  private static Map<String, String> packs(ManifestFields fields) throws BadWorkflow {
    var packs = new HashMap<String, String>();
    fields.members("packs").forEach((nodeClass, pack) -> packs.put(nodeClass, pack.asText()));
    return packs;
  }
}
