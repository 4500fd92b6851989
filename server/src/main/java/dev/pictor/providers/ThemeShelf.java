package dev.pictor.providers;

import dev.pictor.engine.theme.Theme;
import dev.pictor.engine.theme.Themes;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Where providers find the look and the words of a theme. A job names a theme with the version
/// that it was submitted with, and gets that one whatever happened to the theme since.
public interface ThemeShelf {
  /// The version of a theme that ships with the engine or lies in the operator's folder: it is as
  /// its files are now.
  int SHIPPED = 0;

  /// @param version [#SHIPPED], or the number of a version that an admin made
  Optional<Theme> find(String id, int version);

  /// What there is to choose from, in the order in which it is shown.
  List<String> ids();

  /// Tells one state of the themes that ship from another: it changes with their files. Other
  /// versions never change.
  default String edition() {
    return "";
  }

  /// A shelf without versions, for work without a database.
  ///
  /// @param themes asked at each call, so that a new theme is found
  static ThemeShelf of(Supplier<Themes> themes) {
    return new ThemeShelf() {
      @Override
      public Optional<Theme> find(String id, int version) {
        return themes.get().find(id);
      }

      @Override
      public List<String> ids() {
        return themes.get().all().stream().map(Theme::id).toList();
      }
    };
  }
}
