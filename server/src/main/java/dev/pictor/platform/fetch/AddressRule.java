package dev.pictor.platform.fetch;

import java.util.Optional;

/// Decides which addresses may be connected to.
@FunctionalInterface
interface AddressRule {
  /// Why this address is refused, as a few words for the log; empty when it is not.
  ///
  /// @param address 4 or 16 bytes in network order
  Optional<String> refusal(byte[] address);
}
