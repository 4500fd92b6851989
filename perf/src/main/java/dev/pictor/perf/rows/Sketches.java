package dev.pictor.perf.rows;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import com.sun.management.OperatingSystemMXBean;
import dev.pictor.engine.codec.Decoder;
import dev.pictor.engine.codec.Limits;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.FaceGuard;
import dev.pictor.engine.face.Faces;
import dev.pictor.engine.sketch.Look;
import dev.pictor.engine.sketch.Method;
import dev.pictor.engine.sketch.Sketcher;
import dev.pictor.perf.process.JitThreads;
import dev.pictor.perf.process.PictorServer;
import dev.pictor.perf.report.Finding;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// What each of the 21 looks costs in processor time, all threads together, and what the plain
/// OpenCV recipe of the same look costs in the same run.
public final class Sketches {
  private static final List<String> PHOTOS = List.of("mountains.jpg", "grace_hopper.jpg");
  private static final int WARM_UPS = 3;
  private static final int RUNS = 3;
  private static final double BASIC_LIMIT = 0.25;
  private static final double MEDIAN_LIMIT = 0.5;
  private static final double WORST_LIMIT = 2;
  private static final double RATIO_LIMIT = 14;
  private static final double INTENSITY = 0.8;
  private static final String SECONDS = "%.2f s";

  private Sketches() {}

  /// Work that is timed.
  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }

  public static List<Finding> measure() throws Exception {
    Map<Look, Double> ours = new LinkedHashMap<>();
    Map<PlainRecipe, Double> plain = new LinkedHashMap<>();
    try (Faces faces = new Faces();
        Sketcher sketcher = sketcher(faces)) {
      for (String name : PHOTOS) {
        try (Picture photo = photo(name, 1)) {
          for (Look look : Look.ALL) {
            ours.merge(look, median(() -> draw(sketcher, photo, look)), Math::max);
          }
          for (PlainRecipe recipe : PlainRecipe.values()) {
            // Native code: nothing to warm up, and one of them takes ten seconds.
            plain.merge(recipe, cpuSeconds(() -> recipe.run(photo.mat())), Math::max);
          }
        }
      }
    }
    var findings = new ArrayList<Finding>();
    ours.forEach((look, seconds) -> findings.add(finding(look, seconds, plain)));
    findings.addAll(summary(ours));
    return findings;
  }

  private static Finding finding(Look look, double seconds, Map<PlainRecipe, Double> plain) {
    PlainRecipe recipe = PlainRecipe.of(look.style(), look.method());
    double limit = look.method() == Method.BASIC ? BASIC_LIMIT : WORST_LIMIT;
    return Finding.below(look.id() + " at 1 MP, processor time", SECONDS, limit, seconds)
        .beside(
            "OpenCV %s: %.2f s (same run)"
                .formatted(recipe.title(), plain.getOrDefault(recipe, Double.NaN)));
  }

  private static List<Finding> summary(Map<Look, Double> ours) {
    List<Double> sorted = ours.values().stream().sorted().toList();
    return List.of(
        Finding.below("median of the 21", SECONDS, MEDIAN_LIMIT, sorted.get(sorted.size() / 2)),
        Finding.below("worst of the 21", SECONDS, WORST_LIMIT, sorted.getLast()));
  }

  /// Twelve times the pixels, against the same photograph at one megapixel.
  public static List<Finding> measureTwelveMegapixels() throws Exception {
    Map<Look, Double> ratios = new LinkedHashMap<>();
    double worstSeconds = 0;
    try (Faces faces = new Faces();
        Sketcher sketcher = sketcher(faces);
        Picture small = photo(PHOTOS.getFirst(), 1);
        Picture large = photo(PHOTOS.getFirst(), 12)) {
      for (Look look : Look.ALL) {
        double atOne = median(() -> draw(sketcher, small, look));
        double atTwelve = cpuSeconds(() -> draw(sketcher, large, look));
        ratios.put(look, atTwelve / atOne);
        worstSeconds = Math.max(worstSeconds, atTwelve);
      }
    }
    Map.Entry<Look, Double> worst =
        ratios.entrySet().stream().max(Comparator.comparing(Map.Entry::getValue)).orElseThrow();
    return List.of(
        Finding.below(
            "12 MP against 1 MP, worst look (" + worst.getKey().id() + ")",
            "%.1f times",
            RATIO_LIMIT,
            worst.getValue()),
        Finding.noted("12 MP, slowest look, processor time", SECONDS.formatted(worstSeconds)));
  }

  private static Sketcher sketcher(Faces faces) {
    return new Sketcher(Runtime.getRuntime().availableProcessors(), new FaceGuard(faces));
  }

  private static void draw(Sketcher sketcher, Picture photo, Look look)
      throws InterruptedException {
    sketcher.sketch(photo, look, INTENSITY, (_, _) -> {}).close();
  }

  /// One of the test pictures, enlarged or shrunk to so many pixels.
  static Picture photo(String name, double megapixels) throws Exception {
    byte[] file = Files.readAllBytes(PictorServer.home().resolve("testdata").resolve(name));
    try (Picture original = new Decoder(Limits.STANDARD).decode(file)) {
      double scale = Math.sqrt(megapixels / original.megapixels());
      Mat scaled = new Mat();
      try (Size size =
          new Size(
              (int) Math.round(original.width() * scale),
              (int) Math.round(original.height() * scale))) {
        resize(original.mat(), scaled, size, 0, 0, INTER_CUBIC);
      }
      return new Picture(scaled);
    }
  }

  private static double median(Work work) throws Exception {
    for (int run = 0; run < WARM_UPS; run++) {
      work.run(); // The JIT compiles, as in a server that has been up for a minute.
    }
    var times = new ArrayList<Double>();
    for (int run = 0; run < RUNS; run++) {
      times.add(cpuSeconds(work));
    }
    return times.stream().sorted().skip(RUNS / 2).findFirst().orElseThrow();
  }

  /// Of the whole process but the JIT, so that work handed to other threads counts.
  private static double cpuSeconds(Work work) throws Exception {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    double compiling = JitThreads.cpuSeconds();
    long before = system.getProcessCpuTime();
    work.run();
    double all = (system.getProcessCpuTime() - before) / 1e9;
    return all - Math.max(0, JitThreads.cpuSeconds() - compiling);
  }
}
