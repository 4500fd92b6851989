package dev.pictor;

import dev.pictor.images.InputField;
import dev.pictor.images.Operation;
import dev.pictor.images.Parameter;
import dev.pictor.jobs.JobPhase;
import dev.pictor.jobs.JobState;
import dev.pictor.platform.Problem;
import dev.pictor.platform.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The pages of `docs/` that are made from the code, so that they cannot be wrong. `Main docs
/// FOLDER` writes them, and a test fails when they are stale.
final class Reference {
  private static final String MADE =
      "<!-- Made from the code by `./pictor docs`; changes here are lost. -->\n\n";

  private static final String BEGIN = "<!-- settings: made from the code -->";
  private static final String END = "<!-- end of settings -->";

  private Reference() {}

  /// Every page by its file name.
  static Map<String, String> pages() {
    var pages = new LinkedHashMap<String, String>();
    pages.put("configuration.md", configuration());
    pages.put("operations.md", operations());
    pages.put("problems.md", problems());
    pages.put("job-states.md", jobStates());
    return pages;
  }

  /// The README with its table of settings made anew.
  static String readme(String written) {
    int begin = written.indexOf(BEGIN);
    int end = written.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalStateException("the README has no place for the settings: " + BEGIN);
    }
    return written.substring(0, begin + BEGIN.length())
        + "\n"
        + settingsInShort()
        + written.substring(end);
  }

  /// @param folder the pages go there, and the README beside it is mended
  static void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path readme = folder.resolveSibling("README.md");
    Files.writeString(readme, readme(Files.readString(readme)));
    for (var page : pages().entrySet()) {
      Files.writeString(folder.resolve(page.getKey()), page.getValue());
    }
  }

  private static String configuration() {
    var text = new StringBuilder(MADE);
    text.append("# Configuration\n\n");
    text.append(
        "Everything is set by environment variables, and nothing has to be. Bad values stop the"
            + " start and are all told at\n");
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
    return "| `%s` | %s | %s | %s%s |\n"
        .formatted(setting.name(), setting.format(), fallback(setting), setting.sentence(), also);
  }

  private static String settingsInShort() {
    var text = new StringBuilder("| variable | default | what it does |\n|---|---|---|\n");
    for (var group : Configuration.groups().values()) {
      for (Setting<?> setting : group) {
        text.append(
            "| `%s` | %s | %s |\n"
                .formatted(setting.name(), fallback(setting), setting.sentence()));
      }
    }
    return text.toString();
  }

  private static String fallback(Setting<?> setting) {
    return setting.fallback().isEmpty() ? "–" : "`" + setting.fallback() + "`";
  }

  private static String operations() {
    var text = new StringBuilder(MADE);
    text.append("# Operations\n\n");
    text.append(
        "What a job can ask for (`job_type` of `POST /api/v1/jobs`, or of a step of a `pipeline`)."
            + " A picture is given as an\n");
    text.append(
        "address (`…_url`) or as the key of an upload (`…_key`). The commands of `./pictor` have"
            + " the same parameters, with\n");
    text.append("hyphens for underscores.\n");
    for (Operation operation : Operation.ALL) {
      text.append("\n## `").append(operation.word()).append("`\n\n");
      text.append(operation.sentence()).append("\n\n");
      text.append("| picture | also | needed | what it is |\n|---|---|---|---|\n");
      for (InputField input : operation.inputs()) {
        text.append(
            "| `%s`, `%s` | %s | %s | %s |\n"
                .formatted(
                    input.urlField(),
                    input.keyField(),
                    words(input.aliases()),
                    input.isRequired() ? "yes" : "no",
                    input.sentence()));
      }
      text.append(
          "\n| parameter | also | takes | default | what it does |\n|---|---|---|---|---|\n");
      operation.parameters().forEach(each -> text.append(row(each)));
    }
    return text.toString();
  }

  private static String row(Parameter parameter) {
    Object fallback = parameter.fallback();
    String usual =
        parameter.isRequired()
            ? "must be given"
            : fallback == null || fallback.equals("") ? "–" : "`" + fallback + "`";
    return "| `%s` | %s | %s | %s | %s |\n"
        .formatted(
            parameter.name(),
            words(parameter.aliases()),
            parameter.form().words(),
            usual,
            parameter.sentence());
  }

  private static String words(List<String> names) {
    return names.isEmpty()
        ? "–"
        : names.stream().map(each -> "`" + each + "`").collect(Collectors.joining(", "));
  }

  private static String jobStates() {
    var text = new StringBuilder(MADE);
    text.append("# The states of a job\n\n");
    text.append(
        "Every move is one conditional update of the job's row; what is not in this table cannot"
            + " happen. A retry is\n");
    text.append(
        "`pending` with a time. A worker that hands its work back when it stops spends no"
            + " attempt.\n\n");
    text.append("| state | final | may become |\n|---|---|---|\n");
    for (JobState state : JobState.values()) {
      String next =
          state.next().stream()
              .sorted()
              .map(each -> "`" + each.word() + "`")
              .collect(Collectors.joining(", "));
      text.append(
          "| `%s` | %s | %s |\n"
              .formatted(
                  state.word(), state.isFinal() ? "yes" : "no", next.isEmpty() ? "–" : next));
    }
    text.append("\nWhile a job is `running` it has a phase: ");
    text.append(
        Stream.of(JobPhase.values())
            .map(each -> "`" + each.word() + "`")
            .collect(Collectors.joining(", ")));
    text.append(". Its progress is 0 to 100 and never goes back within one attempt.\n");
    return text.toString();
  }

  private static String problems() {
    var text = new StringBuilder(MADE);
    text.append("# Problems\n\n");
    text.append(
        "Every refusal is `application/problem+json` (RFC 9457) with a `code` from this table."
            + " Codes are permanent; the\n");
    text.append(
        "`detail` says what to do and may change. Where `retryable` is yes the same request can"
            + " succeed later.\n\n");
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
