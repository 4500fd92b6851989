package dev.pictor.jobs;

/// Why a running attempt is asked to stop.
enum Stop {
  /// The owner does not want the job any more.
  CANCEL,
  /// This node stops; the job goes back to the queue.
  SHUTDOWN,
  /// The attempt took longer than it may.
  DEADLINE,
  /// Another worker has the job; whatever is done here is for nothing.
  LOST
}
