package dev.pictor.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Values that a schema of the document allows, and values that are a little or very wrong. The
/// same seed gives the same values.
final class RandomJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /// Texts that have broken services before: control characters, NUL, half a pair of surrogates,
  /// right-to-left, quotes for SQL and HTML, paths, templates, numbers as text.
  private static final List<String> ODD_TEXTS =
      List.of(
          "",
          " ",
          "\u0000",
          "a\u0000b",
          "\uD83D\uDE00",
          "\uD83D",
          "\u202Eabc",
          "A\u0301\u0301\u0301",
          "'; drop table identity_user; --",
          "<script>alert(1)</script>",
          "../../../../etc/passwd",
          "${jndi:ldap://127.0.0.1/a}",
          "{{7*7}}",
          "%s%n%x",
          "NaN",
          "-1",
          "1e400",
          "null",
          "true",
          "data:image/png;base64,AAAA",
          "data:,",
          "http://127.0.0.1:1/x.png",
          "http://[::1]/",
          "file:///etc/passwd",
          "users/0199f0c2-9d00-7000-8000-000000000000/uploads/x.jpg",
          "0199f0c2-9d00-7000-8000-2b1f0c9e8d7a",
          "2026-02-30T25:61:00Z",
          "\r\nX-Injected: 1",
          "\uFEFF",
          "I\u0307");

  private final SplittableRandom random;
  private final JsonNode document;

  RandomJson(SplittableRandom random, JsonNode document) {
    this.random = random;
    this.document = document;
  }

  /// A value that the schema allows, or nearly: what patterns ask for is left to the mutations.
  JsonNode of(JsonNode schema, int depth) {
    if (schema.has("$ref")) {
      return of(document.at(schema.get("$ref").asText().substring(1)), depth);
    }
    for (String choice : List.of("oneOf", "anyOf")) {
      if (schema.has(choice)) {
        return of(pick(schema.get(choice)), depth);
      }
    }
    if (schema.has("const")) {
      return schema.get("const");
    }
    if (schema.has("enum")) {
      return pick(schema.get("enum"));
    }
    JsonNode type = schema.path("type");
    return switch (type.isArray() ? pick(type).asText() : type.asText()) {
      case "object" -> object(schema, depth);
      case "array" -> array(schema, depth);
      case "integer" -> JSON.numberNode(whole(schema));
      case "number" -> JSON.numberNode(schema.path("minimum").asDouble(0) + random.nextDouble());
      case "boolean" -> JSON.booleanNode(random.nextBoolean());
      case "null" -> JSON.nullNode();
      default -> JSON.textNode(text());
    };
  }

  private JsonNode object(JsonNode schema, int depth) {
    ObjectNode object = JSON.objectNode();
    for (var property : schema.path("properties").properties()) {
      boolean must = contains(schema.path("required"), property.getKey());
      if (must || (depth < 4 && random.nextInt(3) == 0)) {
        object.set(property.getKey(), of(property.getValue(), depth + 1));
      }
    }
    return object;
  }

  private static boolean contains(JsonNode list, String word) {
    for (JsonNode each : list) {
      if (each.asText().equals(word)) {
        return true;
      }
    }
    return false;
  }

  private JsonNode array(JsonNode schema, int depth) {
    ArrayNode array = JSON.arrayNode();
    int least = schema.path("minItems").asInt(0);
    int count = least + random.nextInt(Math.max(1, schema.path("maxItems").asInt(4) - least + 1));
    for (int i = 0; i < Math.min(count, 5); i++) {
      array.add(of(schema.path("items"), depth + 1));
    }
    return array;
  }

  /// The ends of the range more often than its middle, and one beyond them now and then.
  private long whole(JsonNode schema) {
    long least = schema.path("minimum").asLong(-5);
    long most = schema.path("maximum").asLong(least + 1000);
    return switch (random.nextInt(5)) {
      case 0 -> least;
      case 1 -> most;
      case 2 -> random.nextBoolean() ? least - 1 : most + 1;
      default -> random.nextLong(least, most + 1);
    };
  }

  String text() {
    return ODD_TEXTS.get(random.nextInt(ODD_TEXTS.size()));
  }

  private JsonNode pick(JsonNode list) {
    return list.isEmpty() ? JSON.nullNode() : list.get(random.nextInt(list.size()));
  }

  /// The same with one thing changed, anywhere in it: another type, one more, one less.
  JsonNode mutated(JsonNode value) {
    if (value.isObject() && !value.isEmpty() && random.nextInt(8) > 0) {
      ObjectNode copy = value.deepCopy();
      List<String> names = new ArrayList<>();
      copy.fieldNames().forEachRemaining(names::add);
      String name = names.get(random.nextInt(names.size()));
      switch (random.nextInt(5)) {
        case 0 -> copy.remove(name);
        case 1 -> copy.set(random.nextBoolean() ? "no_such_field" : text(), anything(0));
        case 2 -> copy.set(name, anything(0));
        default -> copy.set(name, mutated(copy.get(name)));
      }
      return copy;
    }
    if (value.isArray() && !value.isEmpty() && random.nextInt(4) > 0) {
      ArrayNode copy = value.deepCopy();
      int at = random.nextInt(copy.size());
      switch (random.nextInt(3)) {
        case 0 -> copy.remove(at);
        case 1 -> {
          JsonNode again = copy.get(at);
          for (int i = 0; i < 200; i++) {
            copy.add(again);
          }
        }
        default -> copy.set(at, mutated(copy.get(at)));
      }
      return copy;
    }
    return anything(0);
  }

  /// Any JSON at all.
  private JsonNode anything(int depth) {
    return switch (random.nextInt(depth < 3 ? 12 : 9)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(random.nextBoolean());
      case 2 -> JSON.numberNode(random.nextInt(-3, 4));
      case 3 -> JSON.numberNode(Long.MAX_VALUE);
      case 4 -> JSON.numberNode(new BigDecimal("1e400"));
      case 5 -> JSON.numberNode(random.nextDouble(-2, 2));
      case 6 -> JSON.textNode("x".repeat(random.nextInt(5000)));
      case 7, 8 -> JSON.textNode(text());
      case 9 -> JSON.arrayNode();
      case 10 -> JSON.arrayNode().add(anything(depth + 1)).add(anything(depth + 1));
      default -> JSON.objectNode().set("a", anything(depth + 1));
    };
  }
}
