package dev.pictor.engine.model;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;

import dev.pictor.engine.testkit.OnnxFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class ModelStoreTest {
  @TempDir private Path scratch;
  private Path folder;
  private ModelStore store;

  @BeforeEach
  void open() {
    folder = scratch.resolve("models");
    store = ModelStore.with(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(scratch.resolve(name), bytes);
  }

  static List<Task> tasksOfShippedModels() {
    return List.of(Task.UPSCALE_X2, Task.UPSCALE_X4, Task.PERSON_MASK, Task.FACE_MESH);
  }

  @ParameterizedTest
  @MethodSource("tasksOfShippedModels")
  void whatShipsIsFoundByItsTask(Task task) {
    assertThat(store.find(task)).get().matches(ModelFile::isBundled);
  }

  @Test
  void thereIsNoModelForTasksThatNeedTheOperatorsOwn() {
    assertThat(store.find(Task.CUT_OUT)).isEmpty();
    assertThat(store.find(Task.FACE_RESTORE)).isEmpty();
  }

  @Test
  void everyModelThatShipsCanBeLoadedAndRun() {
    for (Listed line : store.list()) {
      assertThatCode(() -> store.check(line.name())).as(line.name()).doesNotThrowAnyException();
    }
  }

  @Test
  void filesAreRecognisedByTheirGraphAndNotByTheirName() throws IOException {
    assertThat(store.add(file("a.bin", OnnxFiles.gfpgan(1))).model().name()).isEqualTo("gfpgan");
    assertThat(store.add(file("b", OnnxFiles.codeformer())).model().name()).isEqualTo("codeformer");
    assertThat(store.add(file("c.onnx", OnnxFiles.isnet())).model().name()).isEqualTo("isnet");
    assertThat(store.add(file("d.onnx", OnnxFiles.x4plus())).model().name())
        .isEqualTo("realesrgan-x4plus");
    assertThat(store.all(Task.FACE_RESTORE).stream().map(f -> f.model().name()))
        .containsExactly("codeformer", "gfpgan");
    assertThat(store.find(Task.CUT_OUT)).get().hasToString("isnet");
    assertThat(store.find(Task.UPSCALE_X4)).get().hasToString("realesrgan-x4plus");
    for (Listed line : store.list()) {
      assertThat(line.usable()).as(line.name()).isTrue();
      store.check(line.name());
    }
  }

  @Test
  void anAddedModelIsUsedByOthersWhoOpenTheFolder() throws IOException {
    store.add(file("net.onnx", OnnxFiles.gfpgan(0.5f)));
    try (ModelStore other = ModelStore.with(folder);
        Mat face = new Mat(new int[] {1, 3, 512, 512}, CV_32F, Scalar.all(0.5))) {
      NetPool nets = other.nets(other.find("gfpgan").orElseThrow());
      assertThat(nets.run(face).getFirst()).hasSize(3 * 512 * 512).containsOnly(0.25f);
      assertThat(other.nets(other.find("gfpgan").orElseThrow())).isSameAs(nets);
    }
  }

  @Test
  void aNetWithTwoInputsGetsBoth() throws IOException {
    store.add(file("net.onnx", OnnxFiles.codeformer()));
    NetPool nets = store.nets(store.find("codeformer").orElseThrow());
    try (Mat face = new Mat(new int[] {1, 3, 512, 512}, CV_32F, Scalar.all(0.5));
        Mat weight = new Mat(new int[] {1, 1}, CV_32F, Scalar.all(0.5))) {
      nets.run(
          List.of(face, weight),
          results -> assertThat(results.get(0).ptr().getFloat()).isEqualTo(0.25f));
    }
  }

  @Test
  void aModelThatIsAddedAgainTakesThePlaceOfTheFirst() throws IOException {
    store.add(file("one.onnx", OnnxFiles.gfpgan(1)));
    String first = store.find("gfpgan").orElseThrow().model().sha256();
    store.add(file("two.onnx", OnnxFiles.gfpgan(0.5f)));
    assertThat(store.find("gfpgan").orElseThrow().model().sha256()).isNotEqualTo(first);
    assertThat(filesIn(folder)).containsExactlyInAnyOrder("gfpgan.json", "gfpgan.onnx");
  }

  private static List<String> filesIn(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void anUnknownNetIsRefusedWithWhatItTakesAndGives() throws IOException {
    Path unknown = file("unknown.onnx", OnnxFiles.unknown());
    assertThatThrownBy(() -> store.add(unknown))
        .isInstanceOf(BrokenModel.class)
        .hasMessageContainingAll("none that is known", "1 x 3 x 224 x 224", "gfpgan");
    assertThat(folder).doesNotExist();
  }

  @Test
  void aNetForPicturesOfAnySizeIsNotTakenForOneOfFaces() throws IOException {
    Path upscaler = file("general.onnx", ModelFile.REALESR_GENERAL_X4V3.read());
    assertThatThrownBy(() -> store.add(upscaler))
        .isInstanceOf(BrokenModel.class)
        .hasMessageContaining("none that is known");
  }

  @Test
  void aNetThatOpenCvCannotRunIsRefusedAndLeavesNothing() throws IOException {
    Path broken = file("broken.onnx", OnnxFiles.notToBeRun());
    assertThatThrownBy(() -> store.add(broken))
        .isInstanceOf(BrokenModel.class)
        .hasMessageContainingAll("gfpgan", "cannot be run", "another export");
    assertThat(filesIn(folder)).isEmpty();
  }

  @Test
  void aFileThatIsNoModelIsRefused() throws IOException {
    for (byte[] bytes :
        List.of(new byte[0], new byte[100], "GIF89a and so on".getBytes(US_ASCII))) {
      Path file = file("some.onnx", bytes);
      assertThatThrownBy(() -> store.add(file))
          .isInstanceOf(BrokenModel.class)
          .hasMessageContainingAll("some.onnx", "not a whole ONNX model");
    }
  }

  @Test
  void aFileThatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> store.add(scratch.resolve("none.onnx")))
        .isInstanceOf(BrokenModel.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void aFileThatIsCutOffAnywhereIsRefused() throws IOException {
    byte[] whole = OnnxFiles.isnet();
    for (int length = 1; length < whole.length; length++) {
      Path cut = file("cut.onnx", Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> store.add(cut)).as("%s bytes", cut).isInstanceOf(BrokenModel.class);
    }
  }

  @Test
  void noChangedByteBringsTheReaderDown() throws IOException {
    byte[] whole = OnnxFiles.gfpgan(1);
    for (int at = 0; at < whole.length; at++) {
      for (int bit : new int[] {1, 4, 128}) {
        byte[] changed = whole.clone();
        changed[at] ^= (byte) bit;
        Path file = file("changed.onnx", changed);
        try {
          assertThat(OnnxGraph.read(file).inputs()).isNotEmpty();
        } catch (BrokenModel e) {
          assertThat(e).hasMessageContaining("download or export it again");
        }
      }
    }
  }

  @Test
  void aChangedFileIsRefusedWhenItIsLoaded() throws IOException {
    store.add(file("net.onnx", OnnxFiles.gfpgan(1)));
    byte[] bytes = Files.readAllBytes(folder.resolve("gfpgan.onnx"));
    bytes[bytes.length / 2] ^= 1;
    Files.write(folder.resolve("gfpgan.onnx"), bytes);
    ModelFile changed = store.find(Task.FACE_RESTORE).orElseThrow();
    assertThatThrownBy(() -> store.nets(changed).warm())
        .isInstanceOf(BrokenModel.class)
        .hasMessageContainingAll("was changed", "models add");
    assertThatThrownBy(() -> store.check("gfpgan")).isInstanceOf(BrokenModel.class);
  }

  @Test
  void theListSaysWhatIsWrong() throws IOException {
    store.add(file("a.onnx", OnnxFiles.gfpgan(1)));
    store.add(file("b.onnx", OnnxFiles.isnet()));
    store.add(file("c.onnx", OnnxFiles.codeformer()));
    Files.delete(folder.resolve("gfpgan.onnx"));
    Files.write(folder.resolve("isnet.onnx"), new byte[5]);
    Files.writeString(folder.resolve("codeformer.json"), "{\"name\": \"../../etc\"}");
    List<Listed> wrong = store.list().stream().filter(line -> !line.usable()).toList();
    assertThat(wrong).extracting(Listed::name).containsExactly("codeformer", "gfpgan", "isnet");
    assertThat(wrong.get(0).state()).contains("not a manifest");
    assertThat(wrong.get(1).state()).contains("missing");
    assertThat(wrong.get(2).state()).contains("has 5 bytes");
  }

  @Test
  void aBrokenManifestDisturbsNobodyElse() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("odd.json"), "[]");
    assertThat(store.find(Task.UPSCALE_X2)).isPresent();
    assertThat(store.all()).hasSameSizeAs(ModelFile.bundled());
  }

  @Test
  void aModelThatNeedsMoreMemoryThanThereIsIsRefused() throws IOException {
    Model model = store.add(file("a.onnx", OnnxFiles.isnet())).model();
    assertThatThrownBy(() -> MemoryAtHand.require(model, model.memoryBytes()))
        .isInstanceOf(BrokenModel.class)
        .hasMessageContainingAll("isnet", "MB", "add memory");
    MemoryAtHand.require(model, 4 * model.memoryBytes());
    assertThat(MemoryAtHand.bytes()).isBetween(10_000_000L, 1L << 50);
  }
}
