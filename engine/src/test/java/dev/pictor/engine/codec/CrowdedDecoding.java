package dev.pictor.engine.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A program that decodes the same file on a hundred threads at once, within a small heap and a
/// budget for two pictures. [CrowdedDecodingTest] starts it in a process of its own.
final class CrowdedDecoding {
  static final int THREADS = 100;
  private static final int PICTURES_AT_ONCE = 2;

  private final AtomicInteger decoded = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  private CrowdedDecoding() {}

  public static void main(String[] args) throws Exception {
    CrowdedDecoding crowd = new CrowdedDecoding();
    crowd.run(Files.readAllBytes(Path.of(args[0])));
    Files.writeString(
        Path.of(args[1]),
        crowd.decoded + " " + crowd.refused + " " + crowd.failed + " " + peakMegabytes());
  }

  private void run(byte[] file) throws Exception {
    Decoder decoder = new Decoder(Limits.STANDARD);
    long bytes = Probe.probe(file, Limits.STANDARD).decodingBytes();
    PixelBudget budget = new PixelBudget(PICTURES_AT_ONCE * bytes, 10, Duration.ofMinutes(2));
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      Callable<Void> one =
          () -> {
            start.await();
            one(decoder, budget, file);
            return null;
          };
      List<Future<Void>> all = Stream.generate(() -> threads.submit(one)).limit(THREADS).toList();
      start.countDown();
      for (Future<Void> each : all) {
        each.get();
      }
    }
  }

  /// What is not thrown on purpose, running out of memory above all, counts as failed.
  private void one(Decoder decoder, PixelBudget budget, byte[] file) throws InterruptedException {
    try {
      long bytes = Probe.probe(file, Limits.STANDARD).decodingBytes();
      try (PixelBudget.Lease _ = budget.take(bytes);
          Picture picture = decoder.decode(file)) {
        (picture.megapixels() > 49 ? decoded : failed).incrementAndGet();
      }
    } catch (PixelsBusy e) {
      refused.incrementAndGet();
    } catch (BadPicture | RuntimeException | Error e) {
      failed.incrementAndGet();
    }
  }

  private static long peakMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status"), UTF_8).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }
}
