package dev.pictor.perf.storm;

/// Where in the life of a job a worker is killed.
enum CrashPoint {
  /// Wherever it happens to be.
  ANYWHERE,
  /// The job is claimed, its handler has done nothing.
  AFTER_CLAIM,
  /// In the middle of the work, with progress told.
  MID_WORK,
  /// The success and its effect are written, the transaction is open.
  BEFORE_COMMIT,
  /// The success is durable, nobody has been told.
  AFTER_COMMIT,
  /// A submission is written, its transaction is open.
  IN_SUBMIT;

  /// What a worker says when it has come to the point and waits there for its end.
  static final String REACHED = "reached";

  /// What a worker says when a submission was answered.
  static final String ACCEPTED = "accepted ";
}
