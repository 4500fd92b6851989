package dev.pictor.engine.compose;

import dev.pictor.engine.type.Typeface;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A mood: colours, backgrounds and typefaces that belong together, four of each, one for each
/// variant. Free text finds its vibe by the words in it.
@SuppressWarnings("ImmutableEnumChecker") // Lists of records and enums, none of which changes.
public enum Vibe {
  /// Loud and clear: what a video with a million views looks like. Also for words nobody knows.
  BOLD(
      "bold loud energetic energy viral hype exciting shocking epic challenge power strong",
      List.of(
          new Scheme(0xF0202E, 0x6B0012, 0xFFD60A, 0xFFFFFF, 0x120306),
          new Scheme(0x1557FF, 0x04124F, 0xFFE600, 0xFFFFFF, 0x020824),
          new Scheme(0xFFC21A, 0xF06A00, 0xE1062C, 0xFFFFFF, 0x2A0D00),
          new Scheme(0x8A2BE2, 0x1E0640, 0x3DFFC0, 0xFFFFFF, 0x12021F)),
      List.of(Backdrop.RAYS, Backdrop.SLANT, Backdrop.HALFTONE, Backdrop.GLOW),
      List.of(Typeface.ANTON, Typeface.ARCHIVO_BLACK, Typeface.ANTON, Typeface.RUBIK)),
  /// White space and one colour.
  CLEAN(
      "clean minimal minimalist simple modern white light bright fresh tutorial how-to howto",
      List.of(
          new Scheme(0xF8F6F1, 0xDFE5EC, 0xFF4B2B, 0x14181F, 0xFFFFFF),
          new Scheme(0xEAF3FF, 0xC3DAF5, 0x1257E6, 0x0B1F3A, 0xFFFFFF),
          new Scheme(0xFFF2E3, 0xFFD9B8, 0xD9431E, 0x2B1A10, 0xFFFFFF),
          new Scheme(0xEEF7EE, 0xC9E5CD, 0x137A4B, 0x0F2A1D, 0xFFFFFF)),
      List.of(Backdrop.PAPER, Backdrop.SLANT, Backdrop.GLOW, Backdrop.DOTS),
      List.of(Typeface.ARCHIVO_BLACK, Typeface.RUBIK, Typeface.ANTON, Typeface.INTER)),
  /// Dark blue, thin lines, light from below.
  TECH(
      "tech technology ai code coding software data science professional business corporate"
          + " finance startup digital future futuristic cyber",
      List.of(
          new Scheme(0x123A7A, 0x050B1C, 0x19D3FF, 0xFFFFFF, 0x020814),
          new Scheme(0x2A3350, 0x0B0E18, 0x7C9BFF, 0xFFFFFF, 0x05070D),
          new Scheme(0x0B5A52, 0x02171A, 0x39F5A8, 0xFFFFFF, 0x010D0D),
          new Scheme(0x40208A, 0x0D0522, 0xD08CFF, 0xFFFFFF, 0x080214)),
      List.of(Backdrop.GRID, Backdrop.GLOW, Backdrop.SLANT, Backdrop.SPOTLIGHT),
      List.of(Typeface.RUBIK, Typeface.ANTON, Typeface.ARCHIVO_BLACK, Typeface.SOFIA_CONDENSED)),
  /// Neon in the night.
  GAMING(
      "gaming game gamer neon esports stream streaming arcade synthwave vaporwave cyberpunk",
      List.of(
          new Scheme(0x5A0FA8, 0x0E001F, 0xFF2E93, 0xFFFFFF, 0x0A0014),
          new Scheme(0x00506B, 0x00090F, 0x00F5D4, 0xFFFFFF, 0x000A0D),
          new Scheme(0x8A0016, 0x120003, 0xFF4D3D, 0xFFFFFF, 0x100002),
          new Scheme(0x2B5A00, 0x071000, 0xB6FF1A, 0xFFFFFF, 0x060C00)),
      List.of(Backdrop.GRID, Backdrop.RAYS, Backdrop.SPOTLIGHT, Backdrop.HALFTONE),
      List.of(Typeface.ANTON, Typeface.RUBIK, Typeface.BANGERS, Typeface.ARCHIVO_BLACK)),
  /// A comic page.
  PLAYFUL(
      "playful fun funny comic cartoon kids kid children silly happy cheerful party cute crazy"
          + " colourful colorful",
      List.of(
          new Scheme(0xFFD23F, 0xFF9A1C, 0xE8235A, 0xFFFFFF, 0x3A1500),
          new Scheme(0x38D4B4, 0x0A8F78, 0xFFE14D, 0xFFFFFF, 0x00352C),
          new Scheme(0xFF78AC, 0xF2426F, 0xFFE45E, 0xFFFFFF, 0x4A0420),
          new Scheme(0x6BCBFF, 0x2F86E0, 0xFFE14D, 0xFFFFFF, 0x07234A)),
      List.of(Backdrop.HALFTONE, Backdrop.RAYS, Backdrop.DOTS, Backdrop.WAVES),
      List.of(Typeface.BANGERS, Typeface.RUBIK, Typeface.PERMANENT_MARKER, Typeface.ARCHIVO_BLACK)),
  /// Dark, gold, serifs.
  LUXURY(
      "luxury luxurious elegant elegance premium gold golden classy fashion beauty wedding royal"
          + " exclusive sophisticated",
      List.of(
          new Scheme(0x3A3226, 0x0B0907, 0xE2BE55, 0xFBF4E4, 0x0A0806),
          new Scheme(0x1C3354, 0x060B14, 0xDDBB82, 0xFBF6EC, 0x050A12),
          new Scheme(0x5A1428, 0x140409, 0xEBC784, 0xFDF3E6, 0x120308),
          new Scheme(0x1F4A3C, 0x06140F, 0xE0C68A, 0xF7F5E8, 0x04100B)),
      List.of(Backdrop.SPOTLIGHT, Backdrop.GLOW, Backdrop.BOKEH, Backdrop.SLANT),
      List.of(Typeface.PLAYFAIR, Typeface.BEBAS_NEUE, Typeface.PLAYFAIR, Typeface.PLAYFAIR)),
  /// Soft and slow.
  CALM(
      "calm relax relaxing peaceful soft gentle meditation mindful wellness yoga sleep pastel"
          + " health healing serene quiet",
      List.of(
          new Scheme(0xD9EFE8, 0x8CC0B3, 0x1F5C50, 0x10302A, 0xF4FCFA),
          new Scheme(0xE2EAF8, 0xA3BBE0, 0x2C4A8C, 0x15233F, 0xFBFCFF),
          new Scheme(0xF8EEDF, 0xDDC6A2, 0x7A5526, 0x33261A, 0xFFFCF6),
          new Scheme(0xEFE6FA, 0xBBA4DB, 0x57378A, 0x2A1B45, 0xFCFAFF)),
      List.of(Backdrop.WAVES, Backdrop.GLOW, Backdrop.PAPER, Backdrop.BOKEH),
      List.of(Typeface.RUBIK, Typeface.PLAYFAIR, Typeface.ARCHIVO_BLACK, Typeface.INTER)),
  /// A single lamp in a dark room.
  DRAMATIC(
      "dramatic dark drama mystery mysterious horror scary crime thriller intense serious"
          + " documentary truth secret exposed cinematic moody",
      List.of(
          new Scheme(0x4A5260, 0x050608, 0xFF4326, 0xFFFFFF, 0x000000),
          new Scheme(0x6B3A1A, 0x0B0502, 0xFFB23D, 0xFFFFFF, 0x060200),
          new Scheme(0x1D5A66, 0x02090B, 0x4FEADB, 0xFFFFFF, 0x010607),
          new Scheme(0x6A2550, 0x0C030A, 0xFF6AB4, 0xFFFFFF, 0x080206)),
      List.of(Backdrop.SPOTLIGHT, Backdrop.RAYS, Backdrop.GLOW, Backdrop.SLANT),
      List.of(Typeface.ANTON, Typeface.BEBAS_NEUE, Typeface.PLAYFAIR, Typeface.ARCHIVO_BLACK)),
  /// Sunbursts and worn paper.
  RETRO(
      "retro vintage old-school 70s 80s 90s nostalgia nostalgic classic throwback history",
      List.of(
          new Scheme(0xF6D78F, 0xE39A4E, 0xB5121B, 0x4A1208, 0xFFF3D6),
          new Scheme(0x4FA3A5, 0x1B5E66, 0xFFC857, 0xFFF8E7, 0x0D2F33),
          new Scheme(0xE8785A, 0xA63A24, 0xFFE2A8, 0xFFF6E0, 0x3D0F06),
          new Scheme(0x3A9C86, 0x145A4C, 0xF4CF74, 0xFFF5DC, 0x0A2E27)),
      List.of(Backdrop.RAYS, Backdrop.HALFTONE, Backdrop.PAPER, Backdrop.WAVES),
      List.of(Typeface.ANTON, Typeface.BANGERS, Typeface.PERMANENT_MARKER, Typeface.ARCHIVO_BLACK)),
  /// Lamps out of focus, wood and wool.
  COSY(
      "cosy cozy warm home autumn winter christmas holiday family coffee book books cooking food"
          + " recipe baking vlog",
      List.of(
          new Scheme(0x8A5230, 0x24100A, 0xFFC873, 0xFFF6E8, 0x1A0B05),
          new Scheme(0x8A3546, 0x260A12, 0xFFC0B0, 0xFFF4F0, 0x1C070D),
          new Scheme(0x5F7040, 0x181D0E, 0xF0DF86, 0xFBFAEA, 0x10140A),
          new Scheme(0x6A5382, 0x1B1324, 0xFCC0E2, 0xFDF4FB, 0x140D1B)),
      List.of(Backdrop.BOKEH, Backdrop.GLOW, Backdrop.PAPER, Backdrop.WAVES),
      List.of(
          Typeface.RUBIK, Typeface.PLAYFAIR, Typeface.PERMANENT_MARKER, Typeface.ARCHIVO_BLACK)),
  /// A newsroom.
  NEWS(
      "news breaking urgent alert politics political report sports sport football match live"
          + " update analysis",
      List.of(
          new Scheme(0xC9102B, 0x4F0010, 0xFFD400, 0xFFFFFF, 0x1C0006),
          new Scheme(0x0F3F9C, 0x04122E, 0xFF3B30, 0xFFFFFF, 0x030C20),
          new Scheme(0x343B47, 0x0B0D11, 0xFFD400, 0xFFFFFF, 0x050608),
          new Scheme(0xF4F5F7, 0xC9CFD8, 0xC8102E, 0x11151A, 0xFFFFFF)),
      List.of(Backdrop.SLANT, Backdrop.GRID, Backdrop.SPOTLIGHT, Backdrop.DOTS),
      List.of(Typeface.ANTON, Typeface.ARCHIVO_BLACK, Typeface.SOFIA_CONDENSED, Typeface.ANTON)),
  /// Leaves, sky and earth.
  NATURE(
      "nature natural travel adventure outdoor outdoors mountain mountains forest garden ocean sea"
          + " beach summer spring animals camping hiking eco green",
      List.of(
          new Scheme(0x3F9168, 0x0B2A1E, 0xE2F79A, 0xFFFFFF, 0x06170F),
          new Scheme(0x5CAEDB, 0x1B527C, 0xFFE66D, 0xFFFFFF, 0x06233A),
          new Scheme(0x9CBF62, 0x3C6B2A, 0xFFF3A3, 0xFFFFFF, 0x12250B),
          new Scheme(0xE39A50, 0x75361A, 0xFFE9AE, 0xFFFFFF, 0x2B1005)),
      List.of(Backdrop.WAVES, Backdrop.GLOW, Backdrop.RAYS, Backdrop.BOKEH),
      List.of(Typeface.RUBIK, Typeface.ANTON, Typeface.PLAYFAIR, Typeface.ARCHIVO_BLACK));

  private final List<String> words;
  private final List<Scheme> schemes;
  private final List<Backdrop> backdrops;
  private final List<Typeface> faces;

  Vibe(String words, List<Scheme> schemes, List<Backdrop> backdrops, List<Typeface> faces) {
    this.words = List.of(words.split(" ", -1));
    this.schemes = schemes;
    this.backdrops = backdrops;
    this.faces = faces;
  }

  /// The vibe whose words occur most often in the text; the earlier one when two are even, [#BOLD]
  /// when none occurs.
  public static Vibe of(String text) {
    List<String> said = List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}-]+", -1));
    Vibe best = BOLD;
    long most = 0;
    for (Vibe vibe : values()) {
      long count = said.stream().filter(word -> vibe.means(word)).count();
      if (count > most) {
        most = count;
        best = vibe;
      }
    }
    return best;
  }

  private boolean means(String word) {
    return words.contains(word) || name().toLowerCase(Locale.ROOT).equals(word);
  }

  /// The words that lead to this vibe.
  public List<String> words() {
    return words;
  }

  Scheme scheme(int variant) {
    return schemes.get(variant % schemes.size());
  }

  Backdrop backdrop(int variant) {
    return backdrops.get(variant % backdrops.size());
  }

  Typeface face(int variant) {
    return faces.get(variant % faces.size());
  }

  /// All names, for a message or a form.
  public static List<String> names() {
    return Arrays.stream(values()).map(vibe -> vibe.name().toLowerCase(Locale.ROOT)).toList();
  }
}
