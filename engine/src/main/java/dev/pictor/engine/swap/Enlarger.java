package dev.pictor.engine.swap;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.BadPicture;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.upscale.UpscaleOptions;
import dev.pictor.engine.upscale.Upscaler;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// Makes a picture larger with as much detail as it can; faces from small pictures need it.
@FunctionalInterface
public interface Enlarger {
  /// @return twice as wide and high; the caller closes it
  Picture twice(Picture picture) throws InterruptedException;

  /// With the upscaler's default tier.
  static Enlarger by(Upscaler upscaler) {
    return picture -> {
      try {
        return upscaler.upscale(picture, UpscaleOptions.times(2), Progress.SILENT).picture();
      } catch (BadPicture e) {
        throw new IllegalStateException("a face that is enlarged is small", e);
      }
    };
  }

  /// Without detail: smooth curves between the pixels that are there.
  static Enlarger cubic() {
    return picture -> {
      Mat large = new Mat();
      try (Size none = new Size()) {
        resize(picture.mat(), large, none, 2, 2, INTER_CUBIC);
      }
      return new Picture(large);
    };
  }
}
