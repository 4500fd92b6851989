package dev.pictor.images;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pictor.engine.LocalEngine;
import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.BadPicture;
import dev.pictor.engine.codec.Encoder;
import dev.pictor.engine.codec.Encoding;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.codec.SourceType;
import dev.pictor.engine.codec.Thumbnail;
import dev.pictor.engine.face.FaceProblem;
import dev.pictor.engine.theme.BadTheme;
import dev.pictor.engine.theme.Theme;
import dev.pictor.engine.theme.ThemeOptions;
import dev.pictor.engine.theme.Themes;
import dev.pictor.platform.Problem;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// The themes to choose from, each with a picture of somebody who wears it.
public final class ThemeGallery {
  /// The long side of a preview, in pixels.
  public static final int SIDE = 480;

  private static final Encoding JPEG = new Encoding.Jpeg(84);
  private static final int MOST_KEPT = 256;

  private final LocalEngine engine;
  private final Supplier<Themes> themes;
  private final ExamplePhoto photo;

  /// A theme that was changed is another key, so an operator sees the change at once.
  private final Cache<Theme, byte[]> previews =
      Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterAccess(Duration.ofHours(1)).build();

  /// @param themes asked for at each call, so that a new theme is found
  public ThemeGallery(LocalEngine engine, Supplier<Themes> themes) {
    this.engine = engine;
    this.themes = themes;
    this.photo = ExamplePhoto.PORTRAIT;
  }

  /// One theme, for people.
  public record Entry(String id, String name, String description) {}

  /// In the order they are shown.
  public List<Entry> list() {
    return known().all().stream()
        .map(theme -> new Entry(theme.id(), theme.name(), theme.description()))
        .toList();
  }

  /// A JPEG of at most [#SIDE] pixels of a person who does not exist and wears the theme.
  ///
  /// @throws Problem NOT_FOUND when there is no such theme
  public byte[] preview(String id) throws InterruptedException {
    Theme theme = known().find(id).orElseThrow(() -> Problem.notFound("theme"));
    byte[] kept = previews.getIfPresent(theme);
    if (kept != null) {
      return kept;
    }
    byte[] made = engine.cores().with(() -> dressed(theme));
    previews.put(theme, made);
    return made;
  }

  /// A broken theme of the operator's must not hide the others' names, but say what is wrong.
  private Themes known() {
    try {
      return themes.get();
    } catch (BadTheme e) {
      throw Problem.because(
          Problem.Kind.UNAVAILABLE, "A theme of this server is broken: " + e.getMessage(), e);
    }
  }

  private byte[] dressed(Theme theme) throws InterruptedException {
    try (Picture whole = engine.decoder().decode(photo.bytes());
        Picture small = Thumbnail.of(whole, SIDE);
        Picture dressed =
            engine.themeFilter().apply(small, theme, ThemeOptions.FULL, Progress.SILENT)) {
      return Encoder.encode(dressed, JPEG, SourceType.COMPOSITE_SYNTHETIC);
    } catch (BadPicture | FaceProblem e) {
      throw new IllegalStateException("the example photo is not as it was", e);
    }
  }
}
