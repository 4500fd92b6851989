package dev.pictor.images;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.engine.theme.BadTheme;
import dev.pictor.engine.theme.Theme;
import dev.pictor.engine.theme.Themes;
import dev.pictor.platform.Json;
import dev.pictor.platform.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Makes themes of stored documents with the engine's own reader, so that what an admin uploads is
/// checked exactly as a folder of the operator's is: fields, limits, and drawings that are nothing
/// but drawings.
final class ThemePress {
  /// `theme x: theme.json: parts[0].on.what is one of …`, as the engine says it.
  private static final Pattern COMPLAINT =
      Pattern.compile("theme [^:]*: (?:theme\\.json:? )?(\\S+) (.*)", Pattern.DOTALL);

  private final ShippedThemes shipped;
  private final Path temporary;

  /// @param temporary a folder for the files while they are read
  ThemePress(ShippedThemes shipped, Path temporary) {
    this.shipped = shipped;
    this.temporary = temporary;
  }

  /// @throws Problem INVALID_REQUEST naming the field and what is allowed
  Theme theme(String id, ThemeDocument document) {
    try {
      Path outer = Files.createTempDirectory(temporary, "theme");
      try {
        return withBase(document, Themes.load(written(outer.resolve(id), id, document)));
      } catch (BadTheme e) {
        throw fault(e);
      } finally {
        delete(outer);
      }
    } catch (IOException e) {
      throw Problem.because(
          Problem.Kind.STORAGE_FULL, "The theme could not be written down here; try later.", e);
    }
  }

  private static Path written(Path folder, String id, ThemeDocument document) throws IOException {
    Files.createDirectory(folder);
    ObjectNode json = document.json().deepCopy().put("id", id);
    if (!json.has("parts")) {
      json.putArray("parts");
    }
    Files.writeString(folder.resolve("theme.json"), Json.write(json), StandardCharsets.UTF_8);
    for (Map.Entry<String, String> drawing : document.drawings().entrySet()) {
      if (!drawing.getKey().matches("[A-Za-z0-9][A-Za-z0-9_-]{0,75}\\.svg")) {
        throw Problem.invalid(
            "overlay.drawings",
            "have names of letters, digits, hyphens and underscores that end in .svg.");
      }
      Files.writeString(
          folder.resolve(drawing.getKey()), drawing.getValue(), StandardCharsets.UTF_8);
    }
    return folder;
  }

  private Theme withBase(ThemeDocument document, Theme read) {
    String base = document.base();
    if (base == null) {
      return read;
    }
    Theme look =
        shipped
            .current()
            .find(base)
            .orElseThrow(() -> Problem.invalid("overlay.from", "is one of " + ids() + "."));
    return new Theme(
        read.id(),
        read.name(),
        read.description(),
        read.prompt(),
        read.negativePrompt(),
        read.lora(),
        read.loraWeight(),
        read.strength(),
        read.operation(),
        look.parts(),
        document.json().has("grade") ? read.grade() : look.grade());
  }

  private String ids() {
    List<String> ids = shipped.current().all().stream().map(Theme::id).toList();
    return String.join(", ", ids);
  }

  private static Problem fault(BadTheme fault) {
    Matcher complaint = COMPLAINT.matcher(String.valueOf(fault.getMessage()));
    if (!complaint.matches()) {
      return Problem.invalid("overlay", String.valueOf(fault.getMessage()));
    }
    String field = complaint.group(1);
    boolean ofOverlay =
        field.startsWith("parts") || field.startsWith("grade") || field.endsWith(".svg");
    String message = complaint.group(2);
    return Problem.invalid(
        ofOverlay ? "overlay." + field : field, message.endsWith(".") ? message : message + ".");
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
