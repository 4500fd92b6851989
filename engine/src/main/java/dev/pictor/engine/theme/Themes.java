package dev.pictor.engine.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The themes there are: those inside the engine's jar and those in an operator's folder, where
/// each is a folder of its own with `theme.json` and its drawings. See `docs/themes.md`.
public final class Themes {
  /// In the order they are shown.
  private static final List<String> BUNDLED =
      List.of(
          "classic-cap",
          "field-nurse",
          "scrubs",
          "surgical",
          "paediatric",
          "night-shift",
          "retro-poster",
          "fantasy-healer");

  private static final int MOST_THEMES = 200;

  private final List<Theme> themes;

  private Themes(List<Theme> themes) {
    this.themes = List.copyOf(themes);
  }

  /// The eight that ship with the engine.
  public static Themes bundled() {
    return new Themes(BUNDLED.stream().map(Themes::bundled).toList());
  }

  /// The bundled ones and those of a folder. One with the id of a bundled theme takes its place.
  ///
  /// @param folder may be missing: then only the bundled ones are there
  /// @throws BadTheme naming the folder, the file, the field and what is allowed
  public static Themes with(Path folder) {
    List<Theme> all = new ArrayList<>(bundled().all());
    if (Files.isDirectory(folder)) {
      for (Path one : folders(folder)) {
        Theme theme = load(one);
        int same = all.stream().map(Theme::id).toList().indexOf(theme.id());
        if (same >= 0) {
          all.set(same, theme);
        } else {
          all.add(theme);
        }
      }
    }
    return new Themes(all);
  }

  /// Reads one theme.
  ///
  /// @param folder named like the theme's id
  /// @throws BadTheme naming the folder, the file, the field and what is allowed
  public static Theme load(Path folder) {
    Theme theme;
    try {
      theme = ThemeReader.read((file, most) -> bytes(folder.resolve(file), file, most));
      theme.parts().forEach(part -> part.drawing().trial());
    } catch (BadTheme e) {
      throw new BadTheme("theme " + folder.getFileName() + ": " + e.getMessage(), e);
    }
    if (!theme.id().equals(String.valueOf(folder.getFileName()))) {
      throw new BadTheme(
          "theme "
              + folder.getFileName()
              + ": theme.json: id is the name of the folder, not "
              + theme.id());
    }
    return theme;
  }

  /// In the order they are shown.
  public List<Theme> all() {
    return themes;
  }

  public Optional<Theme> find(String id) {
    return themes.stream().filter(theme -> theme.id().equals(id)).findFirst();
  }

  private static List<Path> folders(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> found = entries.filter(Files::isDirectory).sorted().toList();
      if (found.size() > MOST_THEMES) {
        throw new BadTheme(folder + " holds more than " + MOST_THEMES + " themes");
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException("the themes in " + folder + " cannot be read", e);
    }
  }

  private static byte[] bytes(Path path, String file, int most) {
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new BadTheme(file + " is missing");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(most + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  private static Theme bundled(String id) {
    return ThemeReader.read((file, most) -> {
      String name = "/dev/pictor/engine/themes/" + id + "/" + file;
      try (InputStream in = Themes.class.getResourceAsStream(name)) {
        if (in == null) {
          throw new BadTheme(file + " is missing");
        }
        return in.readNBytes(most + 1);
      } catch (IOException e) {
        throw new UncheckedIOException(name + " cannot be read", e);
      }
    });
  }
}
