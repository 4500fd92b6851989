package dev.pictor.perf;

import dev.pictor.perf.report.Finding;
import java.util.List;

/// Something that can be measured, by a name that can be given on the command line.
///
/// @param name one word
/// @param what for whoever asks what there is
/// @param measurement does the work and cleans up after itself
public record Row(String name, String what, Measurement measurement) {
  /// The work of one row.
  @FunctionalInterface
  public interface Measurement {
    List<Finding> measure() throws Exception;
  }
}
