package dev.pictor.engine.type;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The fonts there are: those of the jar, then the TTF and OTF files of the operator's folder in
/// the order of their names. A character goes to the first font that has it. Safe for several
/// threads; fonts are loaded when first needed and stay loaded, a few megabytes in all.
public final class Fonts {
  static {
    AwtStart.ready();
  }

  private final Map<Typeface, Font> loaded = new EnumMap<>(Typeface.class);
  private final @Nullable Path folder;
  private @Nullable List<Font> added;

  /// @param folder of fonts that the operator adds; may be missing, and null for none
  public Fonts(@Nullable Path folder) {
    this.folder = folder;
  }

  /// The font that draws a character in a text of this typeface, one pixel high.
  ///
  /// @return null when none has it
  synchronized @Nullable Font forCharacter(Typeface face, int codePoint) {
    for (Typeface candidate : candidates(face, codePoint)) {
      Font font = font(candidate);
      if (font.canDisplay(codePoint)) {
        return font;
      }
    }
    for (Font font : added()) {
      if (font.canDisplay(codePoint)) {
        return font;
      }
    }
    return null;
  }

  synchronized Font font(Typeface face) {
    return loaded.computeIfAbsent(face, Fonts::load);
  }

  /// The typeface itself, then the one most like it, then those that have the most characters.
  private static Set<Typeface> candidates(Typeface face, int codePoint) {
    Set<Typeface> candidates = new LinkedHashSet<>();
    if (UnicodeScript.of(codePoint) == UnicodeScript.ARABIC) {
      candidates.add(Typeface.CAIRO);
      candidates.add(Typeface.NOTO_ARABIC);
    }
    candidates.add(face);
    candidates.add(companion(face));
    candidates.add(Typeface.RUBIK);
    candidates.add(Typeface.INTER);
    candidates.add(Typeface.NOTO_HEBREW);
    candidates.add(Typeface.NOTO_ARABIC);
    return candidates;
  }

  private static Typeface companion(Typeface face) {
    return switch (face) {
      case ANTON, BEBAS_NEUE, SOFIA_CONDENSED -> Typeface.SOFIA_CONDENSED;
      case ARCHIVO_BLACK, BANGERS, PERMANENT_MARKER, RUBIK, CAIRO, NOTO_ARABIC, NOTO_HEBREW ->
          Typeface.RUBIK;
      case PLAYFAIR, INTER -> Typeface.INTER;
    };
  }

  private static Font load(Typeface face) {
    try (InputStream in = face.open()) {
      return Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FontFormatException e) {
      throw new IllegalStateException("the font " + face + " is damaged; install Pictor again", e);
    }
  }

  private List<Font> added() {
    List<Font> fonts = added;
    if (fonts == null) {
      fonts = folder == null || !Files.isDirectory(folder) ? List.of() : in(folder);
      added = fonts;
    }
    return fonts;
  }

  private static List<Font> in(Path folder) {
    List<Font> fonts = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Fonts::isFont).sorted().toList()) {
        fonts.add(Font.createFont(Font.TRUETYPE_FONT, file.toFile()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FontFormatException e) {
      throw new IllegalStateException("a file in " + folder + " is no font; take it away", e);
    }
    return List.copyOf(fonts);
  }

  private static boolean isFont(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".ttf") || name.endsWith(".otf");
  }
}
