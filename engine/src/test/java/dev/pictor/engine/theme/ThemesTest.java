package dev.pictor.engine.theme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThemesTest {
  private static final String GOOD =
      """
      {"id": "mine", "name": "Mine", "description": "A cap.", "prompt": "a cap",
       "lora": {"name": "mine", "weight": 0.7}, "strength": 0.5,
       "parts": [{"svg": "cap.svg", "on": {"what": "head", "around": [-90, 90],
         "rings": [{"at": 0, "y": 14, "rx": 6, "rz": 6}, {"at": 1, "y": 9, "rx": 8, "rz": 8}]}}],
       "grade": {"warmth": 0.2, "shadows": "#102030", "toning": 0.1}}
      """;

  private static final String DRAWING =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50" width="100" height="50">
        <rect width="100" height="50" fill="#ffffff"/>
      </svg>
      """;

  @TempDir Path folder;

  private Path written(String json, String svg) throws IOException {
    Path theme = Files.createDirectories(folder.resolve("mine"));
    Files.writeString(theme.resolve("theme.json"), json);
    Files.writeString(theme.resolve("cap.svg"), svg);
    return theme;
  }

  @Test
  void eightLooksShipAndEachSaysWhatItIs() {
    assertThat(Themes.bundled().all()).hasSize(8);
    for (Theme theme : Themes.bundled().all()) {
      assertThat(theme.name()).isNotBlank();
      assertThat(theme.description()).endsWith(".");
      assertThat(theme.prompt()).isNotBlank();
      assertThat(theme.lora()).isNotBlank();
      assertThat(theme.strength()).isBetween(0.0, 1.0);
      assertThat(theme.operation()).isEqualTo("theme");
      assertThat(theme.parts()).isNotEmpty();
      assertThat(theme.grade()).isNotEqualTo(Grade.NONE);
    }
  }

  @Test
  void anOperatorAddsAThemeByAddingAFolder() throws IOException {
    written(GOOD, DRAWING);
    Themes themes = Themes.with(folder);
    assertThat(themes.all()).hasSize(9);
    Theme mine = themes.find("mine").orElseThrow();
    assertThat(mine.loraWeight()).isEqualTo(0.7);
    assertThat(mine.parts()).hasSize(1);
    assertThat(mine.grade().shadows()).isEqualTo(0x102030);
    assertThat(mine.negativePrompt()).isEmpty();
  }

  @Test
  void aThemeForThisEngineAloneNeedsNoLora() throws IOException {
    written(GOOD.replace("\"lora\": {\"name\": \"mine\", \"weight\": 0.7}, ", ""), DRAWING);
    Theme mine = Themes.with(folder).find("mine").orElseThrow();
    assertThat(mine.lora()).isEmpty();
    assertThat(mine.loraWeight()).isEqualTo(1);
  }

  @Test
  void aFolderWithTheIdOfABundledThemeTakesItsPlace() throws IOException {
    Path theme = Files.createDirectories(folder.resolve("scrubs"));
    Files.writeString(
        theme.resolve("theme.json"), GOOD.replace("\"mine\", \"name", "\"scrubs\", \"name"));
    Files.writeString(theme.resolve("cap.svg"), DRAWING);
    Themes themes = Themes.with(folder);
    assertThat(themes.all()).hasSize(8);
    assertThat(themes.find("scrubs").orElseThrow().name()).isEqualTo("Mine");
  }

  @Test
  void withoutAFolderTheBundledThemesAreThere() {
    assertThat(Themes.with(folder.resolve("nowhere")).all()).hasSize(8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`\"strength\": 0.5` | `\"strength\": 1.5` | theme.json: strength is a number from 0 to 1",
        "`\"strength\": 0.5` | `\"strength\": \"much\"` | theme.json: strength is a number",
        "`\"name\": \"Mine\"` | `\"name\": \"\"` | theme.json: name is a text of 1 to 60"
            + " characters",
        "`\"id\": \"mine\"` | `\"id\": \"My Theme\"` | theme.json: id has lower-case letters",
        "`\"id\": \"mine\"` | `\"id\": \"other\"` | id is the name of the folder",
        "`\"weight\": 0.7` | `\"wait\": 0.7` | theme.json: lora.wait is unknown; known here are",
        "`\"weight\": 0.7` | `\"weight\": 3` | theme.json: lora.weight is a number from 0 to 2",
        "`\"svg\": \"cap.svg\"` | `\"svg\": \"../cap.svg\"` | parts[0].svg is the name of a file in"
            + " the same",
        "`\"svg\": \"cap.svg\"` | `\"svg\": \"hat.svg\"` | hat.svg is missing",
        "`\"what\": \"head\"` | `\"what\": \"tail\"` | parts[0].on.what is one of body, face, head",
        "`[-90, 90]` | `[90, -90]` | parts[0].on.around goes from a smaller angle to a larger one",
        "`[-90, 90]` | `[-90]` | parts[0].on.around is a pair of numbers from -180 to 180",
        "`\"at\": 1` | `\"at\": 0` | parts[0].on.rings[1].at grows from ring to ring",
        "`\"rx\": 8` | `\"rx\": 800` | parts[0].on.rings[1].rx is a number from 0 to 60",
        "`\"#102030\"` | `\"navy\"` | grade.shadows is a colour like #20303f",
        "`\"toning\"` | `\"tonning\"` | grade.tonning is unknown",
        "`\"parts\": [` | `\"parts\": [3, ` | parts[0] is an object in braces",
        "`{\"id\"` | `{\"id\": 1, \"id\"` | theme.json is no valid JSON: Duplicate",
        "`{\"id\"` | `{id` | theme.json is no valid JSON"
      })
  void aBadThemeIsRefusedWithTheFieldAndWhatIsAllowed(String good, String bad, String message)
      throws IOException {
    Path theme = written(GOOD.replace(good, bad), DRAWING);
    assertThatThrownBy(() -> Themes.load(theme))
        .isInstanceOf(BadTheme.class)
        .hasMessageStartingWith("theme mine: ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`{\"chin\": [1, 2], \"nose_tip\": [1, 1], \"elbow\": [3, 3]}` | anchors.elbow is no point"
            + " here",
        "`{\"chin\": [1, 2], \"nose_tip\": [1, 1]}` | anchors names at least 3 points",
        "`{\"chin\": [1, 3], \"nose_tip\": [1, 1], \"forehead\": [1, 0]}` | do not all lie on one"
            + " line"
      })
  void anchorsThatSayTooLittleAreRefused(String anchors, String message) throws IOException {
    int from = GOOD.indexOf("{\"what\"");
    int to = GOOD.indexOf("}]}}]") + 3;
    String on = "{\"what\": \"face\", \"anchors\": " + anchors + "}";
    Path theme = written(GOOD.substring(0, from) + on + GOOD.substring(to), DRAWING);
    assertThatThrownBy(() -> Themes.load(theme))
        .isInstanceOf(BadTheme.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<image href=\"http://example.org/a.png\"/>",
        "<image href=\"data:image/png;base64,AAAA\"/>",
        "<foreignObject/>",
        "<style>@import url(http://example.org/a.css);</style>",
        "<text>hello</text>",
        "<use href=\"other.svg#part\"/>",
        "<use href=\"file:///etc/passwd\"/>",
        "<rect width=\"1\" height=\"1\" onclick=\"alert(1)\"/>",
        "<rect width=\"1\" height=\"1\" fill=\"url(http://example.org/a.svg#b)\"/>",
        "<rect width=\"1\" height=\"1\" style=\"fill: url( 'http://example.org/a.svg#b')\"/>",
        "<animate attributeName=\"x\"/>",
        "<svg:rect xmlns:svg=\"http://example.org/other\"/>"
      })
  void aDrawingThatReachesOutOrRunsIsRefused(String inside) throws IOException {
    Path theme = written(GOOD, DRAWING.replace("</svg>", inside + "</svg>"));
    assertThatThrownBy(() -> Themes.load(theme))
        .isInstanceOf(BadTheme.class)
        .hasMessageContaining("cap.svg has");
  }

  @Test
  void aDrawingWithEntitiesIsRefused() throws IOException {
    String bomb =
        "<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n"
            + DRAWING.replace("</svg>", "<title>&b;</title></svg>");
    Path theme = written(GOOD, bomb);
    assertThatThrownBy(() -> Themes.load(theme))
        .isInstanceOf(BadTheme.class)
        .hasMessageContaining("cap.svg");
  }

  @Test
  void aDrawingIsBoundInSizeDepthAndBytes() throws IOException {
    assertRefused(DRAWING.replace("width=\"100\"", "width=\"100000\""), "a side has 1 to 10,000");
    assertRefused(
        DRAWING.replace("</svg>", "<g>".repeat(60) + "</g>".repeat(60) + "</svg>"), "too many");
    assertRefused(DRAWING + " ".repeat(SvgGuard.MOST_BYTES), "at most 1000000");
    assertRefused("no drawing", "no well-formed SVG");
    assertRefused("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + DRAWING, "save it as UTF-8");
    assertRefused("<html xmlns=\"http://www.w3.org/2000/svg\"/>", "it is <svg>");
  }

  @Test
  void aDrawingThatIsNoTextIsRefused() throws IOException {
    Path theme = written(GOOD, DRAWING);
    Files.write(theme.resolve("cap.svg"), new byte[] {'<', 's', (byte) 0xff, (byte) 0xfe});
    assertThatThrownBy(() -> Themes.load(theme)).hasMessageContaining("cap.svg is no UTF-8 text");
  }

  private void assertRefused(String drawing, String message) throws IOException {
    Path theme = written(GOOD, drawing);
    assertThatThrownBy(() -> Themes.load(theme))
        .isInstanceOf(BadTheme.class)
        .hasMessageContaining(message);
  }

  @Test
  void aDrawingThatTakesForeverIsRefused() throws IOException {
    StringBuilder parts = new StringBuilder("<g id=\"p0\"><rect width=\"1\" height=\"1\"/></g>");
    for (int i = 1; i < 9; i++) {
      parts.append("<g id=\"p").append(i).append("\">");
      parts.append(("<use href=\"#p" + (i - 1) + "\"/>").repeat(10)).append("</g>");
    }
    assertRefused(DRAWING.replace("</svg>", parts + "</svg>"), "too much to draw");
    String circle = "<g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"><use href=\"#a\"/></g>";
    assertRefused(DRAWING.replace("</svg>", circle + "</svg>"), "refer to each other");
  }

  @Test
  void aLinkInTheFolderIsNotFollowed() throws IOException {
    Path theme = written(GOOD, DRAWING);
    Path elsewhere = Files.writeString(folder.resolve("secret.svg"), DRAWING);
    Files.delete(theme.resolve("cap.svg"));
    Files.createSymbolicLink(theme.resolve("cap.svg"), elsewhere);
    assertThatThrownBy(() -> Themes.load(theme)).hasMessageContaining("cap.svg is missing");
  }

  @Test
  void aDrawingIsReadAsUtf8WithOrWithoutADeclaration() throws IOException {
    String declared = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + DRAWING;
    Path theme = written(GOOD, declared.replace("<rect", "<title>Häubchen</title><rect"));
    assertThat(Files.readString(theme.resolve("cap.svg"), StandardCharsets.UTF_8)).contains("ä");
    assertThat(Themes.load(theme).parts()).hasSize(1);
  }
}
