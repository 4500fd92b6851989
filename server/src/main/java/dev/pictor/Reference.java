package dev.pictor;

import dev.pictor.platform.Problem;
import dev.pictor.platform.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The pages of `docs/` that are made from the code, so that they cannot be wrong. `Main docs
/// FOLDER` writes them, and a test fails when they are stale.
final class Reference {
  private static final String MADE =
      "<!-- Made from the code by `./pictor docs`; changes here are lost. -->\n\n";

  private Reference() {}

  /// Every page by its file name.
  static Map<String, String> pages() {
    var pages = new LinkedHashMap<String, String>();
    pages.put("configuration.md", configuration());
    pages.put("problems.md", problems());
    return pages;
  }

  static void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (var page : pages().entrySet()) {
      Files.writeString(folder.resolve(page.getKey()), page.getValue());
    }
  }

  private static String configuration() {
    var text = new StringBuilder(MADE);
    text.append("# Configuration\n\n");
    text.append(
        "Everything is set by environment variables, and nothing has to be. Bad values stop the start and are all told at\n");
    text.append("once. A secret is never printed.\n");
    for (var group : Configuration.groups().entrySet()) {
      text.append("\n## ").append(group.getKey()).append("\n\n");
      text.append("| variable | takes | default | what it does |\n|---|---|---|---|\n");
      group.getValue().forEach(setting -> text.append(row(setting)));
    }
    return text.toString();
  }

  private static String row(Setting<?> setting) {
    List<String> older = setting.names().subList(1, setting.names().size());
    String also = older.isEmpty() ? "" : " Also read as `" + String.join("`, `", older) + "`.";
    String fallback = setting.fallback().isEmpty() ? "–" : "`" + setting.fallback() + "`";
    return "| `%s` | %s | %s | %s%s |%n"
        .formatted(setting.name(), setting.format(), fallback, setting.sentence(), also)
        .replace(System.lineSeparator(), "\n");
  }

  private static String problems() {
    var text = new StringBuilder(MADE);
    text.append("# Problems\n\n");
    text.append(
        "Every refusal is `application/problem+json` (RFC 9457) with a `code` from this table. Codes are permanent; the\n");
    text.append(
        "`detail` says what to do and may change. Where `retryable` is yes the same request can succeed later.\n\n");
    text.append("| status | code | title | retryable |\n|---|---|---|---|\n");
    for (Problem.Kind kind : Problem.Kind.values()) {
      text.append(
          "| %d | `%s` | %s | %s |\n"
              .formatted(
                  kind.status(), kind.code(), kind.title(), kind.retryable() ? "yes" : "no"));
    }
    return text.toString();
  }
}
