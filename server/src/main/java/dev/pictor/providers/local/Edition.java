package dev.pictor.providers.local;

import dev.pictor.engine.model.ModelFile;
import dev.pictor.engine.model.ModelStore;
import dev.pictor.platform.FolderDigest;
import dev.pictor.providers.Generation;
import dev.pictor.providers.ThemeShelf;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the built-in engine's results depend on beside what was asked for: its version, the neural
/// nets that there are, and where a step uses them the operator's themes and fonts. All of it goes
/// by content, so that nodes with the same files agree.
public final class Edition {
  private final String version;
  private final ModelStore models;
  private final Path fonts;
  private final ThemeShelf themes;
  private volatile @Nullable String fontsDigest;

  /// @param version of this program
  /// @param fonts the operator's folder, which need not be there
  public Edition(String version, ModelStore models, Path fonts, ThemeShelf themes) {
    this.version = version;
    this.models = models;
    this.fonts = fonts;
    this.themes = themes;
  }

  String of(Generation generation) {
    var said = new StringBuilder("local " + version + " " + nets());
    if (generation.steps().stream().anyMatch(Generation.Theme.class::isInstance)) {
      said.append(" themes ").append(themes.edition());
    }
    if (generation.steps().stream().anyMatch(Generation.Thumbnail.class::isInstance)) {
      said.append(" fonts ").append(fonts());
    }
    return said.toString();
  }

  private String nets() {
    return models.all().stream().map(Edition::named).collect(Collectors.joining(" "));
  }

  private static String named(ModelFile net) {
    return net.model().name() + "=" + net.model().sha256();
  }

  /// Fonts are loaded once by the engine, so they are looked at once.
  private String fonts() {
    String known = fontsDigest;
    if (known == null) {
      known = FolderDigest.of(fonts);
      fontsDigest = known;
    }
    return known;
  }
}
