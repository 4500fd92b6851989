package dev.pictor.engine.theme;

import com.github.weisj.jsvg.SVGDocument;

/// An SVG that was checked and read.
public final class Drawing {
  private static final int TRIAL_SIDE = 64;

  private final String file;
  private final SVGDocument document;

  Drawing(String file, SVGDocument document) {
    this.file = file;
    this.document = document;
  }

  /// The name in the theme's folder.
  public String file() {
    return file;
  }

  /// In units of its view box.
  public double width() {
    return document.size().getWidth();
  }

  /// In units of its view box.
  public double height() {
    return document.size().getHeight();
  }

  /// Renders it once, small: what cannot be drawn is then refused when it is read and not when
  /// somebody waits for a picture.
  ///
  /// @throws BadTheme when it cannot be drawn
  void trial() {
    try {
      Artwork.drawn(document, TRIAL_SIDE, TRIAL_SIDE);
    } catch (RuntimeException e) {
      throw new BadTheme(file + " cannot be drawn: " + e.getMessage(), e);
    }
  }

  SVGDocument document() {
    return document;
  }
}
