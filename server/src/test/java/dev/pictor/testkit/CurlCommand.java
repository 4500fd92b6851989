package dev.pictor.testkit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A command of curl as documents show it, read as the request that it sends. It knows the options
/// that the documents use; another one is a mistake of the file.
///
/// @param body null when there is none
/// @param form the fields of `-F`, in their order
/// @param file of `--data-binary @…`; null when the body is text
record CurlCommand(
    String method,
    String url,
    List<String> headers,
    @Nullable String body,
    @Nullable String file,
    List<String> form) {

  static CurlCommand parse(String command) {
    var words = new Shell(command).words();
    if (words.isEmpty() || !words.getFirst().equals("curl")) {
      throw new IllegalArgumentException("not a command of curl: " + command);
    }
    String method = null;
    String url = null;
    String body = null;
    String file = null;
    var headers = new ArrayList<String>();
    var form = new ArrayList<String>();
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      switch (word) {
        case "-X", "--request" -> method = words.get(++i);
        case "-H", "--header" -> headers.add(words.get(++i));
        case "-d", "--data", "--data-raw" -> body = words.get(++i);
        case "--data-binary" -> {
          String data = words.get(++i);
          file = data.startsWith("@") ? data.substring(1) : null;
          body = data.startsWith("@") ? null : data;
        }
        case "-F", "--form" -> form.add(words.get(++i));
        case "-b", "--cookie" -> headers.add("Cookie: " + words.get(++i));
        case "-o", "--output" -> i++;
        case "-s", "-i", "-f", "-L", "-sS", "-v" -> {}
        default -> {
          if (word.startsWith("-")) {
            throw new IllegalArgumentException("this option of curl is not known here: " + word);
          }
          url = word;
        }
      }
    }
    if (url == null) {
      throw new IllegalArgumentException("the command of curl has no address: " + command);
    }
    boolean sends = body != null || file != null || !form.isEmpty();
    return new CurlCommand(
        method == null ? (sends ? "POST" : "GET") : method, url, headers, body, file, form);
  }

  /// Splits a command into words as a shell does: quotes, backslashes, and no further than a pipe.
  private static final class Shell {
    private final String text;
    private final List<String> words = new ArrayList<>();
    private @Nullable StringBuilder word;
    private int at;

    Shell(String text) {
      this.text = text.replace("\\\n", " ");
    }

    List<String> words() {
      for (; at < text.length(); at++) {
        char c = text.charAt(at);
        switch (c) {
          case '\'' -> quoted('\'');
          case '"' -> quoted('"');
          case '|' -> {
            finish();
            return words;
          }
          default -> {
            if (Character.isWhitespace(c)) {
              finish();
            } else {
              word().append(c);
            }
          }
        }
      }
      finish();
      return words;
    }

    private void quoted(char quote) {
      StringBuilder into = word();
      for (at++; text.charAt(at) != quote; at++) {
        boolean escaped = quote == '"' && text.charAt(at) == '\\';
        into.append(text.charAt(escaped ? ++at : at));
      }
    }

    private StringBuilder word() {
      if (word == null) {
        word = new StringBuilder();
      }
      return word;
    }

    private void finish() {
      if (word != null) {
        words.add(word.toString());
        word = null;
      }
    }
  }
}
