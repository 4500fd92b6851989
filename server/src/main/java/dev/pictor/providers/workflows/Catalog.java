package dev.pictor.providers.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The node classes that a server has and what their lists offer, as its `/object_info` tells.
///
/// @param lists by class and input, such as the names of model files
public record Catalog(Set<String> classes, Map<Input, Set<String>> lists) {
  /// An input of a node class.
  public record Input(String nodeClass, String name) {}

  public Catalog {
    classes = Set.copyOf(classes);
    lists = Map.copyOf(lists);
  }

  /// @param objectInfo any number of answers of `/object_info` or `/object_info/{class}`
  public static Catalog of(List<JsonNode> objectInfo) {
    var classes = new HashSet<String>();
    var lists = new HashMap<Input, Set<String>>();
    for (JsonNode answer : objectInfo) {
      for (Map.Entry<String, JsonNode> each : answer.properties()) {
        if (each.getValue().path("input").isObject()) {
          classes.add(each.getKey());
          each.getValue().path("input").forEach(group -> addLists(each.getKey(), group, lists));
        }
      }
    }
    return new Catalog(classes, lists);
  }

  /// A list stands where a type's name stands otherwise; newer nodes say COMBO with options.
  private static void addLists(String nodeClass, JsonNode group, Map<Input, Set<String>> lists) {
    for (Map.Entry<String, JsonNode> each : group.properties()) {
      JsonNode type = each.getValue().path(0);
      JsonNode options = type.isArray() ? type : each.getValue().path(1).path("options");
      if (options.isArray()) {
        var names = new HashSet<String>();
        options.forEach(option -> names.add(option.asText()));
        lists.put(new Input(nodeClass, each.getKey()), names);
      }
    }
  }

  /// What a server lacks for a template, whatever is ordered: node classes, and model files that
  /// the template always uses.
  public List<String> missing(Workflow workflow) {
    var missing = new ArrayList<String>();
    for (String each : workflow.nodeClasses()) {
      if (!classes.contains(each)) {
        String pack = workflow.packs().get(each);
        missing.add("node " + each + (pack == null ? "" : " (of " + pack + ")"));
      }
    }
    Set<Place> open = pictures(workflow);
    workflow.parameters().forEach(each -> open.add(new Place(each.node(), each.input())));
    missing.addAll(unlisted(workflow.graph(), open));
    return missing;
  }

  /// An input of one node of a graph.
  private record Place(String node, String input) {}

  /// What the server lacks for a step of these values: a LoRA that a theme names, for example.
  Optional<String> lacks(Workflow workflow, Values values) {
    try {
      return unlisted(workflow.known(values), pictures(workflow)).stream().findFirst();
    } catch (Unfit e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /// The names of pictures are never on the list before they are uploaded.
  private static Set<Place> pictures(Workflow workflow) {
    var places = new HashSet<Place>();
    workflow.pictures().values().forEach(slot -> places.add(new Place(slot.node(), slot.input())));
    return places;
  }

  private List<String> unlisted(ObjectNode graph, Set<Place> except) {
    var unlisted = new ArrayList<String>();
    for (Map.Entry<String, JsonNode> node : graph.properties()) {
      String nodeClass = node.getValue().path("class_type").asText();
      for (Map.Entry<String, JsonNode> each : node.getValue().path("inputs").properties()) {
        Set<String> names = lists.get(new Input(nodeClass, each.getKey()));
        boolean isOpen = except.contains(new Place(node.getKey(), each.getKey()));
        String value = each.getValue().asText();
        if (names != null && !isOpen && each.getValue().isValueNode() && !names.contains(value)) {
          unlisted.add("%s in %s of node %s".formatted(value, each.getKey(), nodeClass));
        }
      }
    }
    return unlisted;
  }

  /// Whether a server with these nodes can make a step by a template.
  public boolean has(Workflow workflow, Values values) {
    return missing(workflow).isEmpty() && lacks(workflow, values).isEmpty();
  }
}
