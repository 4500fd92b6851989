package dev.pictor.platform.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.NamingBase;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// JSON Schema (2020-12, as OpenAPI 3.1 uses it) of our wire records, by their components.
final class JsonSchema {
  private static final NamingBase NAMES = (NamingBase) PropertyNamingStrategies.SNAKE_CASE;

  private final Map<String, Object> components = new TreeMap<>();

  /// The named schemas met so far, for `components.schemas`.
  Map<String, Object> components() {
    return components;
  }

  Map<String, Object> of(Type type) {
    return switch (type) {
      case ParameterizedType list when list.getRawType() == List.class ->
          Map.of("type", "array", "items", of(list.getActualTypeArguments()[0]));
      case ParameterizedType map when map.getRawType() == Map.class ->
          Map.of("type", "object", "additionalProperties", of(map.getActualTypeArguments()[1]));
      case Class<?> plain when plain.isRecord() -> reference(plain);
      case Class<?> plain when plain.isEnum() ->
          Map.of(
              "type",
              "string",
              "enum",
              Arrays.stream(plain.getEnumConstants()).map(Object::toString).toList());
      case Class<?> plain -> simple(plain);
      default -> Map.of();
    };
  }

  private Map<String, Object> reference(Class<?> wire) {
    String name = nameOf(wire);
    if (!components.containsKey(name)) {
      components.put(name, Map.of()); // Holds the place, for records that contain themselves.
      components.put(name, object(wire));
    }
    return Map.of("$ref", "#/components/schemas/" + name);
  }

  private static String nameOf(Class<?> wire) {
    String packageName = wire.getPackageName();
    String surface = packageName.substring(packageName.lastIndexOf('.') + 1);
    return surface + "." + wire.getSimpleName();
  }

  private Map<String, Object> object(Class<?> wire) {
    var properties = new LinkedHashMap<String, Object>();
    var required = new java.util.ArrayList<String>();
    for (RecordComponent component : wire.getRecordComponents()) {
      String name = NAMES.translate(component.getName());
      boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      Map<String, Object> schema = of(component.getGenericType());
      properties.put(
          name, nullable ? Map.of("anyOf", List.of(schema, Map.of("type", "null"))) : schema);
      if (!nullable) {
        required.add(name);
      }
    }
    return Map.of("type", "object", "properties", properties, "required", required);
  }

  private static Map<String, Object> simple(Class<?> type) {
    if (type == Instant.class) {
      return Map.of("type", "string", "format", "date-time");
    }
    if (type == UUID.class) {
      return Map.of("type", "string", "format", "uuid");
    }
    if (type == byte[].class) {
      return Map.of("type", "string", "format", "binary");
    }
    return type == Object.class ? Map.of() : Map.of("type", jsonType(type));
  }

  private static String jsonType(Class<?> type) {
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return "integer";
    }
    if (type == double.class
        || type == Double.class
        || type == float.class
        || type == Float.class) {
      return "number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "boolean";
    }
    return Map.class.isAssignableFrom(type) ? "object" : "string";
  }

  /// What a field of this type takes, for a sentence in an error message.
  static String wordFor(Class<?> type) {
    if (type.isArray() || List.class.isAssignableFrom(type)) {
      return "a list";
    }
    return switch (jsonType(type)) {
      case "integer" -> "a whole number";
      case "number" -> "a number";
      case "boolean" -> "true or false";
      case "object" -> "an object";
      default -> type.isRecord() ? "an object" : "a string";
    };
  }
}
