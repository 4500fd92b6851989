package dev.pictor.engine.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OrderTest {
  private static final ThumbnailOrder ORDER =
      ThumbnailOrder.of(Platform.YOUTUBE, "Title", "Subtitle", "bold");

  @ParameterizedTest
  @CsvSource({"63, 720", "4097, 2000", "720, 63", "4000, 700"})
  void aSizeThatIsNoThumbnailIsRefused(int width, int height) {
    assertThatThrownBy(() -> ORDER.withSize(width, height))
        .hasMessageContaining(width + " x " + height)
        .hasMessageContaining("64 to 4096");
  }

  @Test
  void noSizeMeansThatOfThePlatform() {
    ThumbnailOrder order = ORDER.withSize(0, 0);
    assertThat(order.width()).isEqualTo(1280);
    assertThat(order.height()).isEqualTo(720);
  }

  @ParameterizedTest
  @CsvSource({"0", "5"})
  void thereAreOneToFourVariants(int count) {
    assertThatThrownBy(() -> ORDER.withVariants(count)).hasMessageContaining("1 to 4");
  }

  @Test
  void aNovelIsNoHeadline() {
    String novel = "word ".repeat(30);
    assertThatThrownBy(() -> ThumbnailOrder.of(Platform.X, novel, "", "bold"))
        .hasMessageContaining("headline has 149 characters");
  }

  @ParameterizedTest
  @CsvSource({
    "Neon gaming setup, GAMING",
    "something calm and peaceful, CALM",
    "professional, TECH",
    "BREAKING news!, NEWS",
    "'', BOLD",
    "qwertz, BOLD",
    "luxury, LUXURY",
    "a cozy autumn kitchen, COSY"
  })
  void freeTextFindsItsVibe(String text, Vibe vibe) {
    assertThat(Vibe.of(text)).isEqualTo(vibe);
  }

  @ParameterizedTest
  @EnumSource
  void aVibeIsFoundByItsNameAndHasFourOfEverything(Vibe vibe) {
    assertThat(Vibe.of(vibe.name())).isEqualTo(vibe);
    assertThat(List.of(0, 1, 2, 3)).extracting(vibe::scheme).doesNotHaveDuplicates();
    assertThat(List.of(0, 1, 2, 3)).extracting(vibe::backdrop).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void theInkOfASchemeCanBeReadOnItsEdge(Vibe vibe) {
    for (int variant = 0; variant < 4; variant++) {
      Scheme scheme = vibe.scheme(variant);
      assertThat(Scheme.contrast(scheme.ink(), scheme.edge())).isGreaterThan(7);
    }
  }

  @Test
  void contrastIsThatOfTheStandard() {
    assertThat(Scheme.contrast(0, 0xFFFFFF)).isEqualTo(21);
    assertThat(Scheme.contrast(0x777777, 0xFFFFFF)).isBetween(4.47, 4.49);
  }

  @ParameterizedTest
  @CsvSource({"draft, DRAFT", "std, STD", "High, HIGH", "4k, FOUR_K"})
  void qualitiesHaveWords(String word, Quality quality) {
    assertThat(Quality.named(word)).contains(quality);
  }

  @Test
  void unknownWordsAreNothing() {
    assertThat(Quality.named("8k")).isEmpty();
    assertThat(Platform.named("myspace")).isEmpty();
    assertThat(Platform.named(" YouTube ")).contains(Platform.YOUTUBE);
  }
}
