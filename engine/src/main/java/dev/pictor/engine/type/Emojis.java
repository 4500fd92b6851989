package dev.pictor.engine.type;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Graphics2D;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// The emoji of Unicode 16 as vector graphics: Twemoji, by Twitter and its later keepers, under CC
/// BY 4.0. A name is the code points in hexadecimal digits joined by hyphens, as in `1f44d-1f3fd`.
final class Emojis {
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int EMOJI_STYLE = 0xFE0F;
  private static final int TEXT_STYLE = 0xFE0E;

  /// The longest sequence of Unicode 16 (a kiss with two skin tones) has ten code points.
  private static final int LONGEST = 10;

  private static final int GROUP_BITS = 6;

  private final Set<String> names = new HashSet<>();

  Emojis() {
    try (BufferedReader lines = reader(resource("names.txt"))) {
      lines.lines().forEach(names::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// An emoji within a text: its name and how many code points it takes.
  record Match(String name, int codePoints) {}

  /// The longest emoji that begins here, or null. Signs that are letters first and emoji second (©,
  /// digits, ↔) count only when a selector or a joiner behind them asks for the picture.
  @Nullable Match at(int[] codePoints, int from) {
    int most = Math.min(LONGEST, codePoints.length - from);
    for (int length = most; length >= 1; length--) {
      String name = name(codePoints, from, length);
      if (name != null && wanted(codePoints, from, length)) {
        int behind = from + length;
        boolean selector = behind < codePoints.length && codePoints[behind] == EMOJI_STYLE;
        return new Match(name, selector ? length + 1 : length);
      }
    }
    return null;
  }

  /// Twemoji leaves the selectors out, but keeps them within joined sequences.
  private @Nullable String name(int[] codePoints, int from, int length) {
    StringBuilder whole = new StringBuilder();
    StringBuilder plain = new StringBuilder();
    for (int i = from; i < from + length; i++) {
      append(whole, codePoints[i]);
      if (codePoints[i] != EMOJI_STYLE) {
        append(plain, codePoints[i]);
      }
    }
    if (names.contains(whole.toString())) {
      return whole.toString();
    }
    return names.contains(plain.toString()) ? plain.toString() : null;
  }

  private static void append(StringBuilder name, int codePoint) {
    name.append(name.isEmpty() ? "" : "-").append(Integer.toHexString(codePoint));
  }

  private static boolean wanted(int[] codePoints, int from, int length) {
    if (length > 1 || Character.isEmojiPresentation(codePoints[from])) {
      return !followedBy(codePoints, from + length, TEXT_STYLE);
    }
    return followedBy(codePoints, from + 1, EMOJI_STYLE);
  }

  private static boolean followedBy(int[] codePoints, int at, int codePoint) {
    return at < codePoints.length && codePoints[at] == codePoint;
  }

  /// Whether a code point only shapes its neighbours and may be left out where it stands alone.
  static boolean invisible(int codePoint) {
    return codePoint == ZERO_WIDTH_JOINER || codePoint == EMOJI_STYLE || codePoint == TEXT_STYLE;
  }

  /// Draws an emoji into a square.
  void draw(String name, Graphics2D graphics, double x, double y, double side) {
    ViewBox box = new ViewBox((float) x, (float) y, (float) side, (float) side);
    document(name).render((java.awt.Component) null, graphics, box);
  }

  private SVGDocument document(String name) {
    String first = name.split("-", 2)[0];
    String group = Integer.toHexString(Integer.parseInt(first, 16) >> GROUP_BITS);
    try (BufferedReader lines = reader(new GZIPInputStream(resource(group + ".tsv.gz")))) {
      String svg =
          lines
              .lines()
              .filter(line -> line.startsWith(name + "\t"))
              .findFirst()
              .orElseThrow()
              .substring(name.length() + 1);
      InputStream in = new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8));
      return Objects.requireNonNull(
          new SVGLoader().load(in, null, LoaderContext.createDefault()), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(Emojis.class.getResourceAsStream("emoji/" + name), name);
  }

  private static BufferedReader reader(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }
}
