package dev.pictor.perf.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportTest {
  private static final Machine MACHINE =
      new Machine(2, "Intel(R) Xeon(R) CPU @ 2.20GHz", 8000, "25", "Linux 6", 0.1);
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

  private static final List<String> ORDER = List.of("start", "drain", "a");

  @TempDir Path folder;

  @Test
  void theFileIsNamedByDayAndMachine() throws Exception {
    assertThat(new Report(MACHINE, NOON).write(folder, ORDER))
        .hasFileName("2026-11-22-2-cores-intel-xeon.md");
  }

  @Test
  void aSecondRunReplacesItsRowsAndKeepsTheOthers() throws Exception {
    var first = new Report(MACHINE, NOON);
    first.add("drain", Finding.atLeast("drained", "%.0f/s", 1000, 900));
    first.add("start", Finding.below("second start", "%.1f s", 4, 1.5));
    first.write(folder, ORDER);
    var second = new Report(MACHINE, NOON);
    second.add("drain", Finding.atLeast("drained", "%.0f/s", 1000, 1200));
    assertThat(Files.readAllLines(second.write(folder, ORDER)))
        .containsSubsequence(
            "| --- | --- | ---: | ---: | --- | --- |",
            "| start | second start | < 4.0 s | 1.5 s | pass |  |",
            "| drain | drained | >= 1000/s | 1200/s | pass |  |")
        .hasSize(8);
  }

  @Test
  void aLimitThatIsNotKeptCounts() {
    var report = new Report(MACHINE, NOON);
    report.add("a", Finding.below("just at the limit", "%.0f ms", 10, 10));
    report.add("a", Finding.exactly("jobs", 1, 2));
    report.add("a", Finding.noted("as it is", "7 ms"));
    report.add("a", Finding.atLeast("just enough", "%.0f/s", 10, 10));
    assertThat(report.promisesNotKept()).isEqualTo(2);
  }

  @Test
  void aFigureThatCouldNotBeMeasuredKeepsNoPromise() {
    assertThat(Finding.below("nothing", "%.0f ms", 10, Double.NaN).verdict())
        .isEqualTo(Finding.Verdict.SHORT);
  }
}
