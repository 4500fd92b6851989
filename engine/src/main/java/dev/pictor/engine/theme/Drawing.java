package dev.pictor.engine.theme;

import com.github.weisj.jsvg.SVGDocument;

/// An SVG that was checked and read.
public final class Drawing {
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

  SVGDocument document() {
    return document;
  }
}
