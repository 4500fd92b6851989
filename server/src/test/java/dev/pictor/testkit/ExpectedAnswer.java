package dev.pictor.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pictor.platform.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Compares what came with what a conversation expects, and takes the values that its words name.
/// Every difference is found, not only the first.
final class ExpectedAnswer {
  /// Words that check a value instead of naming it: `{{*:uuid}}`, or `{{id:uuid}}` to do both.
  private static final Map<String, Pattern> KINDS =
      Map.of(
          "uuid", Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
          "time", Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z"),
          "url", Pattern.compile("https?://[^\\s\"<>]+"),
          "number", Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?"),
          "word", Pattern.compile("[A-Za-z0-9_.-]+"),
          "bool", Pattern.compile("true|false"));

  /// A word that stands for a number or an object, so without quotes.
  private static final Pattern BARE_WORD =
      Pattern.compile("(?<=[:\\[,]\\s{0,80})(\\{\\{[^{}]+}})(?=\\s*[,}\\]])");

  private static final String ANYTHING = "{{...}}";

  private final ConversationWords words;
  private final List<String> differences = new ArrayList<>();

  ExpectedAnswer(ConversationWords words) {
    this.words = words;
  }

  /// What is not as expected, a sentence each.
  List<String> differences() {
    return differences;
  }

  /// @param expected the text of the file
  static JsonNode json(String expected) {
    try {
      return Json.MAPPER.readTree(BARE_WORD.matcher(expected).replaceAll("\"$1\""));
    } catch (JsonProcessingException e) {
      throw new AssertionError("the expected body is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  void compare(String path, JsonNode expected, JsonNode came) {
    if (expected.isTextual() && ConversationWords.WORD.matcher(expected.textValue()).find()) {
      compareWord(path, expected.textValue(), came);
    } else if (expected.isObject() && came.isObject()) {
      compareObjects(path, expected, came);
    } else if (expected.isArray() && came.isArray()) {
      compareArrays(path, expected, came);
    } else if (!same(expected, came)) {
      differences.add(path + ": expected " + expected + ", came " + came);
    }
  }

  /// 10 and 10.0 are one number in JSON.
  private static boolean same(JsonNode expected, JsonNode came) {
    return (expected.isNumber() && came.isNumber())
        ? expected.decimalValue().compareTo(came.decimalValue()) == 0
        : expected.equals(came);
  }

  private void compareObjects(String path, JsonNode expected, JsonNode came) {
    boolean moreAllowed = expected.has(ANYTHING);
    var names = new TreeSet<String>();
    expected.fieldNames().forEachRemaining(names::add);
    names.remove(ANYTHING);
    for (String name : names) {
      if (came.has(name)) {
        compare(path + "." + name, expected.get(name), came.get(name));
      } else {
        differences.add(path + "." + name + ": is missing");
      }
    }
    came.fieldNames()
        .forEachRemaining(name -> {
          if (!moreAllowed && !names.contains(name)) {
            differences.add(path + "." + name + ": is not expected, came " + came.get(name));
          }
        });
  }

  private void compareArrays(String path, JsonNode expected, JsonNode came) {
    int count = expected.size();
    boolean moreAllowed = count > 0 && expected.get(count - 1).asText().equals(ANYTHING);
    int fixed = moreAllowed ? count - 1 : count;
    if (came.size() < fixed || (came.size() > fixed && !moreAllowed)) {
      differences.add(path + ": expected " + fixed + " elements, came " + came.size());
    }
    for (int i = 0; i < Math.min(fixed, came.size()); i++) {
      compare(path + "[" + i + "]", expected.get(i), came.get(i));
    }
  }

  /// A text with words in it; one that is a single word stands for any value, not only for texts.
  private void compareWord(String path, String expected, JsonNode came) {
    Matcher whole = ConversationWords.WORD.matcher(expected);
    if (!whole.matches()) {
      compareText(path, expected, came.isTextual() ? came.textValue() : came.toString());
      return;
    }
    String word = whole.group(1);
    if (word.equals("...")) {
      return;
    }
    if (came.isNull() && !word.equals("*?")) {
      differences.add(path + ": expected a value for {{" + word + "}}, came null");
      return;
    }
    Optional<JsonNode> known = words.find(word);
    if (known.isPresent()) {
      if (!same(known.get(), came) && !known.get().asText("").equals(came.asText())) {
        differences.add(path + ": expected " + known.get() + " ({{" + word + "}}), came " + came);
      }
      return;
    }
    take(path, word, came);
  }

  private void take(String path, String word, JsonNode came) {
    int colon = word.indexOf(':');
    String name = colon < 0 ? word : word.substring(0, colon);
    Pattern kind = colon < 0 ? null : KINDS.get(word.substring(colon + 1));
    if (colon >= 0 && kind == null) {
      throw new AssertionError("{{" + word + "}}: there are " + KINDS.keySet());
    }
    String text = came.isTextual() ? came.textValue() : came.toString();
    if (kind != null && !kind.matcher(text).matches()) {
      differences.add(path + ": expected something like {{" + word + "}}, came " + came);
      return;
    }
    if (name.startsWith("*")) {
      return;
    }
    Optional<JsonNode> known = words.find(name);
    if (known.isPresent() && !same(known.get(), came)) {
      differences.add(path + ": expected " + known.get() + " ({{" + name + "}}), came " + came);
    }
    words.set(name, came);
  }

  /// Compares a text, a header or a body that is not JSON; `{{...}}` goes over lines, a word does
  /// not.
  void compareText(String path, String expected, String came) {
    var names = new ArrayList<String>();
    var pattern = new StringBuilder();
    Matcher word = ConversationWords.WORD.matcher(expected);
    int end = 0;
    while (word.find()) {
      pattern.append(Pattern.quote(expected.substring(end, word.start())));
      String name = word.group(1);
      if (name.equals("...")) {
        pattern.append("[\\s\\S]*?");
      } else if (words.find(name).isPresent()) {
        pattern.append(Pattern.quote(words.fill(word.group())));
      } else {
        names.add(name);
        pattern.append("([^\\r\\n]+?)");
      }
      end = word.end();
    }
    pattern.append(Pattern.quote(expected.substring(end)));
    Matcher found = Pattern.compile(pattern.toString()).matcher(came);
    if (!found.matches()) {
      differences.add(path + ": expected " + expected + ", came " + came);
      return;
    }
    for (int i = 0; i < names.size(); i++) {
      take(path, names.get(i), TextNode.valueOf(found.group(i + 1)));
    }
  }
}
