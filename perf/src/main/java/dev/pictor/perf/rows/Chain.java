package dev.pictor.perf.rows;

import dev.pictor.engine.LocalEngine;
import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Limits;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.FaceChoice;
import dev.pictor.engine.model.ModelStore;
import dev.pictor.engine.theme.Themes;
import dev.pictor.engine.type.Fonts;
import dev.pictor.perf.process.Child;
import dev.pictor.perf.process.Scratch;
import dev.pictor.perf.report.Finding;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Generation.Step;
import dev.pictor.providers.Inputs;
import dev.pictor.providers.Output;
import dev.pictor.providers.Role;
import dev.pictor.providers.ThemeShelf;
import dev.pictor.providers.local.LocalProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The most memory that a chain of operations on two pictures of 12 MP holds, as a job runs it: a
/// face swapped, the face restored, a look put on, all without a file between.
public final class Chain {
  private static final double MEGAPIXELS = 12;
  private static final double LIMIT_MEGABYTES = 1000;
  private static final long PIXEL_MEMORY = 1024L * 1024 * 1024;
  private static final int THREADS = 2;

  private Chain() {}

  public static List<Finding> measure() throws Exception {
    try (var scratch = Scratch.create();
        Picture source = Sketches.photo("astronaut.png", MEGAPIXELS);
        Picture target = Sketches.photo("grace_hopper.jpg", MEGAPIXELS)) {
      Path from = scratch.jpeg("source.jpg", source);
      Path onto = scratch.jpeg("target.jpg", target);
      double peak = Child.peakRssMegabytes(Once.class, from.toString(), onto.toString());
      return List.of(
          Finding.below(
              "swap, restore and theme of 12 MP in one job, peak RSS",
              "%.0f MB",
              LIMIT_MEGABYTES,
              peak));
    }
  }

  /// The program in the child process.
  static final class Once {
    private Once() {}

    public static void main(String[] files) throws Exception {
      List<Step> steps =
          List.of(
              new Generation.FaceSwap(
                  new FaceChoice.Largest(), new FaceChoice.Largest(), 1, 1, null),
              new Generation.FaceRestore("builtin", false, 0.5, 0.5),
              new Generation.Theme("scrubs", ThemeShelf.SHIPPED, 1, 4, false));
      var inputs =
          new Inputs(
              Map.of(
                  Inputs.slot(steps, 0, Role.INPUT), Path.of(files[1]),
                  Inputs.slot(steps, 0, Role.SOURCE), Path.of(files[0])));
      try (var engine =
          new LocalEngine(
              Limits.STANDARD,
              THREADS,
              PIXEL_MEMORY,
              ModelStore.shipped(),
              new Fonts(Path.of("no-fonts")))) {
        var provider = new LocalProvider(engine, ThemeShelf.of(Themes::bundled), true);
        var made =
            provider.generate(
                Generation.of(steps), inputs, new Output(Output.Format.JPEG, 90), Progress.SILENT);
        if (made.variants().size() != 1) {
          throw new IllegalStateException("one picture was to be made");
        }
        Child.report();
      }
    }
  }
}
