package dev.pictor.engine.model;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The manifest of a model: what the file is, where it came from and how to speak to it.
///
/// @param name of ours, unique in a store: `anime4k-x2`
/// @param version of the package or of the weights; empty when the file does not say
/// @param file its name, beside the manifest
/// @param bytes how long the file is
/// @param sha256 of the file, in lower-case hexadecimal digits
/// @param licence of the weights, an SPDX identifier; `unknown` for what an operator added
/// @param source where the weights were published
/// @param inputs of the net, in the order of the file; none when it is not a net
/// @param outputs of the net, in the order of the file
/// @param normalisation of the pixels of a picture that goes in
/// @param tasks what it can be used for
/// @param memoryBytes of native memory that one loaded net takes while it works, about
public record Model(
    String name,
    String version,
    String file,
    long bytes,
    String sha256,
    String licence,
    Source source,
    List<Tensor> inputs,
    List<Tensor> outputs,
    Normalisation normalisation,
    Set<Task> tasks,
    long memoryBytes) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /// Where a file was published.
  ///
  /// @param published package and version, or how the file came into the folder
  /// @param path of the file inside of it
  public record Source(String published, String path) {}

  /// How pixels become numbers for the net, red first: `(pixel - subtract) / divide` with pixels of
  /// 0 to 255.
  public record Normalisation(double subtract, double divide) {
    public Normalisation {
      if (!Double.isFinite(subtract) || !Double.isFinite(divide) || divide == 0) {
        throw new IllegalArgumentException("pixels cannot be divided by " + divide);
      }
    }
  }

  public Model {
    // A manifest of the operator's folder is input from outside: its file must lie in that folder.
    if (!NAME.matcher(name).matches() || !FILE.matcher(file).matches() || file.contains("..")) {
      throw new IllegalArgumentException("not the name of a model: " + name + ", " + file);
    }
    if (!SHA256.matcher(sha256).matches() || bytes < 1 || memoryBytes < 0) {
      throw new IllegalArgumentException("not a checksum and a size: " + sha256 + ", " + bytes);
    }
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    tasks = Set.copyOf(tasks);
  }

  List<String> outputNames() {
    return outputs.stream().map(Tensor::name).toList();
  }
}
