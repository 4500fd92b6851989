package dev.pictor.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelFileTest {
  private static String resource(String name) throws IOException {
    try (InputStream in = ModelFile.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theShippedFileIsTheOneThatWasTested(ModelFile model) {
    assertThat(model.read()).hasSizeGreaterThan(10_000);
  }

  @ParameterizedTest
  @EnumSource
  void aChangedFileIsRefused(ModelFile model) {
    byte[] bytes = model.read();
    bytes[bytes.length / 2] ^= 1;
    assertThatThrownBy(() -> model.checked(bytes))
        .isInstanceOf(BrokenModel.class)
        .hasMessageContainingAll(model.file(), model.sha256(), "install");
  }

  @ParameterizedTest
  @EnumSource
  void checksumsLicenceAndSourceAreWrittenDown(ModelFile model) throws IOException {
    assertThat(resource("SHA256SUMS")).contains(model.sha256() + "  " + model.file() + "\n");
    assertThat(resource("NOTICE.txt")).contains(model.file(), model.source());
    assertThat(Files.readString(Path.of("..", "docs", "licences.md")))
        .contains("| `" + model.file() + "` | `" + model.sha256() + "` | npm `")
        .contains(model.source().split(" ", -1));
  }

  @Test
  void theLicenceTextIsShipped() throws IOException {
    assertThat(resource("LICENSE-Apache-2.0.txt")).contains("Apache License", "Version 2.0");
  }

  @Test
  void noModelIsShippedThatIsNotListed() throws IOException {
    String listed = resource("SHA256SUMS");
    assertThat(listed.lines().count()).isEqualTo(ModelFile.values().length);
    Path folder = Path.of("src/main/resources/dev/pictor/engine/model");
    try (var files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(
                      Arrays.stream(ModelFile.values()).map(ModelFile::file),
                      Stream.of("SHA256SUMS", "NOTICE.txt", "LICENSE-Apache-2.0.txt"))
                  .toList());
    }
  }
}
