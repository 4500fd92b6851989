package dev.pictor.providers.remote;

import dev.pictor.engine.theme.Theme;
import dev.pictor.engine.theme.Themes;
import dev.pictor.providers.Generation;
import dev.pictor.providers.ThemeShelf;
import java.util.List;
import java.util.Optional;

/// The bundled themes, and one whose prompt is hard to carry.
public final class SpeakingThemes implements ThemeShelf {
  /// Its prompt is [ProviderBench#WORDS].
  public static final Generation.Theme SPEAKING =
      new Generation.Theme("speaking", SHIPPED, 0.5, 1, true);

  @Override
  public Optional<Theme> find(String id, int version) {
    Optional<Theme> classic = Themes.bundled().find("classic-cap");
    return id.equals(SPEAKING.theme())
        ? classic.map(SpeakingThemes::speaking)
        : Themes.bundled().find(id);
  }

  private static Theme speaking(Theme like) {
    return new Theme(
        SPEAKING.theme(),
        "Speaking",
        "It says what is hard to say.",
        ProviderBench.WORDS,
        "",
        like.lora(),
        like.loraWeight(),
        like.strength(),
        like.operation(),
        List.of(),
        like.grade());
  }

  @Override
  public List<String> ids() {
    return List.of(SPEAKING.theme());
  }
}
