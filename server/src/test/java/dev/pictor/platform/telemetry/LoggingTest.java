package dev.pictor.platform.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import dev.pictor.platform.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LoggingTest {
  private static final Logger LOG = LoggerFactory.getLogger(LoggingTest.class);
  private static final String FILLING = "x".repeat(1000);

  @TempDir private Path folder;

  @AfterEach
  void letGoOfTheFile() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).reset();
  }

  private void configure(long maxBytes, int days, long total) {
    Logging.configure(Logging.Format.JSON, new Logging.Files(folder, maxBytes, days, total), false);
  }

  @Test
  void aFullFileIsCompressedAndAnotherOneBegunAndNoLineIsLost() throws Exception {
    configure(10_000, 7, 1_000_000);
    for (int i = 0; i < 25; i++) {
      LOG.info("line {} {}", i, FILLING);
    }
    assertThat(soon(() -> archives().size() >= 2)).isTrue();
    var seen = new TreeSet<Integer>();
    for (Path archive : archives()) {
      try (var old = new GZIPInputStream(Files.newInputStream(archive))) {
        String text = new String(old.readAllBytes(), UTF_8);
        assertThat(text).hasSizeBetween(10_000, 11_500);
        seen.addAll(numbers(text));
      }
    }
    seen.addAll(numbers(Files.readString(folder.resolve("pictor.log"))));
    assertThat(seen).hasSize(25);
  }

  private static List<Integer> numbers(String lines) throws IOException {
    var numbers = new ArrayList<Integer>();
    for (String line : lines.lines().toList()) {
      String message = Json.MAPPER.readTree(line).get("formattedMessage").asText();
      numbers.add(Integer.valueOf(message.split(" ", -1)[1]));
    }
    return numbers;
  }

  @Test
  void filesOlderThanTheDaysGoAtTheStartAndYoungerOnesStay() throws Exception {
    Path old = archive(today().minusDays(10), 100);
    Path young = archive(today().minusDays(3), 100);
    configure(10_000, 7, 1_000_000);
    assertThat(soon(() -> !Files.exists(old))).isTrue();
    assertThat(young).exists();
  }

  @Test
  void theOldestGoWhenAllTogetherAreTooMany() throws Exception {
    Path oldest = archive(today().minusDays(3), 60_000);
    Path newer = archive(today().minusDays(1), 60_000);
    configure(10_000, 7, 100_000);
    assertThat(soon(() -> !Files.exists(oldest))).isTrue();
    assertThat(newer).exists();
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneId.systemDefault());
  }

  private Path archive(LocalDate day, int bytes) throws IOException {
    return Files.write(folder.resolve("pictor." + day + ".0.log.gz"), new byte[bytes]);
  }

  private List<Path> archives() {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> path.toString().endsWith(".gz")).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// Compressing and removing are done beside the logging.
  private static boolean soon(BooleanSupplier happened) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (!happened.getAsBoolean() && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    return happened.getAsBoolean();
  }
}
