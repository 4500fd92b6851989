package dev.pictor.engine.codec;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import dev.pictor.engine.Natives;
import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Header.GifBody;
import dev.pictor.engine.codec.Header.JpegBody;
import dev.pictor.engine.codec.Header.PngBody;
import dev.pictor.engine.codec.Header.WebpBody;
import dev.pictor.engine.codec.ImageInfo.Color;
import java.util.Optional;
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
      int reduction = header.info().reduction(pixelsWanted);
      Mat flat = flat(stored(in, header, reduction));
      Progress.checkInterrupt();
      srgb(in, header, flat);
      return new Picture(Upright.turned(flat, header.info().orientation()));
    }
  }

  /// Decodes at full size and keeps the opacity of a PNG or WebP that has one; callers take
  /// [ImageInfo#decodingBytesWithAlpha()] first. The transparent colour of a GIF and the
  /// transparent tone of a grey PNG become white.
  public Picture decodeWithAlpha(byte[] bytes) throws BadPicture, InterruptedException {
    Input in = new Input(bytes);
    Header header = Probe.header(in, limits);
    if (!header.info().kind().alpha()) {
      return decode(bytes);
    }
    Progress.checkInterrupt();
    try (PointerScope _ = new PointerScope()) {
      Mat stored = stored(in, header, 1);
      if (stored.channels() != 4) {
        return decode(bytes);
      }
      Mat colors = Alpha.colors(stored);
      Mat opacity = Alpha.opacity(stored);
      stored.close();
      Progress.checkInterrupt();
      srgb(in, header, colors);
      Orientation orientation = header.info().orientation();
      return new Picture(Upright.turned(colors, orientation), Upright.turned(opacity, orientation));
    }
  }

  private static Mat stored(Input in, Header header, int reduction) throws BadPicture {
    Mat stored = eightBits(pixels(in, header, reduction));
    checkSize(stored, header.info(), reduction);
    return stored;
  }

  private static Mat pixels(Input in, Header header, int reduction) throws BadPicture {
    return switch (header.body()) {
      case JpegBody body when header.info().kind().color() == Color.CMYK ->
          CmykPixels.read(in, header.info(), body, conversion(in, header).orElse(null));
      case JpegBody body -> JpegPixels.read(in, body, reduction);
      case PngBody body -> PngPixels.read(in, header.info(), body);
      case WebpBody body -> WebpPixels.read(in, header.info(), body);
      case GifBody body -> GifPixels.read(in, header.info(), body);
    };
  }

  /// What was budgeted and promised to the caller is what the header says.
  private static void checkSize(Mat stored, ImageInfo info, int reduction) throws BadPicture {
    if (stored.cols() != Math.ceilDiv(info.stored().width(), reduction)
        || stored.rows() != Math.ceilDiv(info.stored().height(), reduction)) {
      throw BadPicture.broken("its pixels have another size than its header says");
    }
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

  private static Mat flat(Mat stored) {
    if (stored.channels() == 3) {
      return stored;
    }
    try (stored) {
      return stored.channels() == 4 ? Alpha.flattened(stored) : colored(stored);
    }
  }

  private static Mat colored(Mat grey) {
    Mat bgr = new Mat();
    cvtColor(grey, bgr, COLOR_GRAY2BGR);
    return bgr;
  }

  /// CMYK has met its profile before, on the way to three channels.
  private static void srgb(Input in, Header header, Mat bgr) throws BadPicture {
    if (header.info().kind().color() != Color.CMYK) {
      conversion(in, header).ifPresent(conversion -> conversion.convert(bgr));
    }
  }

  private static Optional<SrgbConversion> conversion(Input in, Header header) throws BadPicture {
    return header.profile().isEmpty()
        ? Optional.empty()
        : SrgbConversion.of(profile(in, header), header.info().kind().color());
  }

  private static byte[] profile(Input in, Header header) throws BadPicture {
    return header.info().type() == ImageType.PNG
        ? Unpacking.bytes(in, header.profile().getFirst())
        : in.bytes(header.profile());
  }
}
