package dev.pictor.studio;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;

/// What a visitor holds in the hand.
enum Device {
  /// A laptop, in daylight.
  DESKTOP_LIGHT(1280, 800, false, ColorScheme.LIGHT),
  /// The same in the evening.
  DESKTOP_DARK(1280, 800, false, ColorScheme.DARK),
  /// The smallest phone that still counts, 360 CSS pixels wide.
  PHONE_LIGHT(360, 740, true, ColorScheme.LIGHT),
  /// The same in the evening.
  PHONE_DARK(360, 740, true, ColorScheme.DARK);

  private final int width;
  private final int height;
  private final boolean touch;
  private final ColorScheme scheme;

  Device(int width, int height, boolean touch, ColorScheme scheme) {
    this.width = width;
    this.height = height;
    this.touch = touch;
    this.scheme = scheme;
  }

  NewContextOptions options() {
    return new NewContextOptions()
        .setViewportSize(width, height)
        .setHasTouch(touch)
        .setIsMobile(touch)
        .setColorScheme(scheme)
        .setLocale("en-GB")
        .setAcceptDownloads(true);
  }
}
