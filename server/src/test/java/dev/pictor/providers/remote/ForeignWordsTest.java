package dev.pictor.providers.remote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What is left of other people's error messages.
class ForeignWordsTest {
  @Test
  void aPlainSentenceStays() {
    String plain = "CUDA out of memory. Tried to allocate 2.50 GiB (GPU 0; 23.99 GiB / 24 GiB)";
    assertThat(ForeignWords.safe(plain)).isEqualTo(plain);
  }

  @Test
  void namesOfNodesAndModelsStay() {
    String names =
        "ControlNetApplyAdvanced: 'controlnet-canny-sdxl-1.0.safetensors' not in"
            + " prompt_outputs_failed_validation";
    assertThat(ForeignWords.safe(names)).isEqualTo(names);
  }

  @Test
  void addressesPathsAndKeysGo() {
    assertThat(
            ForeignWords.safe(
                "POST https://me:pw@api.example.com/v1?key=x from 10.0.0.7:8188 and localhost:8188"
                    + " read /home/joe/models/x.pth and C:\\Users\\joe\\x"
                    + " with rpa_ABCDEFGH1234567890abcdefgh1234567890 or short",
                "short"))
        .isEqualTo("POST … from … and … read … and … with … or …");
  }

  @Test
  void linesBecomeOneAndLongOnesAreCut() {
    assertThat(ForeignWords.safe("a\r\n\tb\u0000c")).isEqualTo("a b c");
    assertThat(ForeignWords.safe("word ".repeat(100_000))).hasSize(300).endsWith("…");
  }
}
