package dev.pictor.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "0",
        "users/01940000-0000-7000-8000-00000000ada0/uploads/x.jpg",
        "a..b",
        "a/b-c_d.e",
        "blobs/ab/abcdef"
      })
  void plainNamesAreKeys(String text) {
    assertThat(ObjectKey.find(text)).hasValueSatisfying(key -> assertThat(key).hasToString(text));
  }

  /// A6.
  @ParameterizedTest
  @MethodSource("dev.pictor.storage.HostileKeys#all")
  void nothingThatCouldClimbIsAKey(String text) {
    assertThat(ObjectKey.find(text)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new ObjectKey(text));
  }

  @Test
  void aKeyAndItsSegmentsHaveALimit() {
    assertThat(ObjectKey.find("a".repeat(128))).isPresent();
    assertThat(ObjectKey.find("a".repeat(129))).isEmpty();
    assertThat(ObjectKey.find("a/".repeat(255) + "ab")).isPresent();
    assertThat(ObjectKey.find("a/".repeat(255) + "abc")).isEmpty();
  }

  @Test
  void theKeysOfBlobsAreSpreadOver256Folders() {
    assertThat(Path.of(Blobs.keyOf("ab" + "0".repeat(62)).value()).getParent())
        .hasToString("blobs/ab");
  }
}
