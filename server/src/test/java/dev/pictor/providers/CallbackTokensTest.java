package dev.pictor.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.platform.secrets.KeyRing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Tokens of callbacks: signed, for one provider, valid over a change of keys.
class CallbackTokensTest {
  private static final byte[] OLD =
      "an old key of thirty-two bytes!!".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NEW =
      "a new key of thirty-two bytes!!!".getBytes(StandardCharsets.UTF_8);
  private static final CallbackTokens.Call CALL =
      new CallbackTokens.Call(UUID.randomUUID(), UUID.randomUUID(), 3);

  private static CallbackTokens tokens(byte[] current, byte[]... previous) {
    return new CallbackTokens(KeyRing.of(current, List.of(previous)));
  }

  @Test
  void aTokenNamesItsCall() {
    assertThat(tokens(NEW).find("runpod", tokens(NEW).of("runpod", CALL))).contains(CALL);
  }

  @Test
  void itFitsIntoAPathAsItIs() {
    assertThat(tokens(NEW).of("runpod", CALL)).matches("[A-Za-z0-9_-]{91}");
  }

  @Test
  void itStaysValidWhileTheKeyIsKept() {
    String token = tokens(OLD).of("runpod", CALL);
    assertThat(tokens(NEW, OLD).find("runpod", token)).contains(CALL);
    assertThat(tokens(NEW).find("runpod", token)).isEmpty();
  }

  @Test
  void everyLetterThatIsChangedMakesItAnother() {
    String token = tokens(NEW).of("runpod", CALL);
    for (int i = 0; i < token.length() - 1; i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, i) + other + token.substring(i + 1);
      assertThat(tokens(NEW).find("runpod", changed)).as("letter " + i).isEmpty();
    }
  }
}
