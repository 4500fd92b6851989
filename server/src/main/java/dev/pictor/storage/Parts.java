package dev.pictor.storage;

import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/// What objects are made of.
record Parts(Jdbi jdbi, Stores stores, Blobs blobs, Discards discards, Usage usage) {
  static Parts of(Jdbi jdbi, Stores stores, Allowances allowances, InstantSource clock) {
    return new Parts(
        jdbi,
        stores,
        new Blobs(jdbi, stores, clock),
        new Discards(jdbi, stores, clock),
        new Usage(allowances));
  }
}
