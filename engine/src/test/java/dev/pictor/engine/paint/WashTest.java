package dev.pictor.engine.paint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WashTest {
  @Test
  void paintOfItsOwnDensityGivesTheColourBack() {
    for (float colour = 0; colour <= 1; colour += .01f) {
      assertThat(Wash.light(Wash.density(colour))).isCloseTo(colour, within(.006f));
    }
  }

  @Test
  void noPaintLeavesThePaperWhite() {
    assertThat(Wash.light(0)).isEqualTo(1);
    assertThat(Wash.light(-1)).isEqualTo(1);
  }

  @Test
  void twoCoatsLetThroughTheSquareOfWhatOneDoes() {
    float once = Wash.light(.7f);
    assertThat(Wash.light(1.4f)).isCloseTo(once * once, within(.002f));
  }
}
