package dev.pictor.images;

import dev.pictor.engine.sketch.Look;
import dev.pictor.engine.sketch.Method;
import dev.pictor.engine.sketch.Style;
import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A look as a caller writes it, not checked yet.
///
/// @param style a style's name, in any case
/// @param method a method's name, in any case
/// @param intensity 0 to 1; [#USUAL_INTENSITY] when it is not given
public record LookForm(
    @Nullable String style, @Nullable String method, @Nullable Double intensity) {
  /// Strong enough to be a drawing at first sight, and the photograph still speaks.
  public static final double USUAL_INTENSITY = 0.8;

  /// A style or a method for people to choose from.
  ///
  /// @param id what a caller writes
  public record Choice(String id, String name, String description) {}

  public static List<Choice> styles() {
    return Stream.of(Style.values())
        .map(each -> new Choice(each.name(), each.title(), each.description()))
        .toList();
  }

  public static List<Choice> methods() {
    return Stream.of(Method.values())
        .map(each -> new Choice(each.name(), each.title(), each.description()))
        .toList();
  }

  /// The id of a style that is written in any case.
  ///
  /// @throws Problem INVALID_REQUEST when there is none of this name
  public static String styleId(String style) {
    try {
      return Style.of(style).name();
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("style", e.getMessage() + ".");
    }
  }

  /// Everything that is wrong with it.
  public List<FieldError> faults() {
    var faults = new ArrayList<FieldError>();
    check("style", style, Style::of, faults);
    check("method", method, Method::of, faults);
    if (intensity != null && !(intensity >= 0 && intensity <= 1)) {
      faults.add(new FieldError("intensity", "is within 0 to 1."));
    }
    return faults;
  }

  /// The look.
  ///
  /// @throws Problem INVALID_REQUEST with all faults when there is one
  Look look() {
    List<FieldError> faults = faults();
    if (style == null || method == null || !faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
    return Look.of(style, method);
  }

  double wantedIntensity() {
    return intensity == null ? USUAL_INTENSITY : intensity;
  }

  private static void check(
      String field, @Nullable String text, Function<String, ?> reader, List<FieldError> faults) {
    if (text == null || text.isBlank()) {
      faults.add(new FieldError(field, "is missing."));
      return;
    }
    try {
      var _ = reader.apply(text);
    } catch (IllegalArgumentException e) {
      faults.add(new FieldError(field, e.getMessage() + "."));
    }
  }
}
