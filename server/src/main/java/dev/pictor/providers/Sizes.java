package dev.pictor.providers;

import dev.pictor.engine.codec.ImageInfo.Size;
import dev.pictor.engine.codec.Limits;
import dev.pictor.platform.Problem;
import dev.pictor.providers.Inputs.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How large the pictures of a chain become, known before any of them exists.
///
/// @param stages one for each step
public record Sizes(List<Stage> stages) {
  /// What a step works on and what it gives, in pixels.
  public record Stage(Generation.Step step, Size input, Size result) {}

  /// Instead of the input of a step that needs none.
  private static final Size NOTHING = new Size(1, 1);

  /// @param inputs sizes as seen, the orientation applied
  public static Sizes of(Generation generation, Map<Slot, Size> inputs) {
    var stages = new ArrayList<Stage>();
    Size size = NOTHING;
    for (Generation.Step step : generation.steps()) {
      size = inputs.getOrDefault(new Slot(stages.size(), Role.INPUT), size);
      Size result = step.resultOf(size);
      stages.add(new Stage(step, size, result));
      size = result;
    }
    return new Sizes(List.copyOf(stages));
  }

  /// Refuses a chain that gives a picture larger than one that would be taken.
  ///
  /// @throws Problem TOO_LARGE, with what to do
  public Sizes check(Limits limits) {
    for (Stage stage : stages) {
      Size result = stage.result();
      boolean fits =
          Math.max(result.width(), result.height()) <= limits.maxSide()
              && result.pixels() <= limits.maxPixels();
      if (!fits) {
        throw Problem.of(
            Problem.Kind.TOO_LARGE,
            String.format(
                Locale.ROOT,
                "The %s would make %,d x %,d pixels; %,d pixels and %,d a side are allowed."
                    + " Choose a smaller scale, or make the picture smaller first with max_side.",
                stage.step().kind().replace('_', ' '),
                result.width(),
                result.height(),
                limits.maxPixels(),
                limits.maxSide()));
      }
    }
    return this;
  }
}
