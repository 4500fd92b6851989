package dev.pictor.engine.model;

import dev.pictor.engine.model.OnnxGraph.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Walks through an ONNX file. Field numbers are those of `onnx.proto3`; whatever is not needed to
/// know the net is skipped.
final class OnnxReader {
  private static final int MAX_NODES = 100_000;
  private static final int MAX_SIDES = 8;
  private static final int EXTERNAL = 1;

  /// Bytes of an element, by its type; types that are not listed are not checked.
  private static final Map<Integer, Integer> ELEMENT_BYTES =
      Map.of(1, 4, 2, 1, 3, 1, 6, 4, 7, 8, 10, 2, 11, 8);

  private final List<Value> inputs = new ArrayList<>();
  private final List<Value> outputs = new ArrayList<>();
  private final Map<String, Integer> operators = new TreeMap<>();
  private final Set<String> constants = new HashSet<>();
  private long weightBytes;
  private int nodes;

  OnnxGraph read(ProtobufReader model) throws IOException {
    boolean hasGraph = false;
    while (model.next()) {
      if (model.field() == 7) {
        graph(model.message());
        hasGraph = true;
      } else {
        model.skip();
      }
    }
    if (!hasGraph || nodes == 0 || inputs.isEmpty() || outputs.isEmpty()) {
      throw new MalformedModel("there is no net in it");
    }
    List<Value> fed =
        inputs.stream().filter(input -> !constants.contains(input.tensor().name())).toList();
    return new OnnxGraph(fed, List.copyOf(outputs), Map.copyOf(operators), weightBytes);
  }

  private void graph(ProtobufReader graph) throws IOException {
    while (graph.next()) {
      switch (graph.field()) {
        case 1 -> node(graph.message());
        case 5 -> constant(graph.message());
        case 11 -> inputs.add(value(graph.message()));
        case 12 -> outputs.add(value(graph.message()));
        default -> graph.skip();
      }
      if (nodes > MAX_NODES || inputs.size() + outputs.size() > MAX_NODES) {
        throw new MalformedModel("more than " + MAX_NODES + " nodes");
      }
    }
  }

  private void node(ProtobufReader node) throws IOException {
    nodes++;
    while (node.next()) {
      if (node.field() == 4) {
        operators.merge(node.text(), 1, Integer::sum);
      } else {
        node.skip();
      }
    }
  }

  private void constant(ProtobufReader tensor) throws IOException {
    long elements = 1;
    int type = 0;
    long rawBytes = -1;
    while (tensor.next()) {
      switch (tensor.field()) {
        case 1 -> elements = times(elements, sides(tensor));
        case 2 -> type = (int) tensor.number();
        case 8 -> constants.add(tensor.text());
        case 9 -> {
          rawBytes = tensor.length();
          tensor.skip();
        }
        case 14 -> checkInside(tensor.number());
        default -> {
          weightBytes += tensor.length();
          tensor.skip();
        }
      }
    }
    if (rawBytes >= 0) {
      checkLength(elements, type, rawBytes);
      weightBytes += rawBytes;
    }
  }

  private static void checkInside(long location) {
    if (location == EXTERNAL) {
      throw new MalformedModel("its weights are in another file: export it as one");
    }
  }

  private static void checkLength(long elements, int type, long rawBytes) {
    Integer each = ELEMENT_BYTES.get(type);
    if (each != null && times(elements, each) != rawBytes) {
      throw new MalformedModel(
          "weights of " + rawBytes + " bytes where " + elements + " numbers are announced");
    }
  }

  private static long times(long product, long factor) {
    if (factor < 0 || (factor > 0 && product > Long.MAX_VALUE / factor)) {
      throw new MalformedModel("weights without end");
    }
    return product * factor;
  }

  /// The lengths of a tensor's sides, one by one or packed together.
  private static long sides(ProtobufReader tensor) throws IOException {
    if (tensor.wireType() == ProtobufReader.VARINT) {
      return tensor.number();
    }
    long product = 1;
    ProtobufReader packed = tensor.message();
    while (packed.hasMore()) {
      product = times(product, packed.packedNumber());
    }
    return product;
  }

  private static Value value(ProtobufReader info) throws IOException {
    String name = "";
    int type = 0;
    List<Integer> shape = new ArrayList<>();
    while (info.next()) {
      switch (info.field()) {
        case 1 -> name = info.text();
        case 2 -> type = tensorType(info.message(), shape);
        default -> info.skip();
      }
    }
    try {
      return new Value(new Tensor(name, shape), type);
    } catch (IllegalArgumentException e) {
      throw new MalformedModel(String.valueOf(e.getMessage()));
    }
  }

  /// `TypeProto`, of which field 1 is a tensor: its element type and its shape.
  private static int tensorType(ProtobufReader type, List<Integer> shape) throws IOException {
    int elementType = 0;
    while (type.next()) {
      if (type.field() != 1) {
        type.skip();
        continue;
      }
      ProtobufReader tensor = type.message();
      while (tensor.next()) {
        switch (tensor.field()) {
          case 1 -> elementType = (int) tensor.number();
          case 2 -> shape(tensor.message(), shape);
          default -> tensor.skip();
        }
      }
    }
    return elementType;
  }

  private static void shape(ProtobufReader shape, List<Integer> sides) throws IOException {
    while (shape.next()) {
      if (shape.field() != 1) {
        shape.skip();
        continue;
      }
      sides.add(side(shape.message()));
      if (sides.size() > MAX_SIDES) {
        throw new MalformedModel("more than " + MAX_SIDES + " sides");
      }
    }
  }

  /// A side without a number may have any length.
  private static int side(ProtobufReader side) throws IOException {
    int length = Tensor.ANY;
    while (side.next()) {
      if (side.field() == 1) {
        long number = side.number();
        // Some exporters write 0 or -1 for a side that is free.
        length = number < 1 || number > Integer.MAX_VALUE ? Tensor.ANY : (int) number;
      } else {
        side.skip();
      }
    }
    return length;
  }
}
