package dev.pictor.storage;

import java.util.Optional;

/// Links with which clients talk to a store elsewhere, past this service. What the store promises
/// about them is checked again when an upload is confirmed.
public interface DirectLinks {
  /// PUT the bytes; type and length are inside the signature where the store can do that.
  ///
  /// @param at where they are put, which is not yet the object
  SignedLink put(ObjectKey at, Grant.Upload grant);

  /// POST the bytes as a form, where the store has that.
  Optional<UploadForm> post(ObjectKey at, Grant.Upload grant);

  /// GET the bytes.
  ///
  /// @param mediaType what it is served as
  SignedLink get(ObjectKey at, String mediaType, Grant.Download grant);

  /// The address under which everybody reads an object, without end; empty when the store does not
  /// let everybody read.
  Optional<String> lasting(ObjectKey at);

  /// Which object a link made by {@link #get}, or {@link #lasting} of a place that is public, leads
  /// to. Nothing is asked over the network.
  ///
  /// @return empty when the URL does not lead into this store
  /// @throws dev.pictor.platform.Problem BAD_SIGNATURE when it does and does not open it
  Optional<ObjectKey> keyOf(String url);
}
