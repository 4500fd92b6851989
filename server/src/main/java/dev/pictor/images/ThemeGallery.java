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
import dev.pictor.engine.theme.Theme;
import dev.pictor.engine.theme.ThemeOptions;
import dev.pictor.platform.Problem;
import java.time.Duration;

/// Pictures of somebody who wears a theme.
public final class ThemeGallery {
  /// The long side of a preview, in pixels.
  public static final int SIDE = 480;

  private static final Encoding JPEG = new Encoding.Jpeg(84);
  private static final int MOST_KEPT = 256;

  private final LocalEngine engine;
  private final ThemeRegistry themes;
  private final ExamplePhoto photo;

  /// A theme that was changed is another key, so its old preview is never shown again.
  private final Cache<Theme, byte[]> previews =
      Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterAccess(Duration.ofHours(1)).build();

  public ThemeGallery(LocalEngine engine, ThemeRegistry themes) {
    this.engine = engine;
    this.themes = themes;
    this.photo = ExamplePhoto.PORTRAIT;
  }

  /// A JPEG of at most [#SIDE] pixels of a person who does not exist and wears the theme.
  ///
  /// @param hidden whether themes count that people cannot choose now
  /// @throws Problem NOT_FOUND when there is no such theme
  public byte[] preview(String id, boolean hidden) throws InterruptedException {
    ThemeEntry entry = themes.get(id);
    if (!entry.enabled() && !hidden) {
      throw Problem.notFound("theme");
    }
    Theme theme = themes.find(id, entry.version()).orElseThrow(() -> Problem.notFound("theme"));
    byte[] kept = previews.getIfPresent(theme);
    if (kept != null) {
      return kept;
    }
    byte[] made = engine.cores().with(() -> dressed(theme));
    previews.put(theme, made);
    return made;
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
