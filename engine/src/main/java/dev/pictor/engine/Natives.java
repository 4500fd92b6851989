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
///
/// JavaCPP, between Java and OpenCV, would refuse memory once the process is four times as large as
/// the Java heap may be. Pixels live outside the heap and have a budget of their own, so those two
/// limits are lifted unless they were set.
public final class Natives {
  static {
    // Before anything else here: JavaCPP reads these once, when its first class is loaded.
    lift("org.bytedeco.javacpp.maxBytes");
    lift("org.bytedeco.javacpp.maxPhysicalBytes");
  }

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

  private static void lift(String limit) {
    if (System.getProperty(limit) == null) {
      System.setProperty(limit, "0");
    }
  }

  /// Makes sure that the library is loaded and set up; costs nothing after the first call.
  public static void load() {}
}
