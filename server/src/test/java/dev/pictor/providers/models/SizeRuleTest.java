package dev.pictor.providers.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.engine.codec.ImageInfo.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeRuleTest {
  private static final SizeRule.Multiples OPENAI =
      new SizeRule.Multiples(16, 655_360, 3_686_400, 3840, 3);
  private static final SizeRule.Listed OLD =
      new SizeRule.Listed(
          List.of(new Size(1024, 1024), new Size(1536, 1024), new Size(1024, 1536)));
  private static final SizeRule.Ratios GEMINI =
      new SizeRule.Ratios(
          List.of("1:1", "2:3", "3:2", "3:4", "4:3", "9:16", "16:9", "21:9"),
          Map.of("1K", 1024, "2K", 2048, "4K", 4096));

  @ParameterizedTest
  @CsvSource({
    "1024,1024,1024x1024",
    "1280,720,1280x720",
    "1920,1080,1920x1088",
    "96,64,992x672",
    "2560,1440,2560x1440",
    "3000,3000,1920x1920",
    "4000,1000,3280x1120"
  })
  void theNearestMultipleIsAskedFor(int width, int height, String asked) {
    Size nearest = OPENAI.nearest(new Size(width, height));
    assertThat(OPENAI.isMade(nearest)).isTrue();
    assertThat(SizeRule.written(nearest)).isEqualTo(asked);
  }

  /// Every rule of the table, with sizes of every kind.
  @Test
  void whateverIsWantedSomethingThatIsMadeIsAskedFor() {
    var random = new Random(7);
    for (Model model : ModelTable.read().all()) {
      if (model.sizes() instanceof SizeRule.Multiples rule) {
        for (int i = 0; i < 2000; i++) {
          Size wanted =
              new Size(
                  (int) Math.pow(10, random.nextDouble() * 4.5),
                  (int) Math.pow(10, random.nextDouble() * 4.5));
          Size asked = rule.nearest(wanted);
          assertThat(rule.isMade(asked)).as("%s: %s for %s", model.id(), asked, wanted).isTrue();
        }
      }
    }
  }

  @Test
  void theShapeStaysWithinAFewPercent() {
    var random = new Random(8);
    for (int i = 0; i < 2000; i++) {
      Size wanted = new Size(300 + random.nextInt(3000), 300 + random.nextInt(3000));
      double ratio = (double) wanted.width() / wanted.height();
      if (ratio > 2.9 || ratio < 1 / 2.9) {
        continue;
      }
      Size asked = OPENAI.nearest(wanted);
      assertThat((double) asked.width() / asked.height() / ratio).isBetween(0.97, 1.03);
    }
  }

  @ParameterizedTest
  @CsvSource({"500,500,1024x1024", "1920,1080,1536x1024", "1080,1920,1024x1536", "9,10,1024x1024"})
  void ofAFewSizesTheNearestShapeIsAskedFor(int width, int height, String asked) {
    assertThat(SizeRule.written(OLD.nearest(new Size(width, height)))).isEqualTo(asked);
  }

  @ParameterizedTest
  @CsvSource({
    "1000,1000,1:1,1K",
    "1280,720,16:9,2K",
    "1024,683,3:2,1K",
    "3000,4000,3:4,2K",
    "900,1600,9:16,2K",
    "5000,2000,21:9,2K"
  })
  void aShapeAndTheSmallestTierThatSuffices(int width, int height, String ratio, String tier) {
    Size wanted = new Size(width, height);
    assertThat(GEMINI.ratio(wanted)).isEqualTo(ratio);
    assertThat(GEMINI.tier(wanted, "2K")).hasValue(tier);
  }

  @Test
  void theOperatorsLargestTierIsKept() {
    Size large = new Size(4000, 3000);
    assertThat(GEMINI.tier(large, "1K")).hasValue("1K");
    assertThat(GEMINI.tier(large, "4K")).hasValue("4K");
  }

  @Test
  void aModelWithoutTiersIsAskedForNone() {
    assertThat(new SizeRule.Ratios(List.of("1:1"), Map.of()).tier(new Size(9, 9), "2K")).isEmpty();
  }

  @Test
  void seedreamsSizesAreMappedUp() {
    LocalDate today = LocalDate.parse("2026-11-22");
    Model model = ModelTable.read().choose("seedream", "sketch", "", today).orElseThrow();
    var rule = (SizeRule.Multiples) model.sizes();
    assertThat(rule.nearest(new Size(1024, 1024))).isEqualTo(new Size(1920, 1920));
    assertThat(rule.nearest(new Size(1280, 720)).pixels()).isGreaterThanOrEqualTo(3_686_400);
  }
}
