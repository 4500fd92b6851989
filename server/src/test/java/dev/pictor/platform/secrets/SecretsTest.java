package dev.pictor.platform.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  @TempDir private Path data;

  private Path folder() {
    return data.resolve("secrets");
  }

  private static String modeOf(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void aSecretIsMadeOnceAndOnlyItsOwnerReadsIt() throws IOException {
    String made = new Secrets(folder()).made("jwt");
    assertThat(made).hasSize(64);
    assertThat(SecretStrength.weaknessOf(made)).isEmpty();
    assertThat(new Secrets(folder()).made("jwt")).isEqualTo(made);
    assertThat(new Secrets(folder()).made("other")).isNotEqualTo(made);
    assertThat(modeOf(folder())).isEqualTo("rwx------");
    assertThat(modeOf(folder().resolve("jwt"))).isEqualTo("rw-------");
  }

  @Test
  void aFolderAndAFileThatAreOpenToOthersAreClosed() throws IOException {
    String made = new Secrets(folder()).made("jwt");
    Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(
        folder().resolve("jwt"), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(new Secrets(folder()).made("jwt")).isEqualTo(made);
    assertThat(modeOf(folder())).isEqualTo("rwx------");
    assertThat(modeOf(folder().resolve("jwt"))).isEqualTo("rw-------");
  }

  @Test
  void aHalfWrittenSecretOfACrashIsMadeAnew() throws IOException {
    Files.createDirectories(folder());
    Files.writeString(folder().resolve(".jwt.new"), "half");
    String made = new Secrets(folder()).made("jwt");
    assertThat(made).hasSize(64);
    assertThat(Files.exists(folder().resolve(".jwt.new"))).isFalse();
  }

  @Test
  void anEmptySecretFileStopsTheStartAndSaysWhatToDo() throws IOException {
    Files.createDirectories(folder());
    Files.writeString(folder().resolve("jwt"), "");
    assertThatIllegalStateException()
        .isThrownBy(() -> new Secrets(folder()).made("jwt"))
        .withMessageContaining("delete it");
  }

  @Test
  void allWhoAskAtOnceGetTheSameSecret() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var secrets = new Secrets(folder());
      List<Future<String>> answers =
          threads.invokeAll(
              IntStream.range(0, 16)
                  .<Callable<String>>mapToObj(_ -> () -> secrets.made("jwt"))
                  .toList());
      var different = new HashSet<String>();
      for (Future<String> answer : answers) {
        different.add(answer.get());
      }
      assertThat(different).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../jwt", "a/b", "Jwt", ".jwt", "a\u0000"})
  void aNameThatIsNoPlainWordIsRefused(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Secrets(folder()).made(name));
  }

  @Test
  void aGivenSecretIsUsedAndNoneIsMade() {
    KeyRing ring = new Secrets(folder()).ring("jwt", "given", List.of("older"));
    assertThat(ring.current()).isEqualTo("given".getBytes(StandardCharsets.UTF_8));
    assertThat(ring.all()).hasSize(2);
    assertThat(folder()).doesNotExist();
  }
}
