package dev.pictor.engine.model;

import dev.pictor.engine.model.Model.Normalisation;
import dev.pictor.engine.model.OnnxGraph.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The nets that an operator may add. A file is recognised by its graph (inputs, outputs, kinds of
/// nodes), never by its name.
enum KnownNet {
  /// Real-ESRGAN's x4plus: an RRDBNet of 23 blocks, 351 convolutions, enlarging twice by nearest
  /// neighbours; pictures of any size.
  REALESRGAN_X4PLUS(Task.UPSCALE_X4, 0, 255, "BSD-3-Clause", 1_300_000_000) {
    @Override
    boolean matches(OnnxGraph graph) {
      return takesOnly(graph, List.of(Tensor.ANY, 3, Tensor.ANY, Tensor.ANY))
          && isFree(graph.inputs().getFirst())
          && gives(graph, List.of(Tensor.ANY, 3, Tensor.ANY, Tensor.ANY))
          && graph.count("Conv") == 351
          && graph.count("LeakyRelu") > 0
          && graph.count("Resize", "Upsample") == 2
          && graph.count("DepthToSpace", "PRelu") == 0;
    }

    private static boolean isFree(Value picture) {
      return picture.tensor().shape().subList(2, 4).equals(List.of(Tensor.ANY, Tensor.ANY));
    }
  },

  /// ISNet, which cuts out whatever is in front: 1024 x 1024 in, a matte of the same size out.
  ISNET(Task.CUT_OUT, 128, 256, "Apache-2.0", 1_200_000_000) {
    @Override
    boolean matches(OnnxGraph graph) {
      return takesOnly(graph, List.of(Tensor.ANY, 3, 1024, 1024))
          && gives(graph, List.of(Tensor.ANY, 1, 1024, 1024))
          // Other nets of this shape look through attention and want other pixels.
          && graph.count("MatMul", "Softmax", "LayerNormalization", "Einsum") == 0
          && graph.count("Sigmoid") > 0;
    }
  },

  /// GFPGAN 1.4: an aligned face of 512 x 512 in and out.
  GFPGAN(Task.FACE_RESTORE, 127.5, 127.5, "Apache-2.0", 600_000_000) {
    @Override
    boolean matches(OnnxGraph graph) {
      return takesOnly(graph, FACE)
          && gives(graph, FACE)
          // RestoreFormer has the same shapes and looks through attention.
          && graph.count("Softmax") == 0;
    }
  },

  /// CodeFormer: an aligned face of 512 x 512 and one number for fidelity in, a face out.
  CODEFORMER(Task.FACE_RESTORE, 127.5, 127.5, "S-Lab-1.0", 600_000_000) {
    @Override
    boolean matches(OnnxGraph graph) {
      return graph.inputs().size() == 2
          && takes(graph.inputs().getFirst(), FACE)
          && isNumber(graph.inputs().get(1))
          && gives(graph, FACE);
    }

    private static boolean isNumber(Value value) {
      boolean single = value.tensor().shape().stream().allMatch(side -> side == 1 || side < 0);
      return single
          && value.tensor().shape().size() <= 1
          && (value.elementType() == OnnxGraph.FLOAT || value.elementType() == OnnxGraph.DOUBLE);
    }
  };

  private static final List<Integer> FACE = List.of(Tensor.ANY, 3, 512, 512);

  /// A net holds its weights about three times while it is loaded and packed.
  private static final int WEIGHTS_IN_MEMORY = 3;

  private final Task task;
  private final double subtract;
  private final double divide;
  private final String licence;
  private final long workingBytes;

  /// @param subtract and the next: see [Normalisation]
  /// @param licence of the original weights, an SPDX identifier where there is one
  /// @param workingBytes of memory beside the weights
  KnownNet(Task task, double subtract, double divide, String licence, long workingBytes) {
    this.task = task;
    this.subtract = subtract;
    this.divide = divide;
    this.licence = licence;
    this.workingBytes = workingBytes;
  }

  abstract boolean matches(OnnxGraph graph);

  /// The net that a graph is; empty when it is none that is known here.
  static Optional<KnownNet> recognise(OnnxGraph graph) {
    return Arrays.stream(values()).filter(net -> net.matches(graph)).findFirst();
  }

  /// For a message.
  static String list() {
    return Arrays.stream(values()).map(KnownNet::modelName).collect(Collectors.joining(", "));
  }

  String modelName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The manifest of a file that was recognised.
  ///
  /// @param given the name under which it was added
  Model manifest(OnnxGraph graph, String given, long bytes, String sha256) {
    return new Model(
        modelName(),
        "",
        modelName() + ".onnx",
        bytes,
        sha256,
        licence + " (of the original; check your copy)",
        new Model.Source("added by the operator", given),
        graph.inputs().stream().map(Value::tensor).toList(),
        graph.outputs().stream().map(Value::tensor).toList(),
        new Normalisation(subtract, divide),
        Set.of(task),
        WEIGHTS_IN_MEMORY * bytes + workingBytes);
  }

  private static boolean takesOnly(OnnxGraph graph, List<Integer> shape) {
    return graph.inputs().size() == 1 && takes(graph.inputs().getFirst(), shape);
  }

  private static boolean takes(Value value, List<Integer> shape) {
    return value.elementType() == OnnxGraph.FLOAT && value.tensor().is(shape);
  }

  private static boolean gives(OnnxGraph graph, List<Integer> shape) {
    Value first = graph.outputs().getFirst();
    return first.elementType() == OnnxGraph.FLOAT && first.tensor().canBe(shape);
  }
}
