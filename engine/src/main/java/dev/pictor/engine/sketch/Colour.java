package dev.pictor.engine.sketch;

/// A colour of paper or medium, each channel 0 to 1.
record Colour(float blue, float green, float red) {
  /// From the usual six digits, red first: `0xfcfcfa`.
  static Colour of(int rgb) {
    return new Colour((rgb & 0xff) / 255f, (rgb >> 8 & 0xff) / 255f, (rgb >> 16 & 0xff) / 255f);
  }

  /// Writes a mixture: `share` of 0 is this colour, 1 is the other one; `gain` brightens it.
  void mixInto(SheetRow row, int x, Colour other, float share, float gain) {
    row.set(
        x,
        (blue + (other.blue - blue) * share) * gain,
        (green + (other.green - green) * share) * gain,
        (red + (other.red - red) * share) * gain);
  }
}
