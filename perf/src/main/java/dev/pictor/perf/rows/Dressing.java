package dev.pictor.perf.rows;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Decoder;
import dev.pictor.engine.codec.Limits;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.cutout.Cutter;
import dev.pictor.engine.face.Faces;
import dev.pictor.engine.plane.Rows;
import dev.pictor.engine.theme.Theme;
import dev.pictor.engine.theme.ThemeFilter;
import dev.pictor.engine.theme.ThemeOptions;
import dev.pictor.engine.theme.Themes;
import dev.pictor.perf.process.Child;
import dev.pictor.perf.process.ProcessorTime;
import dev.pictor.perf.process.Scratch;
import dev.pictor.perf.report.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What the eight nurse looks cost: processor time at one megapixel with the faces looked for, and
/// the memory of a large one.
public final class Dressing {
  private static final String PHOTO = "morph_nobody.png";
  private static final String SECONDS = "%.2f s";
  private static final double LIMIT = 0.4;
  private static final double LARGE_MEGAPIXELS = 12;
  private static final double LIMIT_MEGABYTES = 1000;
  private static final int WARM_UPS = 6;
  private static final int RUNS = 5;

  private Dressing() {}

  public static List<Finding> measure() throws Exception {
    List<Finding> findings = new ArrayList<>();
    double sum = 0;
    List<Theme> themes = Themes.bundled().all();
    try (Rows rows = new Rows(Runtime.getRuntime().availableProcessors());
        Faces faces = new Faces();
        Cutter cutter = new Cutter(rows);
        Picture photo = Sketches.photo(PHOTO, 1)) {
      ThemeFilter filter = new ThemeFilter(rows, faces, cutter);
      for (Theme theme : themes) {
        double seconds =
            ProcessorTime.median(
                WARM_UPS,
                RUNS,
                () -> filter.apply(photo, theme, ThemeOptions.FULL, Progress.SILENT).close());
        sum += seconds;
        findings.add(
            Finding.noted(
                "theme " + theme.id() + " at 1 MP, processor time", SECONDS.formatted(seconds)));
      }
    }
    findings.addFirst(
        Finding.below(
            "a theme at 1 MP, mean of the eight, processor time",
            SECONDS,
            LIMIT,
            sum / themes.size()));
    findings.add(
        Finding.below(
            "a theme at 12 MP, JPEG to JPEG, peak RSS", "%.0f MB", LIMIT_MEGABYTES, peak()));
    return findings;
  }

  private static double peak() throws Exception {
    try (var scratch = Scratch.create();
        Picture photo = Sketches.photo(PHOTO, LARGE_MEGAPIXELS)) {
      Path file = scratch.jpeg("large.jpg", photo);
      return Child.peakRssMegabytes(Once.class, file.toString());
    }
  }

  /// The program in the child process: decode, dress in the look with the most parts, encode.
  static final class Once {
    private Once() {}

    public static void main(String[] file) throws Exception {
      Theme theme = Themes.bundled().find("fantasy-healer").orElseThrow();
      try (Rows rows = new Rows(Runtime.getRuntime().availableProcessors());
          Faces faces = new Faces();
          Cutter cutter = new Cutter(rows);
          Picture photo =
              new Decoder(Limits.STANDARD).decode(Files.readAllBytes(Path.of(file[0])));
          Picture dressed =
              new ThemeFilter(rows, faces, cutter)
                  .apply(photo, theme, ThemeOptions.FULL, Progress.SILENT)) {
        Child.report(dressed);
      }
    }
  }
}
