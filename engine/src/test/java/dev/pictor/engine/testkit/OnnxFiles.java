package dev.pictor.engine.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Tiny ONNX files with the inputs and outputs of nets that do not ship, for tests: they load and
/// run in milliseconds and do something simple. Written byte by byte as `onnx.proto3` says.
public final class OnnxFiles {
  private static final int FLOAT = 1;

  private final ByteArrayOutputStream graph = new ByteArrayOutputStream();

  private OnnxFiles() {}

  /// GFPGAN's signature: gives back the face it gets, each colour times a factor, within -1 to 1.
  public static byte[] gfpgan(float factor) {
    OnnxFiles net = new OnnxFiles();
    net.colours("input", "output", factor);
    net.input("input", FLOAT, 1, 3, 512, 512);
    net.output("output", 1, 3, 512, 512);
    return net.file();
  }

  /// CodeFormer's signature: gives back the face it gets, times the second input.
  public static byte[] codeformer() {
    OnnxFiles net = new OnnxFiles();
    net.node("Mul", List.of("input", "weight"), "output");
    net.input("input", FLOAT, 1, 3, 512, 512);
    net.input("weight", FLOAT, 1);
    net.output("output", 1, 3, 512, 512);
    return net.file();
  }

  /// ISNet's signature: what is bright is in front; a matte within 0 to 1.
  public static byte[] isnet() {
    OnnxFiles net = new OnnxFiles();
    net.convolution("input", "sum", 1, new float[] {8, 8, 8});
    net.node("Sigmoid", List.of("sum"), "matte");
    net.input("input", FLOAT, 1, 3, 1024, 1024);
    net.output("matte", 1, 1, 1024, 1024);
    return net.file();
  }

  /// The graph of Real-ESRGAN's x4plus as far as it can be told from outside: 351 convolutions that
  /// change nothing, and nearest neighbours twice.
  public static byte[] x4plus() {
    OnnxFiles net = new OnnxFiles();
    String last = "input";
    for (int i = 0; i < 350; i++) {
      net.colours(last, "same" + i, 1);
      last = "same" + i;
    }
    net.node("LeakyRelu", List.of(last), "relu");
    net.twice("relu", "double");
    net.twice("double", "quadruple");
    net.colours("quadruple", "output", 1);
    net.input("input", FLOAT, 1, 3, -1, -1);
    net.output("output", 1, 3, -1, -1);
    return net.file();
  }

  /// A net of no use here: any picture in, the same out.
  public static byte[] unknown() {
    OnnxFiles net = new OnnxFiles();
    net.node("Relu", List.of("input"), "output");
    net.input("input", FLOAT, 1, 3, 224, 224);
    net.output("output", 1, 3, 224, 224);
    return net.file();
  }

  /// The signature of GFPGAN around an operator that no runtime knows.
  public static byte[] notToBeRun() {
    OnnxFiles net = new OnnxFiles();
    net.node("TurnIntoGold", List.of("input"), "output");
    net.input("input", FLOAT, 1, 3, 512, 512);
    net.output("output", 1, 3, 512, 512);
    return net.file();
  }

  private void colours(String from, String to, float factor) {
    convolution(from, to, 3, new float[] {factor, 0, 0, 0, factor, 0, 0, 0, factor});
  }

  private void convolution(String from, String to, int outputs, float[] weights) {
    tensor(to + ".weight", new int[] {outputs, 3, 1, 1}, weights);
    node("Conv", List.of(from, to + ".weight"), to);
  }

  private void twice(String from, String to) {
    tensor(to + ".scale", new int[] {4}, new float[] {1, 1, 2, 2});
    node("Resize", List.of(from, "", to + ".scale"), to);
  }

  private void node(String operator, List<String> inputs, String output) {
    var node = new ByteArrayOutputStream();
    inputs.forEach(input -> text(node, 1, input));
    text(node, 2, output);
    text(node, 3, output);
    text(node, 4, operator);
    if (operator.equals("Resize")) {
      message(node, 5, attribute("mode", "nearest"));
      message(node, 5, attribute("coordinate_transformation_mode", "asymmetric"));
    }
    message(graph, 1, node);
  }

  private static ByteArrayOutputStream attribute(String name, String value) {
    var attribute = new ByteArrayOutputStream();
    text(attribute, 1, name);
    text(attribute, 4, value);
    number(attribute, 20, 3);
    return attribute;
  }

  private void tensor(String name, int[] shape, float[] values) {
    var tensor = new ByteArrayOutputStream();
    for (int side : shape) {
      number(tensor, 1, side);
    }
    number(tensor, 2, FLOAT);
    text(tensor, 8, name);
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    bytes(tensor, 9, raw.array());
    message(graph, 5, tensor);
  }

  private void input(String name, int type, int... shape) {
    message(graph, 11, value(name, type, shape));
  }

  private void output(String name, int... shape) {
    message(graph, 12, value(name, FLOAT, shape));
  }

  private static ByteArrayOutputStream value(String name, int type, int... shape) {
    var sides = new ByteArrayOutputStream();
    List<String> free = new ArrayList<>(List.of("height", "width"));
    for (int length : shape) {
      var side = new ByteArrayOutputStream();
      if (length < 0) {
        text(side, 2, free.removeFirst());
      } else {
        number(side, 1, length);
      }
      message(sides, 1, side);
    }
    var tensor = new ByteArrayOutputStream();
    number(tensor, 1, type);
    message(tensor, 2, sides);
    var kind = new ByteArrayOutputStream();
    message(kind, 1, tensor);
    var value = new ByteArrayOutputStream();
    text(value, 1, name);
    message(value, 2, kind);
    return value;
  }

  private byte[] file() {
    text(graph, 2, "stand-in");
    var operators = new ByteArrayOutputStream();
    text(operators, 1, "");
    number(operators, 2, 13);
    var model = new ByteArrayOutputStream();
    number(model, 1, 7);
    message(model, 7, graph);
    message(model, 8, operators);
    return model.toByteArray();
  }

  private static void number(ByteArrayOutputStream out, int field, long value) {
    varint(out, (long) field << 3);
    varint(out, value);
  }

  private static void text(ByteArrayOutputStream out, int field, String value) {
    bytes(out, field, value.getBytes(StandardCharsets.UTF_8));
  }

  private static void message(ByteArrayOutputStream out, int field, ByteArrayOutputStream value) {
    bytes(out, field, value.toByteArray());
  }

  private static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
    varint(out, ((long) field << 3) | 2);
    varint(out, value.length);
    out.writeBytes(value);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while (rest > 0x7F) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
