package dev.pictor.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelFileTest {
  static List<ModelFile> bundled() {
    return ModelFile.bundled();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ModelFile.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @MethodSource("bundled")
  void theShippedFileIsTheOneThatWasTested(ModelFile file) {
    assertThat(file.read()).hasSizeGreaterThan(10_000);
  }

  @ParameterizedTest
  @MethodSource("bundled")
  void aChangedFileIsRefused(ModelFile file) {
    byte[] bytes = file.read();
    bytes[bytes.length / 2] ^= 1;
    assertThatThrownBy(() -> file.checked(bytes))
        .isInstanceOf(BrokenModel.class)
        .hasMessageContainingAll(file.model().file(), file.model().sha256(), "install");
  }

  @ParameterizedTest
  @MethodSource("bundled")
  void checksumsLicenceAndSourceAreWrittenDown(ModelFile file) throws IOException {
    Model model = file.model();
    String[] source = model.source().published().split(" ", -1);
    assertThat(resource("SHA256SUMS")).contains(model.sha256() + "  " + model.file() + "\n");
    assertThat(resource("NOTICE.txt")).contains(model.file(), source[1] + " " + source[2]);
    assertThat(Files.readString(Path.of("..", "docs", "licences.md")))
        .contains("| `" + model.file() + "` | `" + model.sha256() + "` | npm `")
        .contains(source);
  }

  @ParameterizedTest
  @MethodSource("bundled")
  void theManifestKnowsHowLongTheFileIs(ModelFile file) {
    assertThat(file.read()).hasSize((int) file.model().bytes());
  }

  @Test
  void theLicenceTextsAreShipped() throws IOException {
    assertThat(resource("LICENSE-Apache-2.0.txt")).contains("Apache License", "Version 2.0");
    assertThat(resource("LICENSE-MIT-Anime4K.txt")).contains("Permission is hereby", "bloc97");
    assertThat(resource("LICENSE-MIT-websr.txt")).contains("Permission is hereby", "Bhattacharyya");
    assertThat(resource("LICENSE-BSD-3-Clause-Real-ESRGAN.txt"))
        .contains("Xintao Wang", "3. Neither the name");
  }

  @Test
  void noModelIsShippedThatIsNotListed() throws IOException {
    String listed = resource("SHA256SUMS");
    assertThat(listed.lines().count()).isEqualTo(ModelFile.bundled().size());
    Path folder = Path.of("src/main/resources/dev/pictor/engine/model");
    try (var files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(
                      ModelFile.bundled().stream().map(file -> file.model().file()),
                      Stream.of(
                          "models.json",
                          "SHA256SUMS",
                          "NOTICE.txt",
                          "LICENSE-Apache-2.0.txt",
                          "LICENSE-BSD-3-Clause-Real-ESRGAN.txt",
                          "LICENSE-MIT-Anime4K.txt",
                          "LICENSE-MIT-websr.txt"))
                  .toList());
    }
  }
}
