package dev.pictor.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What callers and operators say that makes a cached result the wrong one.
class CachingTest {
  private static final Path SHIPS =
      Path.of("..", "engine/src/main/resources/dev/pictor/engine/themes/night-shift");

  @TempDir private Path folder;

  @Test
  void theHeaderIsReadAsByOtherCaches() {
    assertThat(Caching.of(null)).isEqualTo(Caching.USE);
    assertThat(Caching.of("")).isEqualTo(Caching.USE);
    assertThat(Caching.of("private, max-age=60")).isEqualTo(Caching.USE);
    assertThat(Caching.of("No-Cache")).isEqualTo(Caching.RENEW);
    assertThat(Caching.of("max-age=0")).isEqualTo(Caching.RENEW);
    assertThat(Caching.of("no-cache, no-store")).isEqualTo(Caching.AVOID);
  }

  @Test
  void aChangedThemeOfTheOperatorIsAnotherEdition() throws IOException {
    assertThat(new ShippedThemes(folder.resolve("none")).edition()).isEmpty();
    Path theme = Files.createDirectories(folder.resolve(SHIPS.getFileName().toString()));
    try (Stream<Path> files = Files.list(SHIPS)) {
      for (Path file : files.toList()) {
        Files.copy(file, theme.resolve(file.getFileName()));
      }
    }
    var own = new ShippedThemes(folder);
    String first = own.edition();
    assertThat(first).hasSize(64);

    Path words = theme.resolve("theme.json");
    Files.setLastModifiedTime(words, FileTime.fromMillis(0));
    assertThat(own.edition()).as("touched, but the same").isEqualTo(first);
    Files.writeString(words, Files.readString(words).replace("Night shift", "Late shift"));
    assertThat(own.edition()).hasSize(64).isNotEqualTo(first);
  }
}
