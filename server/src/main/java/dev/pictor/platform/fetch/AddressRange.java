package dev.pictor.platform.fetch;

/// A block of addresses that is refused.
///
/// @param prefix 4 or 16 bytes; what follows the first `bits` does not matter
/// @param bits 0 to 32 or 0 to 128
/// @param meaning what the block is for, for the log
/// @param local whether it is the operator's own network, which a development setup may open
record AddressRange(byte[] prefix, int bits, String meaning, boolean local) {
  private static final int BITS_OF_A_BYTE = 8;

  static AddressRange closed(String block, String meaning) {
    return parse(block, meaning, false);
  }

  static AddressRange local(String block, String meaning) {
    return parse(block, meaning, true);
  }

  private static AddressRange parse(String block, String meaning, boolean local) {
    int slash = block.indexOf('/');
    byte[] prefix = IpText.literal(block.substring(0, slash));
    return new AddressRange(prefix, Integer.parseInt(block.substring(slash + 1)), meaning, local);
  }

  boolean contains(byte[] address) {
    if (address.length != prefix.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit += BITS_OF_A_BYTE) {
      int index = bit / BITS_OF_A_BYTE;
      int unused = Math.max(0, BITS_OF_A_BYTE - (bits - bit));
      if (((address[index] ^ prefix[index]) & (0xff << unused) & 0xff) != 0) {
        return false;
      }
    }
    return true;
  }
}
