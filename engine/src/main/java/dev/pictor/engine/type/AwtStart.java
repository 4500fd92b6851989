package dev.pictor.engine.type;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Starts Java's font machinery so that it works on a machine without a screen, without fontconfig
/// and without a single installed font.
///
/// On Linux Java asks fontconfig for the fonts behind its logical names and gives up when the
/// library or all fonts are missing ("Fontconfig head is null"), even for programs that bring their
/// own fonts. It does not ask when a file says which fonts these are; we write that file, with one
/// of ours for all names. So lettering also never depends on what is installed.
final class AwtStart {
  private static final String CONFIGURATION = "sun.awt.fontconfig";
  private static final String[] FAMILIES = {
    "serif", "sansserif", "monospaced", "dialog", "dialoginput"
  };
  private static final String[] STYLES = {"plain", "bold", "italic", "bolditalic"};

  private AwtStart() {}

  static {
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
    if (System.getProperty(CONFIGURATION) == null
        && System.getProperty("os.name", "").startsWith("Linux")) {
      System.setProperty(CONFIGURATION, written().toString());
    }
  }

  /// Costs nothing after the first call.
  static void ready() {}

  private static Path written() {
    try {
      Path folder = Files.createTempDirectory("pictor-fonts");
      Path font = folder.resolve("font.ttf");
      try (InputStream in = Typeface.INTER.open()) {
        Files.copy(in, font);
      }
      Path configuration = Files.writeString(folder.resolve("fontconfig.properties"), lines(font));
      folder.toFile().deleteOnExit();
      font.toFile().deleteOnExit();
      configuration.toFile().deleteOnExit();
      return configuration;
    } catch (IOException e) {
      throw new UncheckedIOException("the folder for temporary files cannot be written to", e);
    }
  }

  private static String lines(Path font) {
    StringBuilder lines = new StringBuilder("version=1\nsequence.allfonts=latin-1\n");
    for (String family : FAMILIES) {
      for (String style : STYLES) {
        lines.append(family).append('.').append(style).append(".latin-1=pictor\n");
      }
    }
    return lines.append("filename.pictor=").append(font).append('\n').toString();
  }
}
