package dev.pictor.perf.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A process and all below it, and what the kernel has counted about them.
public final class ProcessTree {
  /// `sysconf(_SC_CLK_TCK)`: 100 on every Linux that Java runs on.
  private static final double TICKS_PER_SECOND = 100;

  private static final int FIELDS_BEFORE_STATE = 2;
  private static final int USER_TICKS = 14;
  private static final int SYSTEM_TICKS = 15;
  private static final int CHILDREN_USER_TICKS = 16;
  private static final int CHILDREN_SYSTEM_TICKS = 17;
  private static final double KILOBYTES_PER_MEGABYTE = 1024;

  private final ProcessHandle root;

  public ProcessTree(ProcessHandle root) {
    this.root = root;
  }

  /// Processor time used so far.
  ///
  /// @param java of the JVM
  /// @param database of PostgreSQL with its sessions, ended ones included
  public record Cpu(double java, double database) {
    public Cpu since(Cpu earlier) {
      return new Cpu(java - earlier.java, database - earlier.database);
    }

    public double total() {
      return java + database;
    }
  }

  public List<ProcessHandle> processes() {
    return Stream.concat(Stream.of(root), root.descendants()).toList();
  }

  public Cpu cpuSeconds() {
    return new Cpu(cpuSeconds(pid -> pid == root.pid()), cpuSeconds(pid -> pid != root.pid()));
  }

  /// What the JIT of the JVM has used of it.
  public double jitSeconds() throws IOException {
    return JitThreads.cpuSeconds(root.pid());
  }

  private double cpuSeconds(Predicate<Long> counts) {
    return processes().stream()
        .map(ProcessHandle::pid)
        .filter(counts)
        .mapToDouble(pid -> ticks(pid, pid != root.pid()) / TICKS_PER_SECOND)
        .sum();
  }

  private static long ticks(long pid, boolean withEndedChildren) {
    String stat = read(pid, "stat");
    if (stat.isEmpty()) {
      return 0;
    }
    // The program's name is in brackets and may itself hold spaces and brackets.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = field(fields, USER_TICKS) + field(fields, SYSTEM_TICKS);
    return withEndedChildren
        ? ticks + field(fields, CHILDREN_USER_TICKS) + field(fields, CHILDREN_SYSTEM_TICKS)
        : ticks;
  }

  /// The number of a field as in `man 5 proc_pid_stat`, which counts from 1.
  private static long field(String[] fields, int number) {
    return Long.parseLong(fields[number - 1 - FIELDS_BEFORE_STATE]);
  }

  /// Proportional set size: memory that is in use, with what several processes share counted once.
  public double pssMegabytes() {
    return processes().stream().mapToDouble(process -> pssMegabytes(process.pid())).sum();
  }

  public double rootPssMegabytes() {
    return pssMegabytes(root.pid());
  }

  private static double pssMegabytes(long pid) {
    return kilobytes(read(pid, "smaps_rollup"), "Pss:") / KILOBYTES_PER_MEGABYTE;
  }

  /// The most memory that the first process ever had resident.
  public double peakRssMegabytes() {
    return kilobytes(read(root.pid(), "status"), "VmHWM:") / KILOBYTES_PER_MEGABYTE;
  }

  public double rssMegabytes() {
    return kilobytes(read(root.pid(), "status"), "VmRSS:") / KILOBYTES_PER_MEGABYTE;
  }

  /// Threads of the system that the first process has.
  public int rootThreads() {
    return (int) kilobytes(read(root.pid(), "status"), "Threads:");
  }

  private static double kilobytes(String text, String key) {
    return text.lines()
        .filter(line -> line.startsWith(key))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }

  /// Empty when the process has ended meanwhile.
  private static String read(long pid, String file) {
    Path path = Path.of("/proc", Long.toString(pid), file);
    try {
      return Files.readString(path, ISO_8859_1);
    } catch (IOException e) {
      if (ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
        throw new UncheckedIOException(path + " cannot be read; run as the same user", e);
      }
      return "";
    }
  }
}
