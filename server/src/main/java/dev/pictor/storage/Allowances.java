package dev.pictor.storage;

import org.jdbi.v3.core.Handle;

/// Says what each owner may keep.
@FunctionalInterface
public interface Allowances {
  /// Asked inside the transaction that keeps something.
  ///
  /// @param handle of that transaction
  Allowance of(Handle handle, OwnerId owner);

  /// What an owner may keep.
  ///
  /// @param bytes of confirmed objects together; -1 without limit
  /// @param files how many confirmed objects; -1 without limit
  record Allowance(long bytes, long files) {
    boolean holds(Used used) {
      return (bytes < 0 || used.bytes() <= bytes) && (files < 0 || used.files() <= files);
    }
  }

  /// What an owner has.
  ///
  /// @param bytes of confirmed objects together
  /// @param files how many confirmed objects
  record Used(long bytes, long files) {
    static final Used NOTHING = new Used(0, 0);

    static Used one(long bytes) {
      return new Used(bytes, 1);
    }
  }
}
