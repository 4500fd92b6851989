package dev.pictor.platform.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.NamingBase;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// JSON Schema (2020-12, as OpenAPI 3.1 uses it) of our wire records, by their components.
final class JsonSchema {
  private static final NamingBase NAMES = (NamingBase) PropertyNamingStrategies.SNAKE_CASE;

  private final Map<String, Map<String, Object>> components = new TreeMap<>();
  private final Map<Class<?>, String> names = new HashMap<>();
  private final Set<String> answered = new LinkedHashSet<>();
  private boolean inAnswer;

  /// The named schemas met so far, for `components.schemas`. A request's record is closed: what is
  /// not known in it is refused.
  Map<String, Object> components() {
    components.forEach((name, schema) -> {
      if (!answered.contains(name)) {
        schema.put("additionalProperties", false);
      }
    });
    return new TreeMap<>(components);
  }

  /// The schema of what this example is one of.
  ///
  /// @param inAnswer whether we send it, rather than read it
  Map<String, Object> like(Object example, boolean inAnswer) {
    this.inAnswer = inAnswer;
    return ofExample(example);
  }

  private Map<String, Object> ofExample(Object example) {
    return switch (example) {
      case JsonNode _ -> Map.of("type", "object");
      case Collection<?> list -> Map.of("type", "array", "items", anyOf(list));
      case Map<?, ?> _ -> Map.of("type", "object");
      case Record wire -> {
        yield hasAnything(wire.getClass()) ? filled(wire) : reference(wire.getClass());
      }
      default -> of(example.getClass());
    };
  }

  private Map<String, Object> anyOf(Collection<?> examples) {
    var schemas = new LinkedHashSet<Map<String, Object>>();
    examples.forEach(each -> schemas.add(ofExample(each)));
    if (schemas.isEmpty()) {
      return Map.of();
    }
    return schemas.size() == 1 ? schemas.iterator().next() : Map.of("anyOf", List.copyOf(schemas));
  }

  private static boolean hasAnything(Class<?> wire) {
    return Arrays.stream(wire.getRecordComponents())
        .anyMatch(component -> isAnything(component.getGenericType()));
  }

  /// Where a component is declared as anything, the schema is that of what the example has there,
  /// so that it is no other example's.
  private Map<String, Object> filled(Record wire) {
    Map<String, Object> schema = object(wire.getClass());
    var properties = new LinkedHashMap<String, Object>();
    for (RecordComponent component : wire.getClass().getRecordComponents()) {
      String name = jsonName(component);
      Object value = isAnything(component.getGenericType()) ? valueOf(component, wire) : null;
      properties.put(
          name,
          value == null
              ? ((Map<?, ?>) Objects.requireNonNull(schema.get("properties"))).get(name)
              : ofExample(value));
    }
    schema.put("properties", properties);
    return schema;
  }

  private static boolean isAnything(Type type) {
    return type == Object.class
        || type instanceof TypeVariable<?>
        || (type instanceof ParameterizedType list
            && list.getRawType() == List.class
            && (list.getActualTypeArguments()[0] == Object.class
                || list.getActualTypeArguments()[0] instanceof WildcardType));
  }

  private static @Nullable Object valueOf(RecordComponent component, Record wire) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(wire);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record's component cannot be read: " + component, e);
    }
  }

  /// The schema of a type that is no record, for parameters.
  static Map<String, Object> plain(Class<?> type) {
    return type.isEnum() ? words(type) : simple(type);
  }

  private Map<String, Object> of(Type type) {
    return switch (type) {
      case ParameterizedType list when Collection.class.isAssignableFrom(raw(list)) ->
          Map.of("type", "array", "items", of(list.getActualTypeArguments()[0]));
      case ParameterizedType map when raw(map) == Map.class ->
          Map.of("type", "object", "additionalProperties", of(map.getActualTypeArguments()[1]));
      case Class<?> plain when plain.isRecord() -> reference(plain);
      case Class<?> plain -> plain(plain);
      default -> Map.of();
    };
  }

  private static Class<?> raw(ParameterizedType type) {
    return (Class<?>) type.getRawType();
  }

  private static Map<String, Object> words(Class<?> type) {
    return Map.of(
        "type",
        "string",
        "enum",
        Arrays.stream(type.getEnumConstants()).map(Object::toString).toList());
  }

  private Map<String, Object> reference(Class<?> wire) {
    String name = nameOf(wire);
    if (inAnswer && answered.add(name)) {
      components.remove(name); // Its own records are answered as well.
    }
    if (!components.containsKey(name)) {
      // Holds the place, for records that contain themselves.
      components.put(name, new LinkedHashMap<>());
      components.put(name, object(wire));
    }
    return Map.of("$ref", "#/components/schemas/" + name);
  }

  /// The package and the name; two records of one name get that of their class before it.
  private String nameOf(Class<?> wire) {
    String known = names.get(wire);
    if (known != null) {
      return known;
    }
    String packageName = wire.getPackageName();
    String surface = packageName.substring(packageName.lastIndexOf('.') + 1) + ".";
    String name = surface + wire.getSimpleName();
    if (names.containsValue(name) && wire.getEnclosingClass() != null) {
      name = surface + wire.getEnclosingClass().getSimpleName() + wire.getSimpleName();
    }
    names.put(wire, name);
    return name;
  }

  private Map<String, Object> object(Class<?> wire) {
    var properties = new LinkedHashMap<String, Object>();
    var required = new ArrayList<String>();
    for (RecordComponent component : wire.getRecordComponents()) {
      String name = jsonName(component);
      Accepts accepts = component.getAnnotation(Accepts.class);
      boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      boolean must = !nullable || (accepts != null && accepts.required());
      Map<String, Object> schema = bounded(of(component.getGenericType()), accepts);
      properties.put(name, must ? schema : orNull(schema));
      if (must) {
        required.add(name);
      }
    }
    var schema = new LinkedHashMap<String, Object>();
    schema.put("type", "object");
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    return schema;
  }

  private static String jsonName(RecordComponent component) {
    JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
    return named != null && !named.value().isEmpty()
        ? named.value()
        : NAMES.translate(component.getName());
  }

  private static Map<String, Object> bounded(
      Map<String, Object> schema, @Nullable Accepts accepts) {
    if (accepts == null) {
      return schema;
    }
    var bounded = new LinkedHashMap<>(schema);
    if (!Double.isNaN(accepts.min())) {
      bounded.put("minimum", number(accepts.min()));
    }
    if (!Double.isNaN(accepts.max())) {
      bounded.put("maximum", number(accepts.max()));
    }
    if (accepts.shortest() >= 0) {
      bounded.put("minLength", accepts.shortest());
    }
    if (accepts.longest() >= 0) {
      bounded.put("maxLength", accepts.longest());
    }
    if (accepts.words().length > 0) {
      bounded.put("enum", List.of(accepts.words()));
    }
    return bounded;
  }

  private static Number number(double value) {
    return value == Math.rint(value) ? (Number) (long) value : (Number) value;
  }

  private static Map<String, Object> orNull(Map<String, Object> schema) {
    if (schema.isEmpty()) {
      return schema;
    }
    if (!(schema.get("type") instanceof String type)) {
      return Map.of("anyOf", List.of(schema, Map.of("type", "null")));
    }
    var either = new LinkedHashMap<>(schema);
    either.put("type", List.of(type, "null"));
    if (schema.get("enum") instanceof List<?> words) {
      var more = new ArrayList<@Nullable Object>(words);
      more.add(null);
      either.put("enum", more);
    }
    return either;
  }

  private static Map<String, Object> simple(Class<?> type) {
    if (type == Instant.class) {
      return Map.of("type", "string", "format", "date-time");
    }
    if (type == LocalDate.class) {
      return Map.of("type", "string", "format", "date");
    }
    if (type == UUID.class) {
      return Map.of("type", "string", "format", "uuid");
    }
    if (type == Object.class || JsonNode.class == type) {
      return Map.of();
    }
    return Map.of("type", jsonType(type));
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
    return Map.class.isAssignableFrom(type) || JsonNode.class.isAssignableFrom(type)
        ? "object"
        : "string";
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
