package dev.pictor.providers.local;

import dev.pictor.engine.Progress;

/// Each step's part of the whole progress, as long as its share of the work.
final class Shares {
  private final Plan plan;
  private final double begin;
  private final double end;
  private final double total;

  /// @param begin where the first step begins, 0 to 1
  /// @param end where the last step ends
  Shares(Plan plan, double begin, double end) {
    this.plan = plan;
    this.begin = begin;
    this.end = end;
    this.total = plan.stages().stream().mapToDouble(Plan.Stage::seconds).sum();
  }

  /// Hears one step and tells the whole.
  Progress of(int stage, Progress whole) {
    double from = at(stage);
    double to = at(stage + 1);
    int count = plan.stages().size();
    String label =
        count == 1 ? "" : plan.stages().get(stage).step().kind().replace('_', ' ') + ": ";
    return (done, what) -> whole.at(from + done * (to - from), label + what);
  }

  private double at(int stage) {
    double before = plan.stages().stream().limit(stage).mapToDouble(Plan.Stage::seconds).sum();
    return begin + (end - begin) * before / total;
  }
}
