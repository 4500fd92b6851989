package dev.pictor.providers.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// An object of a manifest, read field by field; what is wrong is said with its place.
final class ManifestFields {
  private final String where;
  private final JsonNode object;

  /// @param where for messages, such as `template.json: parameters.seed`
  /// @param known every field that it may have
  ManifestFields(String where, JsonNode object, Set<String> known) throws BadWorkflow {
    this.where = where;
    this.object = object;
    if (!object.isObject()) {
      throw new BadWorkflow(where + " is an object in braces");
    }
    for (Map.Entry<String, JsonNode> each : object.properties()) {
      if (!known.contains(each.getKey())) {
        throw bad(
            each.getKey(), "is not known; there are " + String.join(", ", new TreeSet<>(known)));
      }
    }
  }

  BadWorkflow bad(String field, String what) {
    return new BadWorkflow(where + (where.endsWith(":") ? " " : ".") + field + " " + what);
  }

  boolean has(String field) {
    return object.hasNonNull(field);
  }

  JsonNode whole() {
    return object;
  }

  JsonNode node(String field) {
    return object.path(field);
  }

  String text(String field) throws BadWorkflow {
    String text = optionalText(field, "");
    if (text.isBlank()) {
      throw bad(field, "is a text and must be there");
    }
    return text;
  }

  String optionalText(String field, String fallback) throws BadWorkflow {
    JsonNode value = object.path(field);
    if (value.isMissingNode()) {
      return fallback;
    }
    if (!value.isTextual() || value.textValue().length() > 1000) {
      throw bad(field, "is a text of at most 1000 characters");
    }
    return value.textValue();
  }

  int whole(String field, int fallback, int least, int most) throws BadWorkflow {
    JsonNode value = object.path(field);
    if (value.isMissingNode()) {
      return fallback;
    }
    if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
      throw bad(field, "is a whole number from " + least + " to " + most);
    }
    return value.intValue();
  }

  /// @return null when neither end is there
  Parameter.@Nullable Range range(String least, String most) throws BadWorkflow {
    if (!has(least) && !has(most)) {
      return null;
    }
    return new Parameter.Range(number(least, -1e18), number(most, 1e18));
  }

  private double number(String field, double fallback) throws BadWorkflow {
    JsonNode value = object.path(field);
    if (value.isMissingNode()) {
      return fallback;
    }
    if (!value.isNumber()) {
      throw bad(field, "is a number");
    }
    return value.doubleValue();
  }

  /// @return null when it is not there
  Parameter.@Nullable Range pair(String field) throws BadWorkflow {
    JsonNode value = object.path(field);
    if (value.isMissingNode()) {
      return null;
    }
    if (value.size() != 2 || !value.path(0).isNumber() || !value.path(1).isNumber()) {
      throw bad(field, "is a list of two numbers");
    }
    return new Parameter.Range(value.path(0).doubleValue(), value.path(1).doubleValue());
  }

  List<String> texts(String field) throws BadWorkflow {
    var texts = new ArrayList<String>();
    JsonNode value = object.path(field);
    if (!value.isMissingNode() && !value.isArray()) {
      throw bad(field, "is a list");
    }
    value.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  /// The fields of an object in their order; none when it is not there.
  Map<String, JsonNode> members(String field) throws BadWorkflow {
    JsonNode value = object.path(field);
    if (!value.isMissingNode() && !value.isObject()) {
      throw bad(field, "is an object in braces");
    }
    var members = new LinkedHashMap<String, JsonNode>();
    value.properties().forEach(each -> members.put(each.getKey(), each.getValue()));
    return members;
  }

  ManifestFields inner(String field, JsonNode value, Set<String> known) throws BadWorkflow {
    return new ManifestFields(where + (where.endsWith(":") ? " " : ".") + field, value, known);
  }
}
