package dev.pictor.engine.model;

import static org.bytedeco.opencv.global.opencv_dnn.readNetFromONNX;
import static org.bytedeco.opencv.global.opencv_dnn.readNetFromTFLite;

import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_dnn.Net;

/// Hands a file to OpenCV. Everything that OpenCV throws becomes a [BrokenModel].
final class NetLoader {
  private static final String ONNX = ".onnx";
  private static final String TFLITE = ".tflite";

  private NetLoader() {}

  static Net fromBytes(Model model, byte[] bytes) {
    try (BytePointer file = new BytePointer(bytes)) {
      if (model.file().endsWith(ONNX)) {
        return kept(model, readNetFromONNX(file, bytes.length));
      }
      if (model.file().endsWith(TFLITE)) {
        return kept(model, readNetFromTFLite(file, bytes.length));
      }
    } catch (RuntimeException e) {
      throw refused(model, e);
    }
    throw new BrokenModel(model.file() + " is not a net and cannot be run.");
  }

  /// Without a copy in Java's memory: these files are large.
  static Net fromFile(Model model, Path file) {
    try {
      return kept(model, readNetFromONNX(file.toString()));
    } catch (RuntimeException e) {
      throw refused(model, e);
    }
  }

  private static Net kept(Model model, Net net) {
    if (net.empty()) {
      net.close();
      throw new BrokenModel(model.file() + " holds no net; add another file.");
    }
    // Holds the net beyond the end of any scope that the caller may have opened.
    return net.retainReference();
  }

  static BrokenModel refused(Model model, RuntimeException cause) {
    return cause instanceof BrokenModel broken
        ? broken
        : new BrokenModel(
            "The net "
                + model.name()
                + " cannot be run by OpenCV ("
                + firstLine(cause)
                + "); add another export of it.",
            cause);
  }

  private static String firstLine(RuntimeException cause) {
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("").strip();
  }
}
