package dev.pictor.images;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A theme as an admin writes it. What is null is not given: a new theme has the usual value, a
/// change leaves what is there.
///
/// @param id lower-case letters, digits and single dashes, at most 40; only for a new theme
/// @param prompt what a provider with a diffusion model is asked for
/// @param strength how far such a provider may change the picture, 0 to 1
/// @param operation what is run for it: `theme`
/// @param enabled whether people can choose it
/// @param position orders the list, smaller first
public record ThemeForm(
    @Nullable String id,
    @Nullable String name,
    @Nullable String description,
    @Nullable String prompt,
    @Nullable String negativePrompt,
    @Nullable Lora lora,
    @Nullable Double strength,
    @Nullable String operation,
    @Nullable Overlay overlay,
    @Nullable Boolean enabled,
    @Nullable Integer position) {
  /// Weights that such a provider loads.
  ///
  /// @param weight how much they count, 0 to 2
  public record Lora(@Nullable String name, @Nullable Double weight) {}

  /// What the built-in engine paints: the look of a theme that ships, or parts with drawings as
  /// `docs/themes.md` describes them.
  ///
  /// @param from the id of a theme that ships; or `parts`
  /// @param parts as in theme.json
  /// @param grade as in theme.json; that of `from` when not given
  /// @param drawings the SVG texts that parts name, by file name
  public record Overlay(
      @Nullable String from,
      @Nullable List<Map<String, Object>> parts,
      @Nullable Map<String, Object> grade,
      @Nullable Map<String, String> drawings) {}

  /// Whether it says anything about the theme itself, and not only about where it is shown.
  boolean changesTheme() {
    return name != null
        || description != null
        || prompt != null
        || negativePrompt != null
        || lora != null
        || strength != null
        || operation != null
        || overlay != null;
  }
}
