package dev.pictor.engine.theme;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.DocumentLimits;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.parser.resources.ResourcePolicy;
import java.io.ByteArrayInputStream;
import org.jspecify.annotations.Nullable;

/// Reads SVG files, refusing what is no plain drawing.
final class Drawings {
  private static final double MOST_UNITS = 10_000;

  private static final LoaderContext CLOSED =
      LoaderContext.builder()
          .externalResourcePolicy(ResourcePolicy.DENY_ALL)
          .documentLimits(new DocumentLimits(40, 8, 20_000))
          .build();

  private Drawings() {}

  /// @param file its name, for messages
  /// @throws BadTheme saying what is wrong with it
  static Drawing read(String file, byte[] bytes) {
    SvgGuard.check(file, bytes);
    SVGDocument document = parsed(file, bytes);
    if (document == null) {
      throw new BadTheme(file + " cannot be drawn; save it as a plain SVG");
    }
    double width = document.size().getWidth();
    double height = document.size().getHeight();
    if (!(width >= 1 && height >= 1 && width <= MOST_UNITS && height <= MOST_UNITS)) {
      throw new BadTheme(
          file + " is " + width + " x " + height + " units large; a side has 1 to 10,000");
    }
    return new Drawing(file, document);
  }

  private static @Nullable SVGDocument parsed(String file, byte[] bytes) {
    try {
      return new SVGLoader().load(new ByteArrayInputStream(bytes), null, CLOSED);
    } catch (RuntimeException e) {
      throw new BadTheme(file + " cannot be drawn: " + e.getMessage(), e);
    }
  }
}
