package dev.pictor.providers.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An input of a node that is filled in for each order.
///
/// @param node of the graph
/// @param input of that node
/// @param from the value that goes there, one of [Values#NAMES]; null for always the fallback
/// @param fallback used when there is no such value
/// @param words turns values into what the node calls them; empty for no translation
/// @param between where a share of 0 and a share of 1 lie; null to take the value as it is
/// @param ending put behind a text that does not have it, such as `.safetensors`
public record Parameter(
    String name,
    String node,
    String input,
    Type type,
    @Nullable String from,
    JsonNode fallback,
    Map<String, JsonNode> words,
    @Nullable Range between,
    String ending) {
  public Parameter {
    words = Map.copyOf(words);
  }

  /// What a value must be.
  public sealed interface Type {
    /// A whole number.
    record Whole(Range range) implements Type {}

    /// A number.
    record Decimal(Range range) implements Type {}

    /// A text of at most so many characters.
    record Text(int longest) implements Type {}

    /// True or false.
    record Flag() implements Type {}

    /// One of these.
    record Choice(List<String> of) implements Type {
      public Choice {
        of = List.copyOf(of);
      }
    }
  }

  /// Both ends are allowed.
  public record Range(double least, double most) {
    boolean contains(double value) {
      return value >= least && value <= most;
    }

    double at(double share) {
      return least + (most - least) * share;
    }

    @Override
    public String toString() {
      return plain(least) + " to " + plain(most);
    }

    private static String plain(double value) {
      return value == Math.rint(value) && Math.abs(value) < 1e15
          ? Long.toString((long) value)
          : Double.toString(value);
    }
  }

  /// What goes into the graph.
  ///
  /// @throws Unfit when the value is not one that is allowed here
  JsonNode in(Values values) throws Unfit {
    Optional<JsonNode> given = from == null ? Optional.empty() : values.find(from);
    return checked(given.isEmpty() ? fallback : translated(given.get()));
  }

  private JsonNode translated(JsonNode given) throws Unfit {
    JsonNode value = given;
    if (!words.isEmpty()) {
      value = words.get(given.asText());
      if (value == null) {
        throw unfit(
            given, "one of " + String.join(", ", words.keySet().stream().sorted().toList()));
      }
    }
    if (between != null && value.isNumber()) {
      value = JsonNodeFactory.instance.numberNode(between.at(value.doubleValue()));
    }
    return value.isTextual() && !value.textValue().endsWith(ending)
        ? JsonNodeFactory.instance.textNode(value.textValue() + ending)
        : value;
  }

  /// @throws Unfit when it is not of the type
  JsonNode checked(JsonNode value) throws Unfit {
    var nodes = JsonNodeFactory.instance;
    return switch (type) {
      case Type.Whole(Range range) when value.isNumber() && range.contains(value.doubleValue()) ->
          nodes.numberNode(value.isIntegralNumber() ? value.longValue() : rounded(value));
      case Type.Decimal(Range range) when value.isNumber() && range.contains(value.doubleValue()) ->
          nodes.numberNode(value.doubleValue());
      case Type.Text(int longest) when value.isTextual() && value.textValue().length() <= longest ->
          value;
      case Type.Flag() when value.isBoolean() -> value;
      case Type.Choice(List<String> of) when of.contains(value.asText()) -> value;
      case Type.Whole(Range range) -> throw unfit(value, "a whole number, " + range);
      case Type.Decimal(Range range) -> throw unfit(value, "a number, " + range);
      case Type.Text(int longest) -> throw unfit(value, "a text of at most " + longest);
      case Type.Flag() -> throw unfit(value, "true or false");
      case Type.Choice(List<String> of) -> throw unfit(value, "one of " + String.join(", ", of));
    };
  }

  private static long rounded(JsonNode value) {
    return Math.round(value.doubleValue());
  }

  private Unfit unfit(JsonNode value, String allowed) {
    String shown = value.asText();
    return new Unfit(
        "%s is %s, not \"%s\""
            .formatted(name, allowed, shown.length() > 60 ? shown.substring(0, 60) + "…" : shown));
  }
}
