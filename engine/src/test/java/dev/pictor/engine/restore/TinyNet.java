package dev.pictor.engine.restore;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// A stand-in for GFPGAN or CodeFormer, as an operator would add it: a folder with an ONNX file of
/// the same inputs and outputs that only multiplies, and its manifest.
final class TinyNet {
  private static final int SIDE = 512;
  private static final int FLOAT = 1;

  private TinyNet() {}

  /// A net with one input, whose output is so many times as large.
  static void addScaling(Path folder, String name, float factor) throws IOException {
    byte[] node = node(List.of("input", "factor"));
    byte[] constant = message(5, tensor("factor", factor));
    add(folder, name, join(node, constant), List.of("input"));
  }

  /// A net whose output is its picture times its second input.
  static void addWeighted(Path folder, String name) throws IOException {
    add(folder, name, node(List.of("x", "w")), List.of("x", "w"));
  }

  private static void add(Path folder, String name, byte[] body, List<String> inputs)
      throws IOException {
    byte[] graph = join(body, text(2, "face"), message(11, value(inputs.getFirst(), true)));
    if (inputs.size() > 1) {
      graph = join(graph, message(11, value(inputs.getLast(), false)));
    }
    graph = join(graph, message(12, value("output", true)));
    byte[] opset = message(8, join(text(1, ""), number(2, 13)));
    byte[] file = join(number(1, 7), text(2, "test"), message(7, graph), opset);
    Files.write(folder.resolve(name + ".onnx"), file);
    Files.writeString(folder.resolve(name + ".json"), manifest(name, file, inputs));
  }

  private static String manifest(String name, byte[] file, List<String> inputs) throws IOException {
    List<Integer> picture = List.of(1, 3, SIDE, SIDE);
    List<Map<String, Object>> in =
        inputs.size() == 1
            ? List.of(Map.of("name", inputs.getFirst(), "shape", picture))
            : List.of(
                Map.of("name", inputs.getFirst(), "shape", picture),
                Map.of("name", inputs.getLast(), "shape", List.of(1)));
    Map<String, Object> manifest =
        Map.ofEntries(
            Map.entry("name", name),
            Map.entry("version", "1"),
            Map.entry("file", name + ".onnx"),
            Map.entry("bytes", file.length),
            Map.entry("sha256", sha256(file)),
            Map.entry("licence", "CC0-1.0"),
            Map.entry("source", Map.of("published", "a test", "path", name + ".onnx")),
            Map.entry("inputs", in),
            Map.entry("outputs", List.of(Map.of("name", "output", "shape", picture))),
            Map.entry("normalisation", Map.of("subtract", 127.5, "divide", 127.5)),
            Map.entry("tasks", List.of("face-restore")),
            Map.entry("memoryBytes", 10_000_000));
    return new ObjectMapper().writeValueAsString(manifest);
  }

  private static byte[] node(List<String> inputs) {
    byte[] names = join(text(1, inputs.getFirst()), text(1, inputs.getLast()));
    return message(1, join(names, text(2, "output"), text(3, "multiply"), text(4, "Mul")));
  }

  private static byte[] tensor(String name, float value) {
    ByteBuffer bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value);
    return join(number(1, 1), number(2, FLOAT), text(8, name), message(9, bytes.array()));
  }

  private static byte[] value(String name, boolean picture) {
    byte[] shape = new byte[0];
    for (int side : picture ? new int[] {1, 3, SIDE, SIDE} : new int[] {1}) {
      shape = join(shape, message(1, number(1, side)));
    }
    byte[] tensor = join(number(1, FLOAT), message(2, shape));
    return join(text(1, name), message(2, message(1, tensor)));
  }

  private static byte[] number(int field, int value) {
    return join(varint(field << 3), varint(value));
  }

  private static byte[] text(int field, String value) {
    return message(field, value.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] message(int field, byte[] body) {
    return join(varint(field << 3 | 2), varint(body.length), body);
  }

  private static byte[] varint(int value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int left = value;
    while (left > 127) {
      out.write((left & 127) | 128);
      left >>>= 7;
    }
    out.write(left);
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
