package dev.pictor.engine.codec;

/// How a picture is written.
public sealed interface Encoding {
  /// The type that comes out.
  ImageType type();

  /// @param quality 1 to 100; 90 is hard to tell from the original
  record Jpeg(int quality) implements Encoding {
    public Jpeg {
      checkQuality(quality);
    }

    @Override
    public ImageType type() {
      return ImageType.JPEG;
    }
  }

  /// @param level how hard to pack, 0 to 9; above 3 costs much time for little
  record Png(int level) implements Encoding {
    public Png {
      if (level < 0 || level > 9) {
        throw new IllegalArgumentException("a PNG level is within 0..9: " + level);
      }
    }

    @Override
    public ImageType type() {
      return ImageType.PNG;
    }
  }

  /// @param quality 1 to 100; the lossy form
  record Webp(int quality) implements Encoding {
    public Webp {
      checkQuality(quality);
    }

    @Override
    public ImageType type() {
      return ImageType.WEBP;
    }
  }

  private static void checkQuality(int quality) {
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException("quality is within 1..100: " + quality);
    }
  }
}
