package dev.pictor.engine.model;

import dev.pictor.engine.Natives;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bytedeco.opencv.opencv_dnn.Net;

/// A model and where its bytes are: in the engine's jar, or in the folder of an operator. Every
/// reading makes sure that they are still the bytes of the manifest.
public final class ModelFile {
  private static final Map<String, ModelFile> BUNDLED =
      Manifests.bundled().stream()
          .map(model -> new ModelFile(model, new Place.Jar()))
          .collect(Collectors.toMap(file -> file.model().name(), Function.identity()));

  /// BlazeFace for faces within about two metres: 896 boxes of 16 numbers and 896 scores.
  public static final ModelFile FACE_DETECTOR_NEAR = bundled("face-detector-near");

  /// BlazeFace for groups and distant faces: 2,304 boxes of 16 numbers and 2,304 scores.
  public static final ModelFile FACE_DETECTOR_FAR = bundled("face-detector-far");

  /// The points of one face: 468 times three numbers, and one score.
  public static final ModelFile FACE_MESH = bundled("face-mesh");

  /// Not a net: a description of the canonical face, with the 898 triangles between the points.
  public static final ModelFile FACE_GEOMETRY = bundled("face-geometry");

  /// Where a person is: 256 x 256 numbers, 0 to 1, for a whole picture pressed into a square.
  public static final ModelFile PERSON_MASK = bundled("person-mask");

  /// Anime4K's CNN x2 VL: for each pixel twelve numbers, red first, that belong onto the four
  /// pixels, row by row, which bilinear enlarging makes of it. Exact from 7 pixels away from any
  /// cut.
  public static final ModelFile ANIME4K_X2 = bundled("anime4k-x2");

  /// Real-ESRGAN's compact net for photographs: a picture four times as wide and high.
  public static final ModelFile REALESR_GENERAL_X4V3 = bundled("realesr-general-x4v3");

  private final Model model;
  private final Place place;

  private ModelFile(Model model, Place place) {
    this.model = model;
    this.place = place;
  }

  private sealed interface Place {
    record Jar() implements Place {}

    record Folder(Path path) implements Place {}
  }

  /// The models that ship, in the order of their names.
  public static List<ModelFile> bundled() {
    return BUNDLED.keySet().stream().sorted().map(ModelFile::bundled).toList();
  }

  private static ModelFile bundled(String name) {
    ModelFile file = BUNDLED.get(name);
    if (file == null) {
      throw new BrokenModel("The model " + name + " is not listed; install Pictor again.");
    }
    return file;
  }

  /// A file that an operator added.
  static ModelFile added(Model model, Path folder) {
    return at(model, folder.resolve(model.file()));
  }

  /// A file under another name than that of its manifest.
  static ModelFile at(Model model, Path path) {
    return new ModelFile(model, new Place.Folder(path));
  }

  public Model model() {
    return model;
  }

  /// Whether it ships with the engine.
  public boolean isBundled() {
    return place instanceof Place.Jar;
  }

  /// The whole file in Java's memory: for the small ones.
  ///
  /// @throws BrokenModel when it is missing or another one
  public byte[] read() {
    byte[] bytes =
        switch (place) {
          case Place.Jar _ -> resource();
          case Place.Folder folder -> contents(folder.path());
        };
    return checked(bytes);
  }

  private byte[] resource() {
    try (InputStream in = ModelFile.class.getResourceAsStream(model.file())) {
      if (in == null) {
        throw new BrokenModel("The model file " + model.file() + " is missing; " + remedy() + ".");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the model file " + model.file() + " cannot be read", e);
    }
  }

  private byte[] contents(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new BrokenModel("The model file " + path + " cannot be read; " + remedy() + ".", e);
    }
  }

  byte[] checked(byte[] bytes) {
    compare(Checksum.of(bytes));
    return bytes;
  }

  /// What is wrong as far as it can be seen without reading the whole file; empty when nothing is.
  Optional<String> fault() {
    return switch (place) {
      case Place.Jar _ -> Optional.empty();
      case Place.Folder folder -> fault(folder.path());
    };
  }

  private Optional<String> fault(Path path) {
    try {
      if (!Files.isRegularFile(path)) {
        return Optional.of("the file " + model.file() + " is missing");
      }
      long bytes = Files.size(path);
      return bytes == model.bytes()
          ? Optional.empty()
          : Optional.of("has " + bytes + " bytes and not " + model.bytes());
    } catch (IOException e) {
      return Optional.of("cannot be read");
    }
  }

  /// Makes sure that the file is the one of the manifest, without holding it in memory.
  ///
  /// @throws BrokenModel when it is missing or another one
  void verify() {
    switch (place) {
      case Place.Jar _ -> checked(resource());
      case Place.Folder folder -> compare(Checksum.of(folder.path()));
    }
  }

  private void compare(String found) {
    if (!found.equals(model.sha256())) {
      throw new BrokenModel(
          "The model file "
              + model.file()
              + " was changed: its SHA-256 is "
              + found
              + " and not "
              + model.sha256()
              + "; "
              + remedy()
              + ".");
    }
  }

  private String remedy() {
    return isBundled() ? "install Pictor again" : "add it again with ./pictor models add FILE";
  }

  /// Loads the net; the caller closes it.
  ///
  /// @throws BrokenModel when the file is not the one of the manifest, when OpenCV cannot read it,
  ///   or when there is too little memory for it
  Net load() {
    Natives.load();
    return switch (place) {
      case Place.Jar _ -> NetLoader.fromBytes(model, read());
      case Place.Folder folder -> {
        verify();
        MemoryAtHand.require(model);
        // A manifest can be written by hand; what its file is must be known before OpenCV reads it.
        OnnxGraph.read(folder.path());
        yield NetLoader.fromFile(model, folder.path());
      }
    };
  }

  @Override
  public String toString() {
    return model.name();
  }
}
