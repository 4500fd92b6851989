package dev.pictor.compat.sketch;

import dev.pictor.images.LookForm;
import dev.pictor.images.Uploads;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What there is to choose from, and what may be uploaded.
record AvailableStyles(
    List<StyleView> styles,
    List<LookForm.Choice> methods,
    Limits limits,
    Map<String, Double> intensity) {
  /// A style.
  ///
  /// @param previewUrl a small example, drawn by this very engine
  record StyleView(String id, String name, String description, String previewUrl) {}

  /// Limits on a picture.
  ///
  /// @param maxFileSize bytes
  /// @param maxSide pixels
  record Limits(long maxFileSize, List<String> allowedTypes, int maxSide, long maxPixels) {}

  static AvailableStyles of(Uploads uploads) {
    List<StyleView> styles =
        LookForm.styles().stream()
            .map(each ->
                new StyleView(each.id(), each.name(), each.description(), exampleOf(each.id())))
            .toList();
    Uploads.Taken taken = uploads.taken();
    return new AvailableStyles(
        styles,
        LookForm.methods(),
        new Limits(taken.maxBytes(), taken.mediaTypes(), taken.maxSide(), taken.maxPixels()),
        Map.of("min", 0.0, "max", 1.0, "default", LookForm.USUAL_INTENSITY));
  }

  private static String exampleOf(String style) {
    return "/api/sketch/styles/" + style.toLowerCase(Locale.ROOT) + "/preview.jpg";
  }
}
