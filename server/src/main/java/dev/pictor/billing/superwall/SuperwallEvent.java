package dev.pictor.billing.superwall;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event of Superwall, read leniently: the names of its members may be in `camelCase` or
/// `snake_case`, and stand in `data` or in an object within it, as the older envelope and the newer
/// one differ in that.
final class SuperwallEvent {
  private static final int DEEPEST = 4;

  private final JsonNode root;
  private final Map<String, JsonNode> members = new HashMap<>();

  SuperwallEvent(JsonNode root) {
    this.root = root;
    collect(root);
  }

  /// What stands nearer to the top counts, and within `data` before elsewhere.
  private void collect(JsonNode from) {
    record Place(JsonNode node, int depth) {}
    var places = new ArrayDeque<Place>();
    places.add(new Place(from.path("data"), 1));
    places.add(new Place(from, 0));
    while (!places.isEmpty()) {
      Place place = places.remove();
      for (var member : place.node().properties()) {
        if (member.getValue().isObject() && place.depth() < DEEPEST) {
          places.add(new Place(member.getValue(), place.depth() + 1));
        } else if (member.getValue().isValueNode() && !member.getValue().isNull()) {
          members.putIfAbsent(plain(member.getKey()), member.getValue());
        }
      }
    }
  }

  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  /// The event's own id; the delivery's when it has none.
  String id(String delivery) {
    String id = root.path("data").path("id").asText();
    return id.isEmpty() ? delivery : id;
  }

  /// Such as `initial_purchase`.
  String type() {
    String type = root.path("type").asText();
    String word = type.isEmpty() ? text("name") : type;
    return word.substring(word.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  String text(String name) {
    JsonNode node = members.get(plain(name));
    return node == null ? "" : node.asText();
  }

  double number(String name) {
    JsonNode node = members.get(plain(name));
    return node == null ? 0 : node.asDouble();
  }

  /// Milliseconds since 1970, or RFC 3339.
  @Nullable Instant time(String name) {
    JsonNode node = members.get(plain(name));
    if (node == null) {
      return null;
    }
    if (node.isNumber()) {
      return Instant.ofEpochMilli(node.asLong());
    }
    try {
      return Instant.parse(node.asText());
    } catch (DateTimeParseException _) {
      return null;
    }
  }

  /// Who bought: the attribute `user_id` that the app gives its user at Superwall, or else the name
  /// it identified the user by; null when that is no id like ours.
  @Nullable UUID account() {
    UUID attribute = uuid(attribute("user_id"));
    return attribute == null ? uuid(text("originalAppUserId")) : attribute;
  }

  private String attribute(String name) {
    for (JsonNode place : new JsonNode[] {root.path("data"), root}) {
      for (var member : place.properties()) {
        if (plain(member.getKey()).equals("userattributes")) {
          return member.getValue().path(name).asText();
        }
      }
    }
    return "";
  }

  private static @Nullable UUID uuid(String text) {
    try {
      return text.length() == 36 ? UUID.fromString(text) : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
