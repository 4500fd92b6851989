package dev.pictor.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
  /// Made by another implementation (password4j 1.8.4), so that ours is Argon2id and not only equal
  /// to itself.
  private static final String BY_OTHERS =
      "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA"
          + "$T95q7S205tf9WI4HhYOZDIQmMMAbntacGXTIku0gXT8";

  @Test
  void aHashOfAnotherImplementationIsTheSame() {
    byte[] salt = "saltsaltsaltsalt".getBytes(StandardCharsets.UTF_8);
    assertThat(PasswordHash.of("password", salt, PasswordHash.Cost.NOW)).hasToString(BY_OTHERS);
    assertThat(PasswordHash.parse(BY_OTHERS).matches("password")).isTrue();
    assertThat(PasswordHash.parse(BY_OTHERS).matches("Password")).isFalse();
  }

  @Test
  void aHashIsCheckedAtTheCostItWasMadeAt() {
    var cheap = new PasswordHash.Cost(64, 1, 1);
    PasswordHash hash = PasswordHash.of("tuna sandwich", new byte[16], cheap);
    assertThat(hash.toString()).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
    assertThat(PasswordHash.parse(hash.toString())).isEqualTo(hash);
    assertThat(PasswordHash.parse(hash.toString()).matches("tuna sandwich")).isTrue();
  }

  @Test
  void twoWaysToTypeOneLetterAreOnePassword() {
    PasswordHash hash =
        PasswordHash.of("K\u00e4sebrot 17", new byte[16], new PasswordHash.Cost(64, 1, 1));
    assertThat(hash.matches("Ka\u0308sebrot 17")).isTrue();
    assertThat(hash.matches("Kasebrot 17")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "password",
        "$argon2i$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$T95q7S205tf9WI4HhYOZDIQmMMAb",
        "$argon2id$v=19$m=99999999,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$T95q7S205tf9WI4HhYOZDIQmMMAb"
      })
  void whatIsNoSuchHashIsRefusedWithoutRepeatingIt(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PasswordHash.parse(text))
        .withMessageNotContaining("c2Fsd");
  }
}
