package dev.pictor.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.regex.Pattern;

/// What a parameter takes, as JSON from a request or as text from the command line.
public sealed interface ParameterForm {
  /// What is taken, for documentation: `0 to 1`.
  String words();

  /// The value in the one form in which it is kept.
  ///
  /// @throws IllegalArgumentException with a half-sentence: "is within 0 to 1"
  JsonNode read(JsonNode given);

  /// A word of a command line as JSON, to be read then.
  default JsonNode ofText(String text) {
    return TextNode.valueOf(text);
  }

  /// A number from 0 to 1.
  record Share() implements ParameterForm {
    @Override
    public String words() {
      return "0 to 1";
    }

    @Override
    public JsonNode read(JsonNode given) {
      if (!given.isNumber() || !(given.asDouble() >= 0 && given.asDouble() <= 1)) {
        throw new IllegalArgumentException("is within 0 to 1");
      }
      return DoubleNode.valueOf(given.asDouble());
    }

    @Override
    public JsonNode ofText(String text) {
      return number(text);
    }
  }

  /// A whole number.
  ///
  /// @param orZero whether 0 is taken as well, for a choice left to us
  record Whole(int least, int most, boolean orZero) implements ParameterForm {
    @Override
    public String words() {
      return (orZero ? "0 or " : "") + least + " to " + most;
    }

    @Override
    public JsonNode read(JsonNode given) {
      long value = given.canConvertToExactIntegral() ? given.asLong() : Long.MIN_VALUE;
      if (!(value >= least && value <= most) && !(orZero && value == 0)) {
        throw new IllegalArgumentException("is a whole number, " + words());
      }
      return IntNode.valueOf((int) value);
    }

    @Override
    public JsonNode ofText(String text) {
      return number(text);
    }
  }

  /// True or false.
  record Flag() implements ParameterForm {
    @Override
    public String words() {
      return "true or false";
    }

    @Override
    public JsonNode read(JsonNode given) {
      if (!given.isBoolean()) {
        throw new IllegalArgumentException("is true or false");
      }
      return BooleanNode.valueOf(given.booleanValue());
    }

    @Override
    public JsonNode ofText(String text) {
      return switch (text) {
        case "true" -> BooleanNode.TRUE;
        case "false" -> BooleanNode.FALSE;
        default -> TextNode.valueOf(text);
      };
    }
  }

  /// One of some words, in any case.
  record Choice(List<String> choices) implements ParameterForm {
    public Choice {
      choices = List.copyOf(choices);
    }

    @Override
    public String words() {
      return String.join(", ", choices);
    }

    @Override
    public JsonNode read(JsonNode given) {
      return choices.stream()
          .filter(word -> given.isTextual() && word.equalsIgnoreCase(given.asText().strip()))
          .findFirst()
          .map(TextNode::valueOf)
          .orElseThrow(() -> new IllegalArgumentException("is one of " + words()));
    }
  }

  /// Any text.
  record Text(int most) implements ParameterForm {
    @Override
    public String words() {
      return "text, at most " + most + " characters";
    }

    @Override
    public JsonNode read(JsonNode given) {
      if (!given.isTextual() || given.asText().codePointCount(0, given.asText().length()) > most) {
        throw new IllegalArgumentException("is text of at most " + most + " characters");
      }
      // NUL can be in JSON and in no text of PostgreSQL.
      return TextNode.valueOf(given.asText().replace("\u0000", ""));
    }
  }

  /// Text of a form of its own.
  ///
  /// @param words what it looks like
  record Matching(String words, Pattern pattern) implements ParameterForm {
    @Override
    public JsonNode read(JsonNode given) {
      String text = given.isNumber() ? given.asText() : given.textValue();
      if (text == null || !pattern.matcher(text.strip()).matches()) {
        throw new IllegalArgumentException("is " + words);
      }
      return TextNode.valueOf(text.strip());
    }
  }

  /// A rectangle: left, top, width and height in pixels.
  record Rectangle() implements ParameterForm {
    private static final int MOST = 65_535;

    @Override
    public String words() {
      return "[left, top, width, height] in pixels";
    }

    @Override
    public JsonNode read(JsonNode given) {
      boolean valid = given.isArray() && given.size() == 4;
      for (int i = 0; valid && i < 4; i++) {
        long value = given.get(i).asLong(-1);
        valid = given.get(i).canConvertToExactIntegral() && value >= i / 2 && value <= MOST;
      }
      if (!valid) {
        throw new IllegalArgumentException("is " + words());
      }
      return given;
    }

    @Override
    public JsonNode ofText(String text) {
      ArrayNode numbers = JsonNodeFactory.instance.arrayNode();
      for (String each : text.split(",", -1)) {
        numbers.add(number(each.strip()));
      }
      return numbers;
    }
  }

  private static JsonNode number(String text) {
    try {
      double value = Double.parseDouble(text);
      return value == Math.rint(value) && Math.abs(value) < Integer.MAX_VALUE
          ? IntNode.valueOf((int) value)
          : DoubleNode.valueOf(value);
    } catch (NumberFormatException _) {
      return TextNode.valueOf(text);
    }
  }
}
