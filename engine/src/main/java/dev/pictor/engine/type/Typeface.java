package dev.pictor.engine.type;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/// The fonts inside the engine's jar, all but one under the SIL Open Font License, each whole and
/// unchanged. `docs/licences.md` names their makers.
public enum Typeface {
  /// Narrow and loud: the classic of thumbnails. Latin and Vietnamese, in capitals.
  ANTON("Anton_400Regular.ttf", true),
  /// Wide and heavy. Latin.
  ARCHIVO_BLACK("ArchivoBlack_400Regular.ttf", false),
  /// Narrow and slim, only capitals. Latin.
  BEBAS_NEUE("BebasNeue_400Regular.ttf", true),
  /// A comic's shout. Latin and Vietnamese, in capitals.
  BANGERS("Bangers_400Regular.ttf", true),
  /// A felt pen. Basic Latin; Apache License 2.0.
  PERMANENT_MARKER("PermanentMarker_400Regular.ttf", false),
  /// A fat face with serifs. Latin, Vietnamese, Cyrillic.
  PLAYFAIR("PlayfairDisplay_900Black.ttf", false),
  /// Round and heavy. Latin, Cyrillic, Hebrew, Arabic.
  RUBIK("Rubik_900Black.ttf", false),
  /// The sober one, for small sizes and for signs. Latin, Vietnamese, Cyrillic, Greek.
  INTER("Inter_700Bold.ttf", false),
  /// Narrow and heavy, beside Anton. Latin, Cyrillic, Greek.
  SOFIA_CONDENSED("SofiaSansExtraCondensed_900Black.ttf", true),
  /// Heavy Arabic of a modern cut. Arabic and Latin.
  CAIRO("Cairo_900Black.ttf", false),
  /// Every letter of the languages that are written in Arabic.
  NOTO_ARABIC("NotoSansArabic_900Black.ttf", false),
  /// Hebrew with its points.
  NOTO_HEBREW("NotoSansHebrew_900Black.ttf", false);

  private final String file;
  private final boolean capitals;

  Typeface(String file, boolean capitals) {
    this.file = file;
    this.capitals = capitals;
  }

  /// Whether headlines in it look best in capitals.
  public boolean capitals() {
    return capitals;
  }

  /// The file, which the caller closes.
  InputStream open() throws IOException {
    InputStream in = Typeface.class.getResourceAsStream("fonts/" + file);
    if (in == null) {
      throw new FileNotFoundException("the font " + file + " is missing; install Pictor again");
    }
    return in;
  }
}
