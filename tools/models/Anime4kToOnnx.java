import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Turns Anime4K's x2 upscaler, as websr publishes it for shaders, into ONNX: `java
/// tools/models/Anime4kToOnnx.java cnn-2x-l-an.json OUT.onnx`.
///
/// A shader computes four channels at a time, so each layer of eight is published in two halves,
/// and weights are columns of 4 x 4 matrices: for each group of four inputs, for each of nine taps
/// (column by column, from the left), for each input, four outputs. After each layer come the
/// positive and the negated negative parts, eight channels each. The last layer looks at all of
/// them and gives four numbers for each colour, red first: what is to be added to the four pixels,
/// row by row, that bilinear enlarging makes of one.
///
/// The file ends there, with twelve channels of the picture's own size. Adding them to the enlarged
/// picture belongs to what the engine does with it anyway, and takes OpenCV's nets a quarter of the
/// time of all the layers before. For the same reason the last layer is written as a sum of one
/// convolution for each part, which needs no copy of all parts side by side.
final class Anime4kToOnnx {
  private static final int LANES = 4;
  private static final int TAPS = 9;
  private static final int HALVES = 2;
  private static final int FEATURES = LANES * HALVES;
  private static final int COLOURS = 3;

  private final Map<?, ?> layers;
  private final OnnxWriter onnx = new OnnxWriter();

  private Anime4kToOnnx(Map<?, ?> layers) {
    this.layers = layers;
  }

  public static void main(String[] names) throws IOException {
    var net = (Map<?, ?>) Json.parse(Files.readString(Path.of(names[0])));
    var converter = new Anime4kToOnnx((Map<?, ?>) net.get("layers"));
    Files.write(Path.of(names[1]), converter.convert(net.get("name").toString()));
  }

  private byte[] convert(String name) {
    var parts = new ArrayList<String>();
    String previous = "picture";
    for (int i = 0; layers.containsKey(layer(i)); i++) {
      previous = features(i, previous);
      parts.add(previous);
    }
    detail(parts);
    return onnx.finish(
        name,
        new OnnxWriter.Edge("picture", 1, COLOURS, "height", "width"),
        new OnnxWriter.Edge("detail", 1, COLOURS * LANES, "height", "width"));
  }

  private static String layer(int index) {
    return index == 0 ? "conv2d_tf" : "conv2d_" + index + "_tf";
  }

  /// One layer of eight features and its two parts.
  private String features(int index, String input) {
    int inputs = index == 0 ? COLOURS : 2 * FEATURES;
    float[] weights = new float[FEATURES * inputs * TAPS];
    float[] bias = new float[FEATURES];
    for (int half = 0; half < HALVES; half++) {
      String name = layer(index) + (half == 0 ? "" : "1");
      System.arraycopy(numbers(name, "bias"), 0, bias, half * LANES, LANES);
      place(numbers(name, "weights"), half * LANES, inputs, weights);
    }
    String sum = "sum" + index;
    onnx.convolution(input, sum, new int[] {FEATURES, inputs, 3, 3}, weights, bias);
    onnx.node("Relu", List.of(sum), sum + ".positive", Map.of());
    onnx.node("Neg", List.of(sum), sum + ".negated", Map.of());
    onnx.node("Relu", List.of(sum + ".negated"), sum + ".negative", Map.of());
    String both = "features" + index;
    onnx.node("Concat", List.of(sum + ".positive", sum + ".negative"), both, Map.of("axis", 1));
    return both;
  }

  /// From the shader's order to outputs, inputs, rows, columns.
  private static void place(float[] published, int firstOutput, int inputs, float[] weights) {
    for (int i = 0; i < published.length; i++) {
      int output = firstOutput + i % LANES;
      int tap = i / LANES / LANES % TAPS;
      int input = i / LANES / LANES / TAPS * LANES + i / LANES % LANES;
      if (input < inputs) {
        weights[((output * inputs + input) * 3 + tap % 3) * 3 + tap / 3] = published[i];
      }
    }
  }

  /// The last layer: one tap, all features, four outputs a colour.
  private void detail(List<String> parts) {
    String sum = "";
    for (int i = 0; i < parts.size(); i++) {
      boolean last = i == parts.size() - 1;
      String share = "share" + i;
      int[] shape = {COLOURS * LANES, 2 * FEATURES, 1, 1};
      onnx.convolution(parts.get(i), share, shape, shareOf(i), i == 0 ? lastBias() : noBias());
      if (i == 0) {
        sum = share;
      } else {
        String next = last ? "detail" : "shares" + i;
        onnx.node("Add", List.of(sum, share), next, Map.of());
        sum = next;
      }
    }
  }

  private float[] shareOf(int part) {
    int inputs = 2 * FEATURES;
    float[] weights = new float[COLOURS * LANES * inputs];
    for (int colour = 0; colour < COLOURS; colour++) {
      float[] published = numbers(lastLayer(colour), "weights");
      for (int i = 0; i < inputs * LANES; i++) {
        int output = colour * LANES + i % LANES;
        weights[output * inputs + i / LANES] = published[part * inputs * LANES + i];
      }
    }
    return weights;
  }

  private float[] lastBias() {
    float[] bias = noBias();
    for (int colour = 0; colour < COLOURS; colour++) {
      System.arraycopy(numbers(lastLayer(colour), "bias"), 0, bias, colour * LANES, LANES);
    }
    return bias;
  }

  private static float[] noBias() {
    return new float[COLOURS * LANES];
  }

  private static String lastLayer(int colour) {
    return "conv2d_last_tf" + (colour == 0 ? "" : colour);
  }

  private float[] numbers(String layer, String name) {
    var values = (List<?>) ((Map<?, ?>) layers.get(layer)).get(name);
    float[] numbers = new float[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = ((Double) values.get(i)).floatValue();
    }
    return numbers;
  }
}
