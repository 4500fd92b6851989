package dev.pictor.engine.theme;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// One object of a theme's JSON, read field by field. Every complaint names the file, the way to
/// the field and what is allowed; [#end] complains of fields that nobody asked for, since a
/// misspelt one would otherwise be ignored.
final class Fields {
  private final String path;
  private final JsonNode object;
  private final Set<String> asked = new HashSet<>();

  /// @param path of the object, beginning with the file: `theme.json: parts[1].surface`
  Fields(String path, JsonNode object) {
    if (!object.isObject()) {
      throw new BadTheme(path + " is an object in braces");
    }
    this.path = path;
    this.object = object;
  }

  private JsonNode find(String name) {
    asked.add(name);
    return object.path(name);
  }

  boolean has(String name) {
    return !find(name).isMissingNode();
  }

  String text(String name, int longest) {
    JsonNode node = find(name);
    if (!node.isTextual() || node.asText().isBlank() || node.asText().length() > longest) {
      throw wrong(name, "is a text of 1 to " + longest + " characters");
    }
    return node.asText();
  }

  String text(String name, int longest, String otherwise) {
    return has(name) && !find(name).asText(" ").isEmpty() ? text(name, longest) : otherwise;
  }

  double number(String name, double least, double most) {
    JsonNode node = find(name);
    if (!node.isNumber() || !(node.asDouble() >= least && node.asDouble() <= most)) {
      throw wrong(name, "is a number from " + plain(least) + " to " + plain(most));
    }
    return node.asDouble();
  }

  double number(String name, double least, double most, double otherwise) {
    return has(name) ? number(name, least, most) : otherwise;
  }

  boolean flag(String name, boolean otherwise) {
    JsonNode node = find(name);
    if (!node.isMissingNode() && !node.isBoolean()) {
      throw wrong(name, "is true or false");
    }
    return node.asBoolean(otherwise);
  }

  /// A colour as `#rrggbb`.
  int colour(String name, int otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    String text = find(name).asText();
    if (!text.matches("#[0-9a-fA-F]{6}")) {
      throw wrong(name, "is a colour like #20303f");
    }
    return Integer.parseInt(text.substring(1), 16);
  }

  /// One of a few words.
  String word(String name, Set<String> allowed) {
    String text = find(name).asText();
    if (!allowed.contains(text)) {
      throw wrong(name, "is one of " + String.join(", ", new TreeSet<>(allowed)));
    }
    return text;
  }

  Fields object(String name) {
    return new Fields(path + dot() + name, find(name));
  }

  /// The same, empty when it is missing.
  Fields objectOrEmpty(String name) {
    return has(name)
        ? object(name)
        : new Fields(path + dot() + name, JsonNodeFactory.instance.objectNode());
  }

  List<Fields> objects(String name, int least, int most) {
    JsonNode node = find(name);
    if (!node.isArray() || node.size() < least || node.size() > most) {
      throw wrong(name, "is a list of " + least + " to " + most + " objects");
    }
    List<Fields> objects = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      objects.add(new Fields(path + dot() + name + "[" + i + "]", node.get(i)));
    }
    return objects;
  }

  /// Two numbers in brackets.
  double[] pair(String name, double least, double most) {
    JsonNode node = find(name);
    if (!node.isArray() || node.size() != 2 || !within(node, least, most)) {
      throw wrong(
          name, "is a pair of numbers from " + plain(least) + " to " + plain(most) + ", [x, y]");
    }
    return new double[] {node.get(0).asDouble(), node.get(1).asDouble()};
  }

  private static boolean within(JsonNode pair, double least, double most) {
    for (JsonNode node : pair) {
      if (!node.isNumber() || !(node.asDouble() >= least && node.asDouble() <= most)) {
        return false;
      }
    }
    return true;
  }

  /// All names in this object.
  List<String> names() {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /// Complains of what was not asked for.
  void end() {
    for (String name : names()) {
      if (!asked.contains(name)) {
        throw wrong(name, "is unknown; known here are " + String.join(", ", new TreeSet<>(asked)));
      }
    }
  }

  BadTheme wrong(String name, String rule) {
    return new BadTheme(path + dot() + name + " " + rule);
  }

  private String dot() {
    return path.endsWith(".json") ? ": " : ".";
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
