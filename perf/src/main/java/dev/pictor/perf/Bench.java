package dev.pictor.perf;

import dev.pictor.perf.process.PictorServer;
import dev.pictor.perf.report.Finding;
import dev.pictor.perf.report.Machine;
import dev.pictor.perf.report.Report;
import dev.pictor.perf.rows.Cache;
import dev.pictor.perf.rows.Chain;
import dev.pictor.perf.rows.Dressing;
import dev.pictor.perf.rows.Enumeration;
import dev.pictor.perf.rows.Queue;
import dev.pictor.perf.rows.Remote;
import dev.pictor.perf.rows.Restorations;
import dev.pictor.perf.rows.SketchMemory;
import dev.pictor.perf.rows.Sketches;
import dev.pictor.perf.rows.Start;
import dev.pictor.perf.rows.Storm;
import dev.pictor.perf.rows.Streams;
import dev.pictor.perf.rows.Submit;
import dev.pictor.perf.rows.Swapping;
import dev.pictor.perf.rows.Thumbnailing;
import dev.pictor.perf.rows.Upscaling;
import java.time.Clock;
import java.util.List;

/// The command line of the bench: `./pictor bench [row...]`.
public final class Bench {
  private static final int USAGE = 64;

  private static final List<Row> ROWS =
      List.of(
          new Row("start", "from the command to the first 200 on /health", Start::measure),
          new Row("memory", "the whole process tree, idle", Start::measureIdleMemory),
          new Row("submit", "sketches asked for over 64 connections", Submit::measure),
          new Row("pickup", "from commit to the start of an idle worker", Queue::measurePickUp),
          new Row("noop", "a job that does nothing, end to end at 50/s", Queue::measureEndToEnd),
          new Row("drain", "a backlog of jobs that do nothing", Queue::measureDrain),
          new Row("kill-storm", "200 workers killed, 500 jobs in flight", Storm::measure),
          new Row("fairness", "one job beside a thousand of another user", Queue::measureFairness),
          new Row(
              "enumeration", "questions about known and unknown addresses", Enumeration::measure),
          new Row("cache", "a job whose result an equal one has: submit to done", Cache::measure),
          new Row("remote", "what is added to a provider's own time; memory", Remote::measure),
          new Row("streams", "10,000 idle streams of events: memory, delivery", Streams::measure),
          new Row("idempotency", "1,000 requests with one key", Submit::measureIdempotency),
          new Row(
              "sketches", "processor time of the 21 looks at 1 MP, JIT apart", Sketches::measure),
          new Row("large", "the 21 looks at 12 MP", Sketches::measureTwelveMegapixels),
          new Row("peak", "memory while 12 MP are drawn", SketchMemory::measure),
          new Row("swap", "faces found and swapped: processor time, memory", Swapping::measure),
          new Row("upscale", "larger pictures: processor time, memory", Upscaling::measure),
          new Row(
              "restore",
              "restored faces and book pages: processor time, memory",
              Restorations::measure),
          new Row(
              "thumbnail",
              "cut-outs and thumbnails: processor time, memory",
              Thumbnailing::measure),
          new Row("chain", "three operations in one job: memory", Chain::measure),
          new Row("themes", "the eight nurse looks: processor time, memory", Dressing::measure));

  private Bench() {}

  public static void main(String[] names) throws Exception {
    if (names.length == 1 && names[0].equals("list")) {
      ROWS.forEach(row -> System.out.printf("%-14s %s%n", row.name(), row.what()));
      return;
    }
    List<Row> chosen = chosen(List.of(names));
    var report = new Report(Machine.here(), Clock.systemUTC());
    report.begin();
    chosen.forEach(row -> measure(row, report));
    List<String> order = ROWS.stream().map(Row::name).toList();
    System.out.println(
        "written to " + report.write(PictorServer.home().resolve("perf/results"), order));
    System.exit(report.promisesNotKept() == 0 ? 0 : 1);
  }

  /// A row that breaks off must not cost the others; it counts as a promise not kept.
  private static void measure(Row row, Report report) {
    try {
      row.measurement().measure().forEach(finding -> report.add(row.name(), finding));
    } catch (Exception e) {
      e.printStackTrace();
      report.add(row.name(), Finding.brokenOff(row.what(), e));
    }
  }

  private static List<Row> chosen(List<String> names) {
    for (String name : names) {
      if (ROWS.stream().noneMatch(row -> row.name().equals(name))) {
        System.err.println("There is no row '" + name + "'; './pictor bench list' names them all.");
        System.exit(USAGE);
      }
    }
    return names.isEmpty()
        ? ROWS
        : ROWS.stream().filter(row -> names.contains(row.name())).toList();
  }
}
