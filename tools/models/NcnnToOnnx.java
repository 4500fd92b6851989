import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Turns an upscaler of the Real-ESRGAN family from ncnn's two files into one ONNX file: `java
/// tools/models/NcnnToOnnx.java NAME OUT.onnx` reads `NAME.param` and `NAME.bin`.
///
/// The `.param` file is text, a layer a line: type, name, counts of inputs and outputs, their
/// names, then `key=value`; the meaning of the keys is ncnn's (`docs/developer-guide/operators.md`
/// there). The `.bin` file holds the weights in the order of the layers and must end with the last
/// one.
final class NcnnToOnnx {
  private static final int HALF_PRECISION = 0x01306B47;
  private static final int HEADER_LINES = 2;
  private static final String LEAKY_RELU = "2";

  private final ByteBuffer weights;
  private final OnnxWriter onnx = new OnnxWriter();
  private final Map<String, String> copies = new HashMap<>();
  private String input = "";
  private String output = "";

  private NcnnToOnnx(byte[] weights) {
    this.weights = ByteBuffer.wrap(weights).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// A line of the `.param` file, its inputs traced back through copies.
  private record Layer(
      String type, List<String> inputs, List<String> outputs, Map<String, String> values) {
    static Layer parse(String line) {
      String[] words = line.trim().split("\\s+");
      int inputs = 4 + Integer.parseInt(words[2]);
      int outputs = inputs + Integer.parseInt(words[3]);
      var values = new HashMap<String, String>();
      for (int i = outputs; i < words.length; i++) {
        String[] pair = words[i].split("=", 2);
        values.put(pair[0], pair[1]);
      }
      List<String> all = List.of(words);
      return new Layer(words[0], all.subList(4, inputs), all.subList(inputs, outputs), values);
    }

    int number(String key) {
      return Integer.parseInt(values.getOrDefault(key, "0"));
    }

    String output() {
      return outputs.getFirst();
    }

    void require(boolean supported) {
      if (!supported) {
        throw new IllegalArgumentException("not supported: " + this);
      }
    }
  }

  public static void main(String[] names) throws IOException {
    var converter = new NcnnToOnnx(Files.readAllBytes(Path.of(names[0] + ".bin")));
    Path name = Path.of(names[0]).getFileName();
    Files.readAllLines(Path.of(names[0] + ".param")).stream()
        .skip(HEADER_LINES)
        .filter(line -> !line.isBlank())
        .map(Layer::parse)
        .forEach(converter::convert);
    Files.write(Path.of(names[1]), converter.finish(name.toString()));
  }

  private byte[] finish(String name) {
    if (weights.hasRemaining()) {
      throw new IllegalArgumentException(weights.remaining() + " bytes of weights are left over");
    }
    return onnx.finish(
        name,
        new OnnxWriter.Edge(input, 1, 3, "height", "width"),
        new OnnxWriter.Edge(output, 1, 3, "larger_height", "larger_width"));
  }

  private void convert(Layer layer) {
    List<String> from = layer.inputs.stream().map(name -> copies.getOrDefault(name, name)).toList();
    switch (layer.type) {
      case "Input" -> input = layer.output();
      case "Split" -> layer.outputs.forEach(copy -> copies.put(copy, from.getFirst()));
      case "Convolution" -> convolution(layer, from.getFirst());
      case "PReLU" -> slopes(layer, from.getFirst());
      case "PixelShuffle" -> pixelShuffle(layer, from);
      case "Interp" -> nearest(layer, from.getFirst());
      case "Concat" -> onnx.node("Concat", from, layer.output(), Map.of("axis", 1));
      case "Eltwise" -> weightedSum(layer, from);
      case "BinaryOp" -> {
        layer.require(layer.number("0") == 0);
        onnx.node("Add", from, layer.output(), Map.of());
      }
      default -> layer.require(false);
    }
    output = layer.output();
  }

  /// Keys: 0 outputs, 1 kernel, 4 padding, 5 bias, 6 count of weights, 9 activation.
  private void convolution(Layer layer, String from) {
    int outputs = layer.number("0");
    int kernel = layer.number("1");
    int count = layer.number("6");
    layer.require(layer.number("4") == kernel / 2 && layer.number("5") == 1);
    int[] shape = {outputs, count / outputs / kernel / kernel, kernel, kernel};
    String activation = layer.values.getOrDefault("9", "0");
    String sum = activation.equals("0") ? layer.output() : layer.output() + ".sum";
    onnx.convolution(from, sum, shape, flagged(count), plain(outputs));
    if (activation.equals(LEAKY_RELU)) {
      float slope = Float.parseFloat(layer.values.get("-23310").split(",")[1]);
      onnx.node("LeakyRelu", List.of(sum), layer.output(), Map.of("alpha", slope));
    } else {
      layer.require(activation.equals("0"));
    }
  }

  /// Channel c * factor^2 + y * factor + x goes to place x, y of channel c.
  private void pixelShuffle(Layer layer, List<String> from) {
    Map<String, Object> how = Map.of("blocksize", layer.number("0"), "mode", "CRD");
    onnx.node("DepthToSpace", from, layer.output(), how);
  }

  private void slopes(Layer layer, String from) {
    int channels = layer.number("0");
    String name = layer.output() + ".slope";
    onnx.tensor(name, new int[] {channels, 1, 1}, plain(channels));
    onnx.node("PRelu", List.of(from, name), layer.output(), Map.of());
  }

  /// Keys: 0 method (1 is nearest), 1 and 2 the factors.
  private void nearest(Layer layer, String from) {
    layer.require(layer.number("0") == 1);
    float factor = Float.parseFloat(layer.values.get("1"));
    String name = layer.output() + ".scale";
    onnx.tensor(name, new int[] {4}, new float[] {1, 1, factor, factor});
    onnx.node(
        "Resize",
        List.of(from, "", name),
        layer.output(),
        Map.of(
            "mode", "nearest",
            "coordinate_transformation_mode", "asymmetric",
            "nearest_mode", "floor"));
  }

  /// Key -23301: how many factors, then the factors; the second is 1 in these nets.
  private void weightedSum(Layer layer, List<String> from) {
    String[] factors = layer.values.get("-23301").split(",");
    layer.require(Float.parseFloat(factors[2]) == 1);
    String product = layer.output() + ".product";
    onnx.tensor(product + ".factor", new int[] {1}, new float[] {Float.parseFloat(factors[1])});
    onnx.node("Mul", List.of(from.get(0), product + ".factor"), product, Map.of());
    onnx.node("Add", List.of(product, from.get(1)), layer.output(), Map.of());
  }

  /// Weights of a convolution begin with a word that says how they are stored.
  private float[] flagged(int count) {
    int flag = weights.getInt();
    if (flag == 0) {
      return plain(count);
    }
    if (flag != HALF_PRECISION) {
      throw new IllegalArgumentException("weights are stored as 0x" + Integer.toHexString(flag));
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = Float.float16ToFloat(weights.getShort());
    }
    if (count % 2 != 0) {
      weights.getShort(); // Every array ends on a multiple of four bytes.
    }
    return values;
  }

  private float[] plain(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = weights.getFloat();
    }
    return values;
  }
}
