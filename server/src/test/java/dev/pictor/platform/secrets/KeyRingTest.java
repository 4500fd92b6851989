package dev.pictor.platform.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRingTest {
  private static final byte[] NEW = "the new key".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OLD = "the old key".getBytes(StandardCharsets.UTF_8);

  @Test
  void theFirstKeySignsAndAllAreFoundById() {
    KeyRing ring = KeyRing.of(NEW, List.of(OLD));
    String oldId = KeyRing.of(OLD, List.of()).currentId();
    assertThat(ring.current()).isEqualTo(NEW);
    assertThat(ring.find(ring.currentId())).contains(NEW);
    assertThat(ring.find(oldId)).contains(OLD);
    assertThat(ring.find("")).isEmpty();
    assertThat(KeyRing.of(NEW, List.of()).find(oldId)).isEmpty();
  }

  @Test
  void idsAreTheSameOnEveryNodeAndTellNothing() {
    assertThat(KeyRing.of(NEW, List.of()).currentId())
        .isEqualTo(KeyRing.of(NEW, List.of()).currentId())
        .isNotEqualTo(KeyRing.of(OLD, List.of()).currentId())
        .matches("[0-9a-f]{12}");
    assertThat(KeyRing.of(NEW, List.of()).toString()).doesNotContain("new key");
  }

  @Test
  void everyPurposeHasKeysOfItsOwnUnderTheSameIds() {
    KeyRing ring = KeyRing.of(NEW, List.of(OLD));
    KeyRing urls = ring.derived("urls");
    assertThat(urls.currentId()).isEqualTo(ring.currentId());
    assertThat(urls.all().keySet()).containsExactlyElementsOf(ring.all().keySet());
    assertThat(urls.current())
        .hasSize(32)
        .isEqualTo(ring.derived("urls").current())
        .isNotEqualTo(NEW)
        .isNotEqualTo(ring.derived("webhooks").current());
  }

  @Test
  void whoChangesAKeyTheyWereGivenChangesOnlyTheirCopy() {
    KeyRing ring = KeyRing.of(NEW, List.of());
    ring.current()[0] = 0;
    ring.find(ring.currentId()).orElseThrow()[1] = 0;
    ring.all().values().forEach(key -> key[2] = 0);
    assertThat(ring.current()).isEqualTo(NEW);
  }
}
