package dev.pictor.engine.theme;

/// Reads a theme from memory instead of a folder.
public final class ThemeFiles {
  private ThemeFiles() {}

  /// @param json the bytes of `theme.json`
  /// @param svg the bytes of every drawing that it names
  /// @throws BadTheme as an operator's folder would
  public static Theme read(byte[] json, byte[] svg) {
    Theme theme = ThemeReader.read((file, _) -> file.equals(ThemeReader.FILE) ? json : svg);
    theme.parts().forEach(part -> part.drawing().trial());
    return theme;
  }
}
