package dev.pictor.engine.model;

/// What is wrong with the bytes of a file that should be an ONNX model; [OnnxGraph#read] turns it
/// into a [BrokenModel] that names the file.
final class MalformedModel extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedModel(String what) {
    super(what);
  }
}
