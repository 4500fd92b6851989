package dev.pictor.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.platform.Json;
import dev.pictor.platform.Problem.FieldError;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What a caller chose about an operation: checked, complete, each value in one form only. Equal
/// choices are equal JSON.
public record Params(ObjectNode values) {
  /// Checks what was given.
  ///
  /// @param path what stands before a field's name in a fault, such as `steps[1].params.`
  /// @param faults what is wrong is added to it
  static Params read(
      List<Parameter> known, ObjectNode given, String path, List<FieldError> faults) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    var left = new TreeSet<String>();
    given.fieldNames().forEachRemaining(left::add);
    for (Parameter parameter : known) {
      List<String> names = parameter.names().filter(given::has).toList();
      left.removeAll(names);
      if (names.size() > 1) {
        faults.add(new FieldError(path + names.get(1), "says the same as " + names.getFirst()));
      }
      JsonNode value =
          names.isEmpty() ? null : value(parameter, given, names.getFirst(), path, faults);
      if (value != null && !value.isNull()) {
        values.set(parameter.name(), value);
      } else if (parameter.fallback() != null) {
        values.set(parameter.name(), Json.MAPPER.valueToTree(parameter.fallback()));
      } else if (parameter.isRequired() && value == null) {
        faults.add(new FieldError(path + parameter.name(), "is missing."));
      }
    }
    left.forEach(name -> faults.add(unknown(path + name, known)));
    return new Params(values);
  }

  /// @return JSON's null for a value that is at fault, so that it is not missing as well
  private static JsonNode value(
      Parameter parameter, ObjectNode given, String name, String path, List<FieldError> faults) {
    try {
      JsonNode value = parameter.read(given.get(name));
      if (value.isNull() && parameter.isRequired()) {
        faults.add(new FieldError(path + name, "is missing."));
      }
      return value;
    } catch (IllegalArgumentException e) {
      faults.add(new FieldError(path + name, e.getMessage() + "."));
      return JsonNodeFactory.instance.nullNode();
    }
  }

  private static FieldError unknown(String field, List<Parameter> known) {
    String names = known.stream().map(Parameter::name).sorted().collect(Collectors.joining(", "));
    return new FieldError(field, "is not known here; known are " + names + ".");
  }

  double share(String name) {
    return get(name).asDouble();
  }

  int whole(String name) {
    return get(name).asInt();
  }

  boolean flag(String name) {
    return get(name).asBoolean();
  }

  /// The text; empty when it was not given.
  public String text(String name) {
    return values.path(name).asText("");
  }

  Optional<JsonNode> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  private JsonNode get(String name) {
    JsonNode value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("there is no " + name + " among the parameters");
    }
    return value;
  }
}
