package dev.pictor.projects;

import dev.pictor.platform.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// A project's fields in words for its owner.
final class DesignWords {
  private DesignWords() {}

  /// Every field with its value, by the names that clients use.
  static Map<String, Object> fields(Design design) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("mode", design.mode());
    fields.put("platform", design.platform());
    fields.put("width", design.width());
    fields.put("height", design.height());
    fields.put("headline", design.headline());
    fields.put("subtext", design.subtext());
    fields.put("vibe", design.vibe());
    fields.put("colours", design.colours());
    fields.put("model_pref", design.modelPref().word());
    fields.put("variants", design.variants());
    return fields;
  }

  /// The fields that are different now, with their new values.
  static Map<String, Object> differences(Design before, Design after) {
    var changed = fields(after);
    fields(before)
        .forEach((name, value) -> {
          if (Objects.equals(changed.get(name), value)) {
            changed.remove(name);
          }
        });
    return changed;
  }

  /// `the headline to “Wow”, the platform to tiktok and the width to 1080`
  static String list(Map<String, Object> changes) {
    List<String> parts =
        changes.entrySet().stream()
            .map(each -> "the " + name(each.getKey()) + " to " + value(each.getValue()))
            .toList();
    return parts.size() == 1
        ? parts.getFirst()
        : String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
  }

  /// `The headline is “Wow”.`
  static String state(Design design, String field) {
    return "The "
        + name(field)
        + (field.equals("colours") ? " are " : " is ")
        + value(Objects.requireNonNull(fields(design).get(field)))
        + ".";
  }

  private static String name(String field) {
    return switch (field) {
      case "model_pref" -> "model";
      case "variants" -> "number of variants";
      default -> field;
    };
  }

  private static String value(Object value) {
    return switch (value) {
      case String text when text.isEmpty() -> "nothing";
      case String text -> "“" + text + "”";
      case List<?> list when list.isEmpty() -> "those of the vibe";
      case List<?> list -> list.stream().map(Object::toString).collect(Collectors.joining(", "));
      default -> value.toString();
    };
  }

  /// What is wrong, for the person who said it.
  static String reasons(Problem refusal) {
    return refusal.errors().isEmpty()
        ? refusal.detail()
        : refusal.errors().stream()
            .map(fault -> fault.field() + " " + fault.message())
            .collect(Collectors.joining(" "));
  }
}
