package dev.pictor.engine.paint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.plane.Rows;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PaletteTest {
  @Test
  void everyColourOfASimplePictureIsFound() throws InterruptedException {
    Palette palette = Palette.of(stripes(0xff0000, 0x00ff00, 0x0000ff, 0x808080), 4);
    assertThat(palette.rgb()).containsExactlyInAnyOrder(0xff0000, 0x00ff00, 0x0000ff, 0x808080);
  }

  @Test
  void aSmallStrongColourIsNotForgottenInAGreyPicture() throws InterruptedException {
    Canvas street = new Canvas(200, 200);
    for (int i = 0; i < street.pixels().length; i++) {
      street.pixels()[i] = 0x010101 * (60 + i % 200);
    }
    for (int y = 90; y < 96; y++) {
      Arrays.fill(street.pixels(), y * 200 + 90, y * 200 + 96, 0xe01020);
    }
    Palette palette = Palette.of(street, 6);
    assertThat(
            Arrays.stream(palette.rgb())
                .map(rgb -> Rgb.distance(rgb, 0xe01020))
                .min()
                .orElseThrow())
        .isLessThan(30);
  }

  @Test
  void aFlatPictureNeedsOnePaintHoweverManyAreAllowed() throws InterruptedException {
    assertThat(Palette.of(stripes(0x336699), 12).rgb()).containsExactly(0x336699);
  }

  @Test
  void onlyThePartAskedForCounts() throws InterruptedException {
    Plane left = new Plane(80, 20);
    for (int i = 0; i < left.values().length; i++) {
      left.values()[i] = i % 80 < 40 ? 1 : 0;
    }
    Palette palette = Palette.of(stripes(0xff0000, 0xff8800, 0x0000ff, 0x00ff00), 4, left);
    assertThat(palette.rgb()).containsExactlyInAnyOrder(0xff0000, 0xff8800);
  }

  @Test
  void aPaletteWithoutColoursIsRefused() {
    assertThatThrownBy(() -> Palette.of(stripes(0), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one");
  }

  @Test
  void aFlatTableUsesNothingButThePalette() throws InterruptedException {
    Canvas picture = new Canvas(64, 64);
    for (int i = 0; i < picture.pixels().length; i++) {
      picture.pixels()[i] = i * 4099 & 0xffffff;
    }
    Palette palette = Palette.of(picture, 7);
    try (Rows rows = new Rows(2)) {
      ColourTable.flat(palette, palette).apply(picture, rows);
    }
    assertThat(palette.rgb()).contains(Arrays.stream(picture.pixels()).distinct().toArray());
  }

  /// Four stripes in 80 pixels, or fewer wider ones.
  private static Canvas stripes(int... colours) {
    Canvas canvas = new Canvas(80, 20);
    for (int i = 0; i < canvas.pixels().length; i++) {
      canvas.pixels()[i] = colours[i % 80 * colours.length / 80];
    }
    return canvas;
  }
}
