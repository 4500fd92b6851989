package dev.pictor.images;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.engine.theme.Theme;
import dev.pictor.platform.Json;
import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a theme is at one version, as it is stored.
///
/// @param json in the form of `theme.json`, without an id; parts only when it has its own
/// @param base the theme that ships and whose look it has; null when it has parts
/// @param drawings SVG texts by file name
record ThemeDocument(ObjectNode json, @Nullable String base, Map<String, String> drawings) {
  private static final TypeReference<List<Map<String, Object>>> PARTS = new TypeReference<>() {};
  private static final TypeReference<Map<String, Object>> GRADE = new TypeReference<>() {};
  private static final String PARTS_FIELD = "parts";
  private static final String GRADE_FIELD = "grade";
  private static final int MOST_DRAWINGS = 16;

  ThemeDocument {
    drawings = Map.copyOf(drawings);
  }

  /// A new one, with the usual values where the form says nothing.
  static ThemeDocument of(ThemeForm form) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("negative_prompt", "").put("strength", 0.5).put("operation", "theme");
    json.putObject("lora").put("name", "").put("weight", 1.0);
    return new ThemeDocument(json, null, Map.of()).with(form);
  }

  /// A theme that ships, as a document to begin changes with.
  static ThemeDocument of(Theme theme) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", theme.name())
        .put("description", theme.description())
        .put("prompt", theme.prompt())
        .put("negative_prompt", theme.negativePrompt())
        .put("strength", theme.strength())
        .put("operation", theme.operation());
    json.putObject("lora").put("name", theme.lora()).put("weight", theme.loraWeight());
    return new ThemeDocument(json, theme.id(), Map.of());
  }

  /// What is left of it when the form's fields take the place of its own.
  ThemeDocument with(ThemeForm form) {
    ObjectNode changed = json.deepCopy();
    put(changed, "name", form.name());
    put(changed, "description", form.description());
    put(changed, "prompt", form.prompt());
    put(changed, "negative_prompt", form.negativePrompt());
    put(changed, "strength", form.strength());
    put(changed, "operation", form.operation());
    if (form.lora() != null) {
      changed.set("lora", Json.MAPPER.valueToTree(form.lora()));
    }
    ThemeForm.Overlay overlay = form.overlay();
    return overlay == null ? new ThemeDocument(changed, base, drawings) : with(changed, overlay);
  }

  private static ThemeDocument with(ObjectNode json, ThemeForm.Overlay overlay) {
    Map<String, String> drawings = overlay.drawings() == null ? Map.of() : overlay.drawings();
    json.remove(List.of(PARTS_FIELD, GRADE_FIELD));
    put(json, PARTS_FIELD, overlay.parts());
    put(json, GRADE_FIELD, overlay.grade());
    return new ThemeDocument(json, overlay.from(), drawings);
  }

  private static void put(ObjectNode json, String field, @Nullable Object value) {
    if (value != null) {
      json.set(field, Json.MAPPER.valueToTree(value));
    }
  }

  /// What the engine's own checks do not look at.
  List<FieldError> faults() {
    var faults = new ArrayList<FieldError>();
    boolean hasParts = json.has(PARTS_FIELD);
    if (hasParts == (base != null)) {
      faults.add(
          new FieldError(
              "overlay", "has either from, the id of a theme that ships, or parts of its own."));
    }
    if (!hasParts && !drawings.isEmpty()) {
      faults.add(new FieldError("overlay.drawings", "belong to parts; give those too."));
    }
    if (drawings.size() > MOST_DRAWINGS) {
      faults.add(new FieldError("overlay.drawings", "are at most " + MOST_DRAWINGS + "."));
    }
    if (!json.path("operation").asText().equals("theme")) {
      faults.add(new FieldError("operation", "is theme."));
    }
    return faults;
  }

  /// @throws Problem INVALID_REQUEST with every fault
  void check() {
    List<FieldError> faults = faults();
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
  }

  /// The same as an admin would write it.
  ThemeForm form(boolean enabled, int position) {
    JsonNode lora = json.path("lora");
    JsonNode parts = json.get(PARTS_FIELD);
    JsonNode grade = json.get(GRADE_FIELD);
    return new ThemeForm(
        null,
        text("name"),
        text("description"),
        text("prompt"),
        text("negative_prompt"),
        new ThemeForm.Lora(lora.path("name").asText(""), lora.path("weight").asDouble(1)),
        json.path("strength").asDouble(),
        text("operation"),
        new ThemeForm.Overlay(
            base,
            parts == null ? null : Json.MAPPER.convertValue(parts, PARTS),
            grade == null ? null : Json.MAPPER.convertValue(grade, GRADE),
            drawings.isEmpty() ? null : drawings),
        enabled,
        position);
  }

  private String text(String field) {
    return json.path(field).asText("");
  }
}
