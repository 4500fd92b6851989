package dev.pictor.engine.model;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What an ONNX file says about its net, without the weights: read before OpenCV may touch the
/// file.
///
/// @param inputs without the weights, which older exporters list among them
/// @param outputs in the order of the file
/// @param operators how often each kind of node occurs
/// @param weightBytes of all constants together
record OnnxGraph(
    List<Value> inputs, List<Value> outputs, Map<String, Integer> operators, long weightBytes) {
  /// An input or output.
  ///
  /// @param elementType as in `onnx.proto3`: 1 is float, 11 double
  record Value(Tensor tensor, int elementType) {}

  /// Element types of `onnx.proto3`.
  static final int FLOAT = 1;

  static final int DOUBLE = 11;

  /// The largest file that is looked at; ONNX itself ends at 2 GB.
  static final long MAX_BYTES = 2_000_000_000;

  /// Reads a file.
  ///
  /// @throws BrokenModel when it is no ONNX model, is cut off, or keeps its weights elsewhere
  static OnnxGraph read(Path file) {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      if (channel.size() < 1 || channel.size() > MAX_BYTES) {
        throw new MalformedModel("it has " + channel.size() + " bytes");
      }
      return new OnnxReader().read(ProtobufReader.of(channel));
    } catch (MalformedModel e) {
      throw new BrokenModel(
          file.getFileName()
              + " is not a whole ONNX model ("
              + e.getMessage()
              + "); download or export it again.",
          e);
    } catch (IOException e) {
      throw new BrokenModel(file + " cannot be read; check its name and its rights.", e);
    }
  }

  int count(String... kinds) {
    int sum = 0;
    for (String kind : kinds) {
      sum += operators.getOrDefault(kind, 0);
    }
    return sum;
  }
}
