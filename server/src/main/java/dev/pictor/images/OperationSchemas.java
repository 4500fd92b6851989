package dev.pictor.images;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The table of operations as JSON Schema, for the documentation of requests.
public final class OperationSchemas {
  private OperationSchemas() {}

  /// What an operation takes in `params`: its pictures and its parameters, and nothing else.
  public static Map<String, Object> params(Operation operation) {
    var properties = new LinkedHashMap<String, Object>();
    for (InputField input : operation.inputs()) {
      input
          .fields()
          .forEach(name ->
              properties.put(name, Map.of("type", "string", "description", input.sentence())));
    }
    for (Parameter parameter : operation.parameters()) {
      parameter.names().forEach(name -> properties.put(name, described(parameter)));
    }
    var schema = new LinkedHashMap<String, Object>();
    schema.put("type", "object");
    schema.put("description", operation.sentence());
    schema.put("properties", properties);
    List<String> required =
        operation.parameters().stream().filter(Parameter::isRequired).map(Parameter::name).toList();
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("additionalProperties", false);
    return schema;
  }

  private static Map<String, Object> described(Parameter parameter) {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("description", parameter.sentence());
    if (parameter.fallback() != null) {
      schema.put("default", parameter.fallback());
    }
    Map<String, Object> form = of(parameter.form());
    // JSON's null means that it is not given.
    schema.put(
        "anyOf", parameter.isRequired() ? List.of(form) : List.of(form, Map.of("type", "null")));
    return schema;
  }

  private static Map<String, Object> of(ParameterForm form) {
    return switch (form) {
      case ParameterForm.Share() -> Map.of("type", "number", "minimum", 0, "maximum", 1);
      case ParameterForm.Whole whole -> whole(whole);
      case ParameterForm.Flag() -> Map.of("type", "boolean");
      case ParameterForm.Choice choice -> anyCase(choice.choices());
      case ParameterForm.Text text -> Map.of("type", "string", "maxLength", text.most());
      case ParameterForm.Matching matching ->
          Map.of(
              "type",
              List.of("string", "number"),
              "pattern",
              "^\\s*(" + matching.pattern().pattern() + ")\\s*$",
              "description",
              matching.words());
      case ParameterForm.Rectangle rectangle ->
          Map.of(
              "type",
              "array",
              "items",
              Map.of("type", "integer", "minimum", 0),
              "minItems",
              4,
              "maxItems",
              4,
              "description",
              rectangle.words());
    };
  }

  private static Map<String, Object> whole(ParameterForm.Whole whole) {
    Map<String, Object> range =
        Map.of("type", "integer", "minimum", whole.least(), "maximum", whole.most());
    return whole.orZero() ? Map.of("anyOf", List.of(range, Map.of("const", 0))) : range;
  }

  /// The words as they are written here; any case is taken.
  private static Map<String, Object> anyCase(List<String> words) {
    var pattern = new StringBuilder("^\\s*(");
    for (int i = 0; i < words.size(); i++) {
      pattern.append(i == 0 ? "" : "|");
      words
          .get(i)
          .codePoints()
          .forEach(c -> {
            int lower = Character.toLowerCase(c);
            int upper = Character.toUpperCase(c);
            if (lower == upper) {
              pattern.appendCodePoint(c);
            } else {
              pattern.append('[').appendCodePoint(upper).appendCodePoint(lower).append(']');
            }
          });
    }
    var schema = new LinkedHashMap<String, Object>();
    schema.put("type", "string");
    schema.put("anyOf", List.of(Map.of("enum", words), Map.of("pattern", pattern + ")\\s*$")));
    return schema;
  }

  /// A job for one operation, or for a chain of them: told apart by `job_type`.
  ///
  /// @param common what a job of any operation takes, by name
  /// @param pictures fields at the top that may carry a picture
  public static Map<String, Object> job(Map<String, Object> common, List<String> pictures) {
    var alternatives = new ArrayList<Map<String, Object>>();
    for (Operation operation : Operation.ALL) {
      alternatives.add(single(operation, common, pictures));
    }
    alternatives.add(pipeline(common));
    var schema = new LinkedHashMap<String, Object>();
    schema.put("description", "Told apart by job_type");
    schema.put("oneOf", alternatives);
    return schema;
  }

  private static Map<String, Object> single(
      Operation operation, Map<String, Object> common, List<String> pictures) {
    var properties = new LinkedHashMap<String, Object>();
    List<String> words =
        Stream.concat(Stream.of(operation.word()), Operation.aliases(operation).stream()).toList();
    properties.put("job_type", Map.of("type", "string", "enum", words));
    properties.put("params", params(operation));
    properties.put("parameters", params(operation));
    for (String picture : pictures) {
      properties.put(picture, Map.of("type", List.of("string", "null")));
    }
    properties.putAll(common);
    return object(operation.word(), properties, List.of("job_type"));
  }

  private static Map<String, Object> pipeline(Map<String, Object> common) {
    var steps = new ArrayList<Map<String, Object>>();
    for (Operation operation : Operation.ALL) {
      var step = new LinkedHashMap<String, Object>();
      List<String> words =
          Stream.concat(Stream.of(operation.word()), Operation.aliases(operation).stream())
              .toList();
      step.put("job_type", Map.of("type", "string", "enum", words));
      step.put("params", params(operation));
      steps.add(object(operation.word(), step, List.of("job_type")));
    }
    var properties = new LinkedHashMap<String, Object>();
    properties.put("job_type", Map.of("const", Operation.PIPELINE));
    properties.put(
        "steps",
        Map.of(
            "type",
            "array",
            "minItems",
            1,
            "maxItems",
            JobForm.MOST_STEPS,
            "items",
            Map.of("oneOf", steps)));
    properties.putAll(common);
    return object(Operation.PIPELINE, properties, List.of("job_type", "steps"));
  }

  private static Map<String, Object> object(
      String title, Map<String, Object> properties, List<String> required) {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("title", title);
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", required);
    schema.put("additionalProperties", false);
    return schema;
  }
}
