package dev.pictor.compat.sketch;

import dev.pictor.images.LookForm;
import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// A wish for a sketch as this contract writes it.
///
/// @param key of an uploaded picture; or `imageUrl`
/// @param imageUrl a link of ours, a `data:` URL, or an address on another host
/// @param intensity 0 to 1; 0.8 when it is not given
record CreateSketch(
    @Nullable String key,
    @Nullable String imageUrl,
    @Nullable String style,
    @Nullable String method,
    @Nullable Double intensity,
    @Nullable String webhookUrl) {
  static final CreateSketch EXAMPLE =
      new CreateSketch("users/…/uploads/….jpg", null, "PENCIL", "ARTISTIC", 0.8, null);

  /// The look that is asked for; every fault of the request is told at once.
  LookForm look() {
    var form = new LookForm(style, method, intensity);
    var faults = new ArrayList<FieldError>(form.faults());
    if (isBlank(key) == isBlank(imageUrl)) {
      faults.add(new FieldError("key", "Give either key or image_url."));
    }
    if (!isBlank(webhookUrl)) {
      faults.add(
          new FieldError(
              "webhook_url", "Webhooks are not delivered by this version; listen at /ws instead."));
    }
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
    return form;
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
