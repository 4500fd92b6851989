package dev.pictor.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the words in braces of a conversation stand for: values that answers have brought so far,
/// and what can be worked out (`{{base64:grace_hopper.jpg}}`).
final class ConversationWords {
  static final Pattern WORD = Pattern.compile("\\{\\{([^{}]+)}}");
  private static final Path TESTDATA = Path.of("..", "testdata");

  private final Map<String, JsonNode> known = new LinkedHashMap<>();

  ConversationWords(URI host) {
    set("host", TextNode.valueOf(host.toString()));
  }

  void set(String name, JsonNode value) {
    known.put(name, value);
  }

  /// The value of a word; empty for one that is not known yet.
  Optional<JsonNode> find(String word) {
    int colon = word.indexOf(':');
    if (colon < 0) {
      return Optional.ofNullable(known.get(word));
    }
    String of = word.substring(colon + 1);
    return switch (word.substring(0, colon)) {
      case "base64" -> Optional.of(TextNode.valueOf(Base64.getEncoder().encodeToString(file(of))));
      case "sha256" -> Optional.of(TextNode.valueOf(sha256(file(of))));
      case "size" -> Optional.of(IntNode.valueOf(file(of).length));
      case "text" -> Optional.of(TextNode.valueOf(new String(file(of), StandardCharsets.UTF_8)));
      case "repeat" -> Optional.of(TextNode.valueOf(repeated(of)));
      default -> Optional.empty();
    };
  }

  /// `{{repeat:300:x}}`: something long without writing it.
  private static String repeated(String of) {
    int colon = of.indexOf(':');
    return of.substring(colon + 1).repeat(Integer.parseInt(of.substring(0, colon)));
  }

  /// A text with its words filled in; one that is not known is a mistake of the file.
  String fill(String text) {
    return WORD.matcher(text)
        .replaceAll(word -> Matcher.quoteReplacement(shown(get(word.group(1)))));
  }

  /// The same within JSON, where a text's quotes and backslashes are escaped.
  String fillJson(String text) {
    return WORD.matcher(text)
        .replaceAll(word -> Matcher.quoteReplacement(inside(get(word.group(1)))));
  }

  /// A body with the bytes of `{{file:name}}` in their places, and everything else filled in.
  byte[] fillBytes(String text, boolean json) {
    var out = new ByteArrayOutputStream();
    Matcher word = WORD.matcher(text);
    int end = 0;
    while (word.find()) {
      out.writeBytes(text.substring(end, word.start()).getBytes(StandardCharsets.UTF_8));
      String name = word.group(1);
      if (name.startsWith("file:")) {
        out.writeBytes(file(name.substring(5)));
      } else {
        String value = json ? inside(get(name)) : shown(get(name));
        out.writeBytes(value.getBytes(StandardCharsets.UTF_8));
      }
      end = word.end();
    }
    out.writeBytes(text.substring(end).getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  private JsonNode get(String word) {
    return find(word)
        .orElseThrow(
            () -> new AssertionError("no answer has brought {{" + word + "}}; known is " + known));
  }

  private static String shown(JsonNode value) {
    return value.isTextual() ? value.textValue() : value.toString();
  }

  private static String inside(JsonNode value) {
    if (!value.isTextual()) {
      return value.toString();
    }
    String quoted = value.toString();
    return quoted.substring(1, quoted.length() - 1);
  }

  /// A file of the test data; its folder is not left.
  static byte[] file(String name) {
    try {
      return Files.readAllBytes(TESTDATA.resolve(Path.of(name).getFileName()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
