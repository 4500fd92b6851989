package dev.pictor.engine.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pictor.engine.type.TextBox.Rise;
import dev.pictor.engine.type.TextBox.Side;
import java.awt.geom.Rectangle2D;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LetteringTest {
  private static final Lettering LETTERING = new Lettering(new Fonts(null));

  private static TextBox box(double width, double height, Side side) {
    return new TextBox(40, 30, width, height, side, Rise.MIDDLE, 5, 400, 8);
  }

  private static SetText set(String text, double width, double height) throws Exception {
    return LETTERING.set(text, Typeface.ANTON, box(width, height, Side.START));
  }

  @ParameterizedTest
  @EnumSource
  void everyTypefaceSetsLatinCapitalsThatFillTheBox(Typeface face) throws Exception {
    SetText text = LETTERING.set("HELLO 2025", face, box(600, 300, Side.START));
    Rectangle2D ink = text.ink();
    assertThat(ink.getMinX()).isGreaterThanOrEqualTo(39.9);
    assertThat(ink.getMinY()).isGreaterThanOrEqualTo(29.9);
    assertThat(ink.getMaxX()).isLessThanOrEqualTo(640.1);
    assertThat(ink.getMaxY()).isLessThanOrEqualTo(330.1);
    assertThat(Math.max(ink.getWidth() / 600, ink.getHeight() / 300)).isGreaterThan(0.9);
  }

  @Test
  void aNarrowBoxGetsMoreLinesThanAWideOne() throws Exception {
    String text = "one two three four five six";
    assertThat(set(text, 900, 120).lines()).hasSize(1);
    assertThat(set(text, 300, 500).lines()).hasSizeGreaterThan(2);
  }

  @Test
  void linesAreAboutAsLongAsEachOther() throws Exception {
    SetText text = set("I went to space for thirty whole days", 500, 300);
    List<Double> widths = text.lines().stream().map(line -> line.ink().getWidth()).toList();
    double longest = widths.stream().max(Double::compare).orElseThrow();
    assertThat(widths).hasSizeGreaterThan(1).allMatch(width -> width > 0.55 * longest);
  }

  @Test
  void arabicBeginsAtTheRightAndLatinAtTheLeft() throws Exception {
    Rectangle2D arabic =
        LETTERING.set("كيف تنام", Typeface.RUBIK, box(2000, 100, Side.START)).ink();
    Rectangle2D latin = LETTERING.set("How to", Typeface.RUBIK, box(2000, 100, Side.START)).ink();
    assertThat(arabic.getMaxX()).isCloseTo(2040, within(1.0));
    assertThat(latin.getMinX()).isCloseTo(40, within(1.0));
  }

  @Test
  void arabicLettersAreJoined() throws Exception {
    double joined = set("بببب", 4000, 100).ink().getWidth();
    double apart = set("ب ب ب ب", 4000, 100).ink().getWidth();
    assertThat(joined).isLessThan(0.8 * apart);
  }

  @Test
  void hebrewWithANumberAndALatinWordKeepsTheirOrder() throws Exception {
    SetText mixed = LETTERING.set("שלום YouTube 24", Typeface.RUBIK, box(1500, 80, Side.START));
    assertThat(mixed.rightToLeft()).isTrue();
    assertThat(mixed.lines()).hasSize(1);
    SetText hebrew = LETTERING.set("שלום", Typeface.RUBIK, box(1500, 80, Side.START));
    assertThat(mixed.ink().getMaxX()).isCloseTo(hebrew.ink().getMaxX(), within(2.0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Привет, мир", "Γειά σου", "Đường phố", "Größe", "İstanbul", "₹ 500"})
  void thesePeoplesLettersAreThere(String text) throws Exception {
    for (Typeface face : Typeface.values()) {
      assertThat(LETTERING.set(text, face, box(800, 200, Side.START)).lines()).isNotEmpty();
    }
  }

  @Test
  void charactersThatNoFontHasAreNamed() {
    assertThatThrownBy(() -> set("学习 now", 500, 200))
        .isInstanceOf(MissingCharacters.class)
        .hasMessageContaining("'学' (U+5B66)")
        .hasMessageContaining("'习' (U+4E60)")
        .hasMessageContaining("data/fonts")
        .hasMessageNotContaining("'n'");
  }

  @Test
  void aTextTooLongToReadSaysHowLongItMayBe() {
    TextBox small = new TextBox(0, 0, 100, 30, Side.START, Rise.TOP, 1, 40, 20);
    assertThatThrownBy(() -> LETTERING.set("a headline that goes on and on", Typeface.ANTON, small))
        .isInstanceOf(TextTooLong.class)
        .hasMessageContaining("too long")
        .hasMessageMatching(".*about \\d+ characters or fewer.*");
  }

  @Test
  void anEmojiStandsInItsLineAsASquare() throws Exception {
    SetText text = set("go 🔥 now", 900, 100);
    assertThat(text.lines()).hasSize(1);
    SetLine.Emoji fire = text.lines().getFirst().emojis().getFirst();
    assertThat(fire.name()).isEqualTo("1f525");
    assertThat(fire.side()).isCloseTo(text.size(), within(0.5));
    assertThat(fire.x()).isBetween(text.ink().getMinX(), text.ink().getMaxX());
  }

  @Test
  void aFontOfTheOperatorThatIsNoneIsNamed(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("mine.ttf"), "this is no font");
    Lettering lettering = new Lettering(new Fonts(folder));
    assertThatThrownBy(() -> lettering.set("学", Typeface.ANTON, box(500, 200, Side.START)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(folder.toString());
  }
}
