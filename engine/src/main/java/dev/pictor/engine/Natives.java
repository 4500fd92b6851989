package dev.pictor.engine;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.ErrorCallback;

/// The native library behind the engine, OpenCV, loaded once per process. The first start unpacks
/// it into the folder that the system property `org.bytedeco.javacpp.cachedir` names; set that
/// before the first call.
///
/// OpenCV runs on the caller's thread alone: results are then the same on every machine, and the
/// callers decide how many pictures are worked on at once.
public final class Natives {
  private static final ErrorCallback SILENCE =
      new ErrorCallback() {
        @Override
        public int call(
            int status,
            BytePointer function,
            BytePointer error,
            BytePointer file,
            int line,
            Pointer data) {
          return 0;
        }
      };

  static {
    opencv_core.setNumThreads(1);
    // Every native failure reaches the caller as an exception. Without this OpenCV prints it to
    // the error stream as well, which lets a broken upload write into the log.
    opencv_core.redirectError(SILENCE);
  }

  private Natives() {}

  /// Makes sure that the library is loaded and set up; costs nothing after the first call.
  public static void load() {}
}
