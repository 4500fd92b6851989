package dev.pictor.engine.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmojisTest {
  private static final Emojis EMOJIS = new Emojis();

  @ParameterizedTest
  @CsvSource({
    "🔥, 1f525",
    "👍🏽, 1f44d-1f3fd",
    "👩‍🚀, 1f469-200d-1f680",
    "👨‍👩‍👧‍👦, 1f468-200d-1f469-200d-1f467-200d-1f466",
    "🇩🇪, 1f1e9-1f1ea",
    "🏴󠁧󠁢󠁳󠁣󠁴󠁿, 1f3f4-e0067-e0062-e0073-e0063-e0074-e007f",
    "❤️, 2764",
    "5️⃣, 35-20e3",
    "🏳️‍🌈, 1f3f3-fe0f-200d-1f308"
  })
  void asManyCodePointsAsBelongTogetherAreOneEmoji(String text, String name) {
    Passage passage = Passage.of(text, EMOJIS);
    assertThat(passage.emojis()).containsExactly(name);
    assertThat(passage.characters()).isEqualTo("\uFFFC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025", "#1", "© me", "A*"})
  void lettersThatCouldBeEmojiStayLetters(String text) {
    assertThat(Passage.of(text, EMOJIS)).isEqualTo(new Passage(text, List.of()));
  }

  @Test
  void aTextStyleSelectorKeepsTheLetter() {
    assertThat(Passage.of("⌚\uFE0E", EMOJIS).emojis()).isEmpty();
  }

  @Test
  void neighboursAreApart() {
    assertThat(Passage.of("🔥🔥 🇩🇪🇫🇷", EMOJIS).emojis())
        .containsExactly("1f525", "1f525", "1f1e9-1f1ea", "1f1eb-1f1f7");
  }

  @Test
  void emojiStayWithTheirWordWhenALineIsBroken() {
    List<Passage> words = Passage.of("🔥hot cold🧊 end", EMOJIS).words();
    assertThat(words.stream().map(Passage::emojis))
        .containsExactly(List.of("1f525"), List.of("1f9ca"), List.of());
  }

  @Test
  void theyAreDrawnInColour() {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    EMOJIS.draw("1f525", graphics, 0, 0, 64);
    graphics.dispose();
    int flame = image.getRGB(32, 50);
    assertThat(flame >>> 24).isEqualTo(255);
    assertThat((flame >> 16) & 0xff).isGreaterThan((flame & 0xff) + 80);
    assertThat(image.getRGB(1, 1) >>> 24).isZero();
  }
}
