package dev.pictor.engine.theme;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Makes a theme of a folder's files.
final class ThemeReader {
  static final String FILE = "theme.json";
  private static final int MOST_BYTES = 200_000;
  private static final int MOST_PARTS = 16;

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(20).maxNumberLength(40).build())
              .build());

  /// Where the files of a theme lie.
  interface Folder {
    /// The bytes of a file, at most `most` and one more.
    ///
    /// @throws BadTheme when there is none
    byte[] read(String file, int most);
  }

  private final Folder folder;
  private final Map<String, Drawing> drawings = new TreeMap<>();

  private ThemeReader(Folder folder) {
    this.folder = folder;
  }

  /// @throws BadTheme naming the file, the field and what is allowed
  static Theme read(Folder folder) {
    return new ThemeReader(folder).read();
  }

  private Theme read() {
    Fields fields = new Fields(FILE, json());
    String id = fields.text("id", 40);
    if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw fields.wrong("id", "has lower-case letters, digits and single dashes");
    }
    Fields lora = fields.objectOrEmpty("lora");
    Theme theme =
        new Theme(
            id,
            fields.text("name", 60),
            fields.text("description", 300),
            fields.text("prompt", 1000),
            fields.text("negative_prompt", 1000, ""),
            lora.text("name", 200, ""),
            lora.number("weight", 0, 2, 1),
            fields.number("strength", 0, 1),
            fields.text("operation", 40, "theme"),
            parts(fields),
            grade(fields));
    lora.end();
    fields.end();
    return theme;
  }

  private JsonNode json() {
    byte[] bytes = folder.read(FILE, MOST_BYTES);
    if (bytes.length > MOST_BYTES) {
      throw new BadTheme(FILE + " has at most " + MOST_BYTES + " bytes");
    }
    try {
      // As text, since the parser would take other bytes for UTF-16 or UTF-32.
      return JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new BadTheme(FILE + " is no valid JSON: " + e.getOriginalMessage(), e);
    }
  }

  private List<Part> parts(Fields fields) {
    List<Part> parts = new ArrayList<>();
    for (Fields part : fields.objects("parts", 0, MOST_PARTS)) {
      String file = part.text("svg", 80);
      if (!file.matches("[A-Za-z0-9][A-Za-z0-9_-]*\\.svg")) {
        throw part.wrong("svg", "is the name of a file in the same folder that ends in .svg");
      }
      Drawing drawing =
          drawings.computeIfAbsent(
              file, name -> Drawings.read(name, folder.read(name, SvgGuard.MOST_BYTES)));
      double shadow = part.number("shadow", 0, 1, 0.4);
      boolean behind = part.flag("behind", false);
      boolean lit = part.flag("lit", true);
      parts.add(new Part(drawing, PlacementReader.read(part.object("on")), shadow, behind, lit));
      part.end();
    }
    return parts;
  }

  private static Grade grade(Fields fields) {
    if (!fields.has("grade")) {
      return Grade.NONE;
    }
    Fields grade = fields.object("grade");
    Grade read =
        new Grade(
            grade.number("even", 0, 1, 0),
            grade.number("exposure", -2, 2, 0),
            grade.number("contrast", -1, 1, 0),
            grade.number("saturation", -1, 1, 0),
            grade.number("warmth", -1, 1, 0),
            grade.number("fade", 0, 1, 0),
            grade.colour("shadows", 0x000000),
            grade.colour("highlights", 0xffffff),
            grade.number("toning", 0, 1, 0),
            grade.number("glow", 0, 1, 0),
            grade.number("poster", 0, 1, 0),
            grade.number("vignette", 0, 1, 0),
            grade.number("grain", 0, 1, 0));
    grade.end();
    return read;
  }
}
