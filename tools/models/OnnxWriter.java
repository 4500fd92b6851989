import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes a net as an ONNX file, as much of the format as convolutional nets need. Field numbers
/// are those of `onnx.proto3`; nodes come in the order in which they compute.
///
/// A node is named after its output.
final class OnnxWriter {
  private static final int IR_VERSION = 7;
  private static final int OPSET = 13;
  private static final int FLOAT = 1;

  private final Protobuf graph = new Protobuf();

  /// Adds a computing step.
  ///
  /// @param attributes a value is an `Integer`, a `Float`, a `String` or an `int[]`
  void node(String operator, List<String> inputs, String output, Map<String, Object> attributes) {
    var node = new Protobuf();
    inputs.forEach(input -> node.text(1, input));
    node.text(2, output).text(3, output).text(4, operator);
    // Sorted, so that the bytes do not depend on the order of a map.
    new TreeMap<>(attributes).forEach((name, value) -> node.message(5, attribute(name, value)));
    graph.message(1, node);
  }

  /// A convolution that keeps the size, with its weights.
  ///
  /// @param shape outputs, inputs, height, width of the kernel
  void convolution(String input, String output, int[] shape, float[] weights, float[] bias) {
    tensor(output + ".weight", shape, weights);
    tensor(output + ".bias", new int[] {shape[0]}, bias);
    int pad = shape[2] / 2;
    node(
        "Conv",
        List.of(input, output + ".weight", output + ".bias"),
        output,
        Map.of(
            "kernel_shape", new int[] {shape[2], shape[3]},
            "pads", new int[] {pad, pad, pad, pad}));
  }

  /// Adds a constant.
  void tensor(String name, int[] shape, float[] values) {
    var tensor = new Protobuf();
    for (int side : shape) {
      tensor.number(1, side);
    }
    ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES);
    raw.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    graph.message(5, tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array()));
  }

  /// The name and shape of an input or output; a side without a number may have any length.
  record Edge(String name, Object... sides) {
    private Protobuf toMessage() {
      var shape = new Protobuf();
      for (Object side : sides) {
        var length = new Protobuf();
        shape.message(
            1, side instanceof Integer fixed ? length.number(1, fixed) : length.text(2, "" + side));
      }
      var tensor = new Protobuf().number(1, FLOAT).message(2, shape);
      return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor));
    }
  }

  /// Ends the file.
  byte[] finish(String name, Edge input, Edge output) {
    graph.text(2, name).message(11, input.toMessage()).message(12, output.toMessage());
    var operators = new Protobuf().text(1, "").number(2, OPSET);
    return new Protobuf()
        .number(1, IR_VERSION)
        .text(2, "pictor")
        .message(7, graph)
        .message(8, operators)
        .toBytes();
  }

  private static Protobuf attribute(String name, Object value) {
    var attribute = new Protobuf().text(1, name);
    return switch (value) {
      case Float real -> attribute.real(2, real).number(20, 1);
      case Integer number -> attribute.number(3, number).number(20, 2);
      case String text -> attribute.text(4, text).number(20, 3);
      case int[] numbers -> {
        for (int number : numbers) {
          attribute.number(8, number);
        }
        yield attribute.number(20, 7);
      }
      default -> throw new IllegalArgumentException(name + " is a " + value.getClass());
    };
  }
}
