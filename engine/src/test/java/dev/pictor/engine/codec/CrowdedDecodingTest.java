package dev.pictor.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CrowdedDecodingTest {
  private static final int HEAP_MEGABYTES = 96;

  /// I2: a hundred pictures of 50 megapixels, 15 GB when decoded, at the same time in a process
  /// with a heap of 96 MB. Each is decoded in turn or refused for now; none ends in an error.
  @Test
  @Timeout(300)
  void aHundredLargePicturesAtOnceAreQueuedOrRefused(@TempDir Path folder) throws Exception {
    Path picture = folder.resolve("large.jpg");
    try (Picture large = Picture.blank(8_100, 6_150)) {
      Files.write(picture, Encoder.encode(large, new Encoding.Jpeg(80)));
    }
    Path result = folder.resolve("result");
    int[] numbers = run(picture, result);
    int decoded = numbers[0];
    int refused = numbers[1];
    assertThat(numbers[2]).as("failed").isZero();
    assertThat(decoded + refused).isEqualTo(CrowdedDecoding.THREADS);
    assertThat(decoded).isGreaterThanOrEqualTo(2);
    assertThat(refused).isPositive();
    // Two pictures of 150 MB, the heap, and the libraries.
    assertThat(numbers[3]).isLessThan(2 * 150 + HEAP_MEGABYTES + 250);
  }

  private static int[] run(Path picture, Path result) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEGABYTES + "m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                CrowdedDecoding.class.getName(),
                picture.toString(),
                result.toString())
            .redirectErrorStream(true)
            .redirectOutput(new File(result + ".log"))
            .start();
    assertThat(process.waitFor(240, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(Path.of(result + ".log"))).isZero();
    return Arrays.stream(Files.readString(result).split(" ", -1))
        .mapToInt(Integer::parseInt)
        .toArray();
  }
}
