package dev.pictor.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A recorded conversation with the service, as a file writes it down; the README beside the files
/// says how. Everything in it is text as it stands in the file: words in braces are filled in when
/// it is replayed.
///
/// @param name the file, as failures name it: `sketch/accounts.http`
/// @param settings the environment of the service that it is held with
/// @param surroundings the class that starts what the service talks to; null when it talks to
///   nobody
/// @param stands what is written in commands of curl, and what it stands for
/// @param curlHeaders what every command of curl sends beside its own headers
public record Conversation(
    String name,
    Map<String, String> settings,
    @Nullable String surroundings,
    Map<String, String> stands,
    List<String> curlHeaders,
    List<Step> steps) {
  private static final Pattern DIRECTIVE =
      Pattern.compile("#\\s*(set|as|with|curl)\\s+(.+?)\\s*", Pattern.DOTALL);
  private static final Pattern STATUS = Pattern.compile(">\\s*(\\d{3})\\s*");
  private static final Pattern UNTIL =
      Pattern.compile(">\\s*~\\s*(\\d+)s\\s+until\\s+\"([^\"]+)\"\\s*:\\s*(.+?)\\s*");

  /// One request and what is to come back.
  ///
  /// @param line where it begins, counted from 1
  /// @param request the lines of the request, or of a command of curl
  /// @param until null when the answer is to come at once
  /// @param body what is to come; empty for an answer without a body
  public record Step(
      String name,
      int line,
      List<String> request,
      int status,
      List<String> headers,
      @Nullable Until until,
      String body) {}

  /// Repeats a request until its answer has a member with this value.
  ///
  /// @param member a name that is looked for everywhere, or a path with dots from the top
  /// @param value JSON
  public record Until(int seconds, String member, String value) {}

  /// Every conversation below a folder, by name.
  public static List<Conversation> in(Path folder) {
    try (var all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(".http"))
          .sorted()
          .map(file -> read(folder, file))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Conversation read(Path folder, Path file) {
    try {
      return parse(folder.relativize(file).toString(), Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @throws IllegalArgumentException with file and line where it is not written as it should be
  static Conversation parse(String name, List<String> lines) {
    var settings = new TreeMap<String, String>();
    var stands = new LinkedHashMap<String, String>();
    var curlHeaders = new ArrayList<String>();
    String surroundings = null;
    var steps = new ArrayList<Step>();
    for (int i = 0; i < lines.size(); ) {
      String line = lines.get(i);
      if (line.startsWith("###")) {
        int end = i + 1;
        while (end < lines.size() && !lines.get(end).startsWith("###")) {
          end++;
        }
        steps.add(step(name, lines, i, end));
        i = end;
        continue;
      }
      Matcher directive = DIRECTIVE.matcher(line);
      if (directive.matches()) {
        String text = directive.group(2);
        switch (directive.group(1)) {
          case "set" -> put(settings, text, name, i);
          case "as" -> put(stands, text, name, i);
          case "with" -> surroundings = text;
          default -> curlHeaders.add(text);
        }
      } else if (!line.isBlank() && !line.startsWith("#")) {
        throw fault(name, i, "a step begins with ### and a sentence");
      }
      i++;
    }
    if (steps.isEmpty()) {
      throw fault(name, 0, "there is no step in it");
    }
    return new Conversation(
        name, settings, surroundings, stands, List.copyOf(curlHeaders), List.copyOf(steps));
  }

  private static void put(Map<String, String> into, String text, String name, int line) {
    int equals = text.indexOf('=', text.startsWith("http") ? text.lastIndexOf('=') : 0);
    if (equals < 1) {
      throw fault(name, line, "wants NAME=VALUE");
    }
    into.put(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
  }

  private static Step step(String file, List<String> lines, int begin, int end) {
    String name = lines.get(begin).replaceFirst("^#+", "").strip();
    if (name.isEmpty()) {
      throw fault(file, begin, "the step has no name");
    }
    int first = begin + 1;
    while (first < end && (lines.get(first).isBlank() || lines.get(first).startsWith("#"))) {
      first++;
    }
    int answer = first;
    while (answer < end
        && !STATUS.matcher(lines.get(answer)).matches()
        && !UNTIL.matcher(lines.get(answer)).matches()) {
      answer++;
    }
    int status = 0;
    Until until = null;
    var headers = new ArrayList<String>();
    int body = answer;
    for (; body < end && lines.get(body).startsWith(">"); body++) {
      String line = lines.get(body);
      Matcher code = STATUS.matcher(line);
      Matcher patience = UNTIL.matcher(line);
      if (code.matches()) {
        status = Integer.parseInt(code.group(1));
      } else if (patience.matches()) {
        until =
            new Until(Integer.parseInt(patience.group(1)), patience.group(2), patience.group(3));
      } else {
        headers.add(line.substring(1).strip());
      }
    }
    if (first == answer || status == 0) {
      throw fault(file, begin, "the step needs a request and then \"> \" with a status");
    }
    return new Step(
        name,
        begin + 1,
        trimmed(lines.subList(first, answer)),
        status,
        List.copyOf(headers),
        until,
        String.join("\n", trimmed(lines.subList(body, end))));
  }

  /// Without the empty lines at the end and at the beginning.
  private static List<String> trimmed(List<String> lines) {
    int from = 0;
    int to = lines.size();
    while (from < to && lines.get(from).isBlank()) {
      from++;
    }
    while (to > from && lines.get(to - 1).isBlank()) {
      to--;
    }
    return List.copyOf(lines.subList(from, to));
  }

  private static IllegalArgumentException fault(String file, int line, String what) {
    return new IllegalArgumentException(file + ":" + (line + 1) + ": " + what);
  }
}
