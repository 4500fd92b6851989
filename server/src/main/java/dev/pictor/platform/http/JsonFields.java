package dev.pictor.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.platform.Problem.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A JSON object read field by field; what is wrong is collected, so that all of it can be told at
/// once.
public final class JsonFields {
  private final ObjectNode body;
  private final String path;
  private final List<FieldError> faults;
  private final Set<String> asked = new LinkedHashSet<>();

  /// @param path what stands before a field's name in a fault
  /// @param faults what is wrong is added to it
  public JsonFields(ObjectNode body, String path, List<FieldError> faults) {
    this.body = body;
    this.path = path;
    this.faults = faults;
  }

  public void fault(String field, String message) {
    faults.add(new FieldError(path + field, message));
  }

  private @Nullable JsonNode find(String field) {
    asked.add(field);
    JsonNode value = body.get(field);
    return value == null || value.isNull() ? null : value;
  }

  public boolean has(String field) {
    return find(field) != null;
  }

  public @Nullable String text(String field) {
    JsonNode value = find(field);
    if (value == null) {
      return null;
    }
    if (!value.isTextual() || value.asText().isBlank()) {
      fault(field, "is text, and not empty.");
      return null;
    }
    return value.asText().strip();
  }

  /// One of some words, in any case.
  public String word(String field, List<String> words, String fallback) {
    JsonNode value = find(field);
    if (value == null) {
      return fallback;
    }
    return words.stream()
        .filter(word -> value.isTextual() && word.equalsIgnoreCase(value.asText()))
        .findFirst()
        .orElseGet(() -> {
          fault(field, "is one of " + String.join(", ", words) + ".");
          return fallback;
        });
  }

  public int whole(String field, int least, int most, int fallback) {
    JsonNode value = find(field);
    if (value == null) {
      return fallback;
    }
    boolean valid =
        value.canConvertToExactIntegral() && value.asLong() >= least && value.asLong() <= most;
    if (!valid) {
      fault(field, "is a whole number, " + least + " to " + most + ".");
    }
    return valid ? value.asInt() : fallback;
  }

  /// An object; empty when it is not given or none.
  public ObjectNode object(String field) {
    JsonNode value = find(field);
    if (value instanceof ObjectNode object) {
      return object;
    }
    if (value != null) {
      fault(field, "is an object.");
    }
    return JsonNodeFactory.instance.objectNode();
  }

  /// The objects of a list.
  public List<ObjectNode> objects(String field) {
    var objects = new ArrayList<ObjectNode>();
    JsonNode value = find(field);
    if (value != null && !value.isArray()) {
      fault(field, "is a list.");
    } else if (value != null) {
      for (JsonNode each : value) {
        if (each instanceof ObjectNode object) {
          objects.add(object);
        } else {
          fault(field + "[" + objects.size() + "]", "is an object.");
        }
      }
    }
    return objects;
  }

  /// A map of text to text.
  ///
  /// @param most entries
  /// @param longest characters of a value
  public Map<String, String> texts(String field, int most, int longest) {
    var texts = new LinkedHashMap<String, String>();
    for (var each : object(field).properties()) {
      boolean valid = each.getValue().isTextual() && each.getValue().asText().length() <= longest;
      if (!valid || each.getValue().asText().indexOf('\0') >= 0) {
        fault(field + "." + each.getKey(), "is text of at most " + longest + " characters.");
      } else {
        texts.put(each.getKey(), each.getValue().asText());
      }
    }
    if (texts.size() > most) {
      fault(field, "has at most " + most + " entries.");
    }
    return texts;
  }

  /// Every field that nobody asked for is a fault: a typing mistake must not be ignored.
  public void refuseOthers() {
    body.fieldNames()
        .forEachRemaining(name -> {
          if (!asked.contains(name)) {
            fault(
                name,
                "is not known here; known are "
                    + String.join(", ", asked.stream().sorted().toList())
                    + ".");
          }
        });
  }
}
