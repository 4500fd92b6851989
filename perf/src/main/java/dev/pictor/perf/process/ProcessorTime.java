package dev.pictor.perf.process;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/// Processor time of this process, all threads together but the JIT's.
public final class ProcessorTime {
  private static final double NANOS_PER_SECOND = 1e9;

  private ProcessorTime() {}

  /// Work that is timed.
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  /// The median of several runs, in seconds, after some that are not counted.
  public static double median(int warmUps, int runs, Work work) throws Exception {
    for (int run = 0; run < warmUps; run++) {
      work.run(); // The JIT compiles, as in a server that has been up for a minute.
    }
    List<Double> times = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      times.add(seconds(work));
    }
    return times.stream().sorted().skip(runs / 2).findFirst().orElseThrow();
  }

  /// One run, in seconds.
  public static double seconds(Work work) throws Exception {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    double compiling = JitThreads.cpuSeconds();
    long before = system.getProcessCpuTime();
    work.run();
    double all = (system.getProcessCpuTime() - before) / NANOS_PER_SECOND;
    return all - Math.max(0, JitThreads.cpuSeconds() - compiling);
  }
}
