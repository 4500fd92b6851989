package dev.pictor.perf.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// The lines of a run, printed as they come and written to a file when it is over.
public final class Report {
  private static final String LINE = "%-14s %-46s %16s %20s  %-5s %s%n";

  private final Machine machine;
  private final Clock clock;
  private final List<Entry> entries = new ArrayList<>();

  private record Entry(String row, Finding finding) {}

  public Report(Machine machine, Clock clock) {
    this.machine = machine;
    this.clock = clock;
  }

  public void begin() {
    System.out.println(machine.describe());
    System.out.printf(LINE, "row", "what", "target", "measured", "", "beside it");
  }

  public void add(String row, Finding finding) {
    entries.add(new Entry(row, finding));
    System.out.printf(
        LINE,
        row,
        finding.what(),
        finding.target(),
        finding.measured(),
        word(finding.verdict()),
        finding.beside());
  }

  private static String word(Finding.Verdict verdict) {
    return switch (verdict) {
      case PASS -> "pass";
      case SHORT -> "SHORT";
      case NOTED -> "";
    };
  }

  public long promisesNotKept() {
    return entries.stream()
        .filter(entry -> entry.finding().verdict() == Finding.Verdict.SHORT)
        .count();
  }

  /// Writes `<date>-<machine>.md`; a second run on one day and machine replaces the rows that it
  /// measured anew and keeps the others.
  ///
  /// @param order of the rows in the file, by name
  public Path write(Path folder, List<String> order) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(LocalDate.now(clock) + "-" + machine.slug() + ".md");
    var measured = entries.stream().map(Entry::row).collect(Collectors.toSet());
    var lines = new ArrayList<String>();
    if (Files.exists(file)) {
      Files.readAllLines(file).stream()
          .filter(line -> order.contains(rowOf(line)) && !measured.contains(rowOf(line)))
          .forEach(lines::add);
    }
    entries.forEach(entry -> lines.add(markdown(entry)));
    lines.sort(Comparator.comparingInt(line -> order.indexOf(rowOf(line))));
    Files.writeString(file, heading() + String.join("\n", lines) + "\n");
    return file;
  }

  /// The first cell of a line of the file; of other lines something that is no row.
  private static String rowOf(String line) {
    String[] cells = line.split("\\|", -1);
    return cells.length > 1 ? cells[1].strip() : "";
  }

  private String heading() {
    return "# Bench of "
        + LocalDate.now(clock)
        + "\n\n"
        + machine.describe()
        + "\n\n| row | what | target | measured | | beside it |\n| --- | --- | ---: | ---: | --- | --- |\n";
  }

  private static String markdown(Entry entry) {
    Finding finding = entry.finding();
    return "| %s | %s | %s | %s | %s | %s |"
        .formatted(
            entry.row(),
            finding.what(),
            finding.target(),
            finding.measured(),
            word(finding.verdict()),
            finding.beside());
  }
}
