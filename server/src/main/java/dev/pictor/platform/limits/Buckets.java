package dev.pictor.platform.limits;

/// Where token buckets are kept.
interface Buckets extends AutoCloseable {
  /// Takes one token out of a bucket, which is made full when it is not there.
  ///
  /// @param limit of at least one
  /// @throws StoreLost when the store does not answer in time, or not well
  Verdict take(String bucket, Limit limit) throws StoreLost;

  @Override
  default void close() {}
}
