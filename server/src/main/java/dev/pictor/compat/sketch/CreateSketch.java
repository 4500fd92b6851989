package dev.pictor.compat.sketch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.images.ImageOrder;
import dev.pictor.images.InputRules;
import dev.pictor.images.JobForm;
import dev.pictor.images.LookForm;
import dev.pictor.images.Operation;
import dev.pictor.images.StepForm;
import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.platform.http.Accepts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A wish for a sketch as this contract writes it.
///
/// @param key of an uploaded picture; or `imageUrl`
/// @param imageUrl a link of ours, a `data:` URL, or an address on another host
/// @param intensity 0 to 1; 0.8 when it is not given
/// @param webhookUrl who is told how it ended
record CreateSketch(
    @Nullable String key,
    @Nullable String imageUrl,
    @Accepts(required = true) @Nullable String style,
    @Accepts(required = true) @Nullable String method,
    @Accepts(min = 0, max = 1) @Nullable Double intensity,
    @Nullable String webhookUrl) {
  private static final String SURFACE = "sketch";

  static final CreateSketch EXAMPLE =
      new CreateSketch("users/…/uploads/….jpg", null, "PENCIL", "ARTISTIC", 0.8, null);

  /// The look that is asked for; every fault of the request is told at once.
  ///
  /// @param others what is wrong with the rest
  LookForm look(List<FieldError> others) {
    var form = new LookForm(style, method, intensity);
    var faults = new ArrayList<FieldError>(form.faults());
    if (isBlank(key) == isBlank(imageUrl)) {
      faults.add(new FieldError("key", "Give either key or image_url."));
    }
    faults.addAll(others);
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
    return form;
  }

  /// What it comes to, for the use case.
  ///
  /// @param look checked
  /// @param inputs what is taken as a picture
  JobForm form(LookForm look, InputRules inputs, @Nullable String retryToken) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    fields.put("style", look.style()).put("method", look.method());
    if (intensity != null) {
      fields.put("intensity", intensity);
    }
    if (isBlank(imageUrl)) {
      fields.put("input_key", key);
    } else {
      fields.put("image_url", imageUrl);
    }
    return new JobForm(
        Operation.SKETCH.word(),
        List.of(new StepForm(Operation.SKETCH, "", fields)),
        ImageOrder.Written.JPEG,
        new JobForm.Extras("auto", 0, Map.of(), retryToken, null, webhookUrl),
        inputs,
        SURFACE);
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
