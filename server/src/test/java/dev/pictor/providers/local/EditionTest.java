package dev.pictor.providers.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.engine.LocalEngine;
import dev.pictor.engine.codec.Limits;
import dev.pictor.engine.model.ModelStore;
import dev.pictor.engine.sketch.Look;
import dev.pictor.engine.theme.Theme;
import dev.pictor.providers.Generation;
import dev.pictor.providers.ThemeShelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What makes results of the built-in engine others than before, and what does not.
class EditionTest {
  private static final Generation SKETCH = new Generation.Sketch(Look.of("ink", "basic"), 0.8);
  private static final Generation THEME = new Generation.Theme("scrubs", 0, 1, 32, false);

  @TempDir private Path fonts;
  private String themes = "";

  private final ThemeShelf shelf =
      new ThemeShelf() {
        @Override
        public Optional<Theme> find(String id, int version) {
          return Optional.empty();
        }

        @Override
        public List<String> ids() {
          return List.of();
        }

        @Override
        public String edition() {
          return themes;
        }
      };

  private Edition edition(String version) {
    return new Edition(version, ModelStore.shipped(), fonts, shelf);
  }

  private static Generation thumbnail(int variants) {
    return new Generation.Thumbnail(
        new Generation.Thumbnail.Frame("youtube", 1280, 720),
        new Generation.Thumbnail.Words("Hello", ""),
        new Generation.Thumbnail.Look("bold", List.of()),
        "std",
        variants);
  }

  @Test
  void anotherVersionOfTheProgramIsAnotherEdition() {
    assertThat(edition("1").of(SKETCH)).isNotEqualTo(edition("2").of(SKETCH));
    assertThat(edition("1").of(SKETCH)).isEqualTo(edition("1").of(SKETCH));
  }

  @Test
  void everyNetCountsByItsContent() {
    String said = edition("1").of(SKETCH);
    for (var net : ModelStore.shipped().all()) {
      assertThat(said).contains(net.model().name() + "=" + net.model().sha256());
    }
  }

  @Test
  void theOperatorsThemesCountForThemesOnly() {
    Edition edition = edition("1");
    String theme = edition.of(THEME);
    String sketch = edition.of(SKETCH);
    themes = "changed";
    assertThat(edition.of(THEME)).isNotEqualTo(theme);
    assertThat(edition.of(SKETCH)).isEqualTo(sketch);
  }

  @Test
  void fontsCountForThumbnailsByContentAndNotByTime() throws IOException {
    Path font = fonts.resolve("a.ttf");
    Files.writeString(font, "one");
    String before = edition("1").of(thumbnail(1));
    Files.setLastModifiedTime(font, FileTime.fromMillis(0));
    assertThat(edition("1").of(thumbnail(1))).isEqualTo(before);
    Files.writeString(font, "two");
    assertThat(edition("1").of(thumbnail(1))).isNotEqualTo(before);
    assertThat(edition("1").of(SKETCH)).doesNotContain("fonts");
  }

  @Test
  void severalVariantsAndAnUnknownEditionAreNeverRepeated() {
    try (var engine = new LocalEngine(Limits.STANDARD, 1, 64L << 20)) {
      var known = new LocalProvider(engine, shelf, true, edition("1"));
      assertThat(known.edition(thumbnail(1))).isPresent();
      assertThat(known.edition(thumbnail(2))).isEmpty();
      assertThat(new LocalProvider(engine, shelf, true).edition(SKETCH)).isEmpty();
      assertThat(new LocalProvider(engine, shelf, false, edition("1")).edition(SKETCH))
          .isNotEqualTo(known.edition(SKETCH));
    }
  }
}
