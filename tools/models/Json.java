import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads JSON into maps, lists, strings, doubles and booleans. For files whose checksum is known:
/// it says what it did not expect and where, no more.
final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  static Object parse(String text) {
    return new Json(text).value();
  }

  private Object value() {
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      default -> word();
    };
  }

  private Map<String, Object> object() {
    var members = new LinkedHashMap<String, Object>();
    expect('{');
    while (peek() != '}') {
      String name = string();
      expect(':');
      members.put(name, value());
      skipComma('}');
    }
    expect('}');
    return members;
  }

  private List<Object> array() {
    var elements = new ArrayList<Object>();
    expect('[');
    while (peek() != ']') {
      elements.add(value());
      skipComma(']');
    }
    expect(']');
    return elements;
  }

  private String string() {
    expect('"');
    int end = text.indexOf('"', at);
    String content = text.substring(at, end);
    if (content.contains("\\")) {
      throw new IllegalArgumentException("no escapes are expected, at " + at);
    }
    at = end + 1;
    return content;
  }

  private Object word() {
    int start = at;
    while (at < text.length() && ",]} \n\r\t".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at);
    return switch (word) {
      case "true", "false" -> Boolean.valueOf(word);
      default -> Double.valueOf(word);
    };
  }

  private char peek() {
    while (Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return text.charAt(at);
  }

  private void skipComma(char end) {
    if (peek() != end) {
      expect(',');
    }
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw new IllegalArgumentException(wanted + " is expected at " + at);
    }
    at++;
  }
}
