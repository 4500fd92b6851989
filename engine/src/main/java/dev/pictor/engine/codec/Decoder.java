package dev.pictor.engine.codec;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;

import dev.pictor.engine.Natives;
import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Header.GifBody;
import dev.pictor.engine.codec.Header.JpegBody;
import dev.pictor.engine.codec.Header.PngBody;
import dev.pictor.engine.codec.Header.WebpBody;
import dev.pictor.engine.codec.ImageInfo.Color;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/// Bytes to pixels: 8 bit, sRGB, upright, on white where they were transparent. Safe for several
/// threads. Memory is bounded by [ImageInfo#decodingBytes()], which callers take from a
/// [PixelBudget] first.
public final class Decoder {
  private final Limits limits;

  public Decoder(Limits limits) {
    Natives.load();
    this.limits = limits;
  }

  /// Decodes at full size.
  public Picture decode(byte[] bytes) throws BadPicture, InterruptedException {
    return decode(bytes, Long.MAX_VALUE);
  }

  /// Decodes a JPEG at a half, a quarter or an eighth of its width and height if the result still
  /// has the pixels that the caller works with; that saves up to three quarters of the time. Other
  /// types come at full size.
  ///
  /// @param pixelsWanted how many pixels are enough
  public Picture decode(byte[] bytes, long pixelsWanted) throws BadPicture, InterruptedException {
    Input in = new Input(bytes);
    Header header = Probe.header(in, limits);
    Progress.checkInterrupt();
    try (PointerScope _ = new PointerScope()) {
      Mat stored = eightBits(pixels(in, header, pixelsWanted));
      Mat flat = stored.channels() == 4 ? Alpha.flattened(stored) : stored;
      Progress.checkInterrupt();
      srgb(in, header, flat);
      Mat upright = Upright.turned(flat, header.info().orientation());
      return new Picture(upright);
    }
  }

  private static Mat pixels(Input in, Header header, long wanted) throws BadPicture {
    return switch (header.body()) {
      case JpegBody _ when header.info().kind().color() == Color.CMYK ->
          throw BadPicture.unsupported("CMYK");
      case JpegBody body -> JpegPixels.read(in, header.info(), body, wanted);
      case PngBody body -> PngPixels.read(in, header.info(), body);
      case WebpBody body -> WebpPixels.read(in, header.info(), body);
      case GifBody body -> GifPixels.read(in, header.info(), body);
    };
  }

  private static Mat eightBits(Mat pixels) {
    if (pixels.depth() == CV_8U) {
      return pixels;
    }
    try (pixels) {
      Mat narrow = new Mat();
      pixels.convertTo(narrow, CV_8U, 1 / 257.0, 0);
      return narrow;
    }
  }

  /// CMYK has met its profile before, on the way to three channels.
  private static void srgb(Input in, Header header, Mat bgr) throws BadPicture {
    Color color = header.info().kind().color();
    if (header.profile().isEmpty() || color == Color.CMYK) {
      return;
    }
    SrgbConversion.of(profile(in, header), color).ifPresent(conversion -> conversion.convert(bgr));
  }

  private static byte[] profile(Input in, Header header) throws BadPicture {
    return header.info().type() == ImageType.PNG
        ? Unpacking.bytes(in, header.profile().getFirst())
        : in.bytes(header.profile());
  }
}
