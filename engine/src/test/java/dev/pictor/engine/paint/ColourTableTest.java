package dev.pictor.engine.paint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ColourTableTest {
  @Test
  void changingNothingChangesNothing() {
    ColourTable same = ColourTable.of(colour -> colour);
    for (int rgb : colours()) {
      assertThat(Rgb.distance(same.at(rgb), rgb)).as("%06x", rgb).isLessThanOrEqualTo(8);
    }
  }

  @Test
  void theTableAgreesWithTheChangeItself() {
    ColourTable table = ColourTable.of(colour -> colour.with(.8f, .9f, .05f));
    for (int rgb : colours()) {
      int exactly = Oklab.of(rgb).with(.8f, .9f, .05f).toRgb();
      assertThat(Rgb.distance(table.at(rgb), exactly)).as("%06x", rgb).isLessThanOrEqualTo(12);
    }
  }

  @Test
  void greyStaysGreyWhenItIsSaturated() {
    ColourTable bold = ColourTable.of(colour -> colour.with(1.6f, 1, 0));
    for (int grey = 0; grey < 256; grey += 5) {
      int rgb = bold.at(grey * 0x010101);
      assertThat(Rgb.red(rgb)).isBetween(Rgb.blue(rgb) - 2, Rgb.blue(rgb) + 2);
    }
  }

  @Test
  void oklabThereAndBackIsTheSameColour() {
    for (int rgb : colours()) {
      assertThat(Oklab.of(rgb).toRgb()).isEqualTo(rgb);
    }
  }

  private static int[] colours() {
    return new Random(7).ints(2000, 0, 0x1000000).toArray();
  }
}
