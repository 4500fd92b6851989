package dev.pictor.perf.rows;

import dev.pictor.perf.load.Latencies;
import dev.pictor.perf.process.PictorServer;
import dev.pictor.perf.process.ProcessTree;
import dev.pictor.perf.process.Scratch;
import dev.pictor.perf.report.Finding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// How fast it is there, and how little it takes while nobody asks for anything.
public final class Start {
  private static final int STARTS = 5;
  private static final double START_LIMIT_SECONDS = 4;
  private static final double STOP_LIMIT_SECONDS = 10;
  private static final double MEMORY_LIMIT_MEGABYTES = 450;
  private static final Duration UNTIL_IDLE = Duration.ofSeconds(20);
  private static final double MILLIS = 1000;

  private Start() {}

  public static List<Finding> measure() throws Exception {
    try (var scratch = Scratch.create()) {
      Path data = scratch.folder().resolve("data");
      Duration first;
      try (var server = PictorServer.start(data, Map.of())) {
        first = server.startTime();
      }
      var starts = new Latencies();
      var stops = new Latencies();
      double cpu = 0;
      for (int start = 0; start < STARTS; start++) {
        try (var server = PictorServer.start(data, Map.of())) {
          starts.add(server.startTime());
          cpu += server.tree().cpuSeconds().total() / STARTS;
          stops.add(server.stop());
        }
      }
      return List.of(
          Finding.noted(
              "first start, empty data folder", "%.2f s".formatted(first.toMillis() / MILLIS)),
          Finding.below(
                  "second start to 200 on /health, median of " + STARTS,
                  "%.2f s",
                  START_LIMIT_SECONDS,
                  starts.medianMillis() / MILLIS)
              .beside("seeds' stack 7.5 s to the first job (measured elsewhere)"),
          Finding.noted("processor time of such a start", "%.2f s".formatted(cpu)),
          Finding.below(
              "SIGTERM to the last process gone, worst of " + STARTS,
              "%.2f s",
              STOP_LIMIT_SECONDS,
              stops.maxMillis() / MILLIS));
    }
  }

  public static List<Finding> measureIdleMemory() throws Exception {
    try (var scratch = Scratch.create()) {
      Path data = scratch.folder().resolve("data");
      PictorServer.start(data, Map.of()).close();
      try (var server = PictorServer.start(data, Map.of())) {
        Thread.sleep(UNTIL_IDLE);
        ProcessTree tree = server.tree();
        double all = tree.pssMegabytes();
        double java = tree.rootPssMegabytes();
        ProcessTree.Cpu before = tree.cpuSeconds();
        Thread.sleep(UNTIL_IDLE);
        double idleCpu = tree.cpuSeconds().since(before).total() / UNTIL_IDLE.toSeconds();
        return List.of(
            Finding.below(
                    "idle, PSS of the whole process tree", "%.0f MB", MEMORY_LIMIT_MEGABYTES, all)
                .beside("seeds' stack 380 MB (measured elsewhere)"),
            Finding.noted("of it the JVM", "%.0f MB".formatted(java)),
            Finding.noted("of it PostgreSQL", "%.0f MB".formatted(all - java)),
            Finding.noted("idle, share of one core", "%.2f %%".formatted(idleCpu * 100)));
      }
    }
  }
}
