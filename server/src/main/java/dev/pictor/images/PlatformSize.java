package dev.pictor.images;

import dev.pictor.engine.compose.Platform;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How large a thumbnail is on a platform when nobody says otherwise, in pixels.
public record PlatformSize(String platform, int width, int height) {
  /// @return empty for a platform that is none
  public static Optional<PlatformSize> find(String platform) {
    return Platform.named(platform)
        .map(found -> new PlatformSize(word(found), found.width(), found.height()));
  }

  /// Every platform.
  public static List<String> names() {
    return Arrays.stream(Platform.values()).map(PlatformSize::word).toList();
  }

  private static String word(Platform platform) {
    return platform.name().toLowerCase(Locale.ROOT);
  }
}
