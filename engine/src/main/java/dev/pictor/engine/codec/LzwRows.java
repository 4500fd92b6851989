package dev.pictor.engine.codec;

/// Unpacks the variable-length LZW code of GIF, row by row. A code stands for a string; every
/// string is an earlier one and a byte more, so two arrays hold the whole dictionary.
final class LzwRows {
  private static final int MAX_CODES = 4096;

  private final Input in;
  private final int firstBits;
  private final int clear;
  private final short[] prefix = new short[MAX_CODES];
  private final byte[] last = new byte[MAX_CODES];
  private final byte[] string = new byte[MAX_CODES];
  private long at;
  private int blockLeft;
  private int bitBuffer;
  private int bitsHeld;
  private int codeBits;
  private int codes;
  private int previous = -1;
  private int first;
  private int pending;

  /// @param codesAt where the byte with the initial code size lies
  LzwRows(Input in, long codesAt) throws BadPicture {
    this.in = in;
    int bits = in.u8(codesAt);
    if (bits < 1 || bits > 8) {
      throw BadPicture.broken("codes of " + bits + " bits");
    }
    at = codesAt + 1;
    firstBits = bits + 1;
    clear = 1 << bits;
    reset();
  }

  /// Fills the row with palette indices.
  void next(byte[] row) throws BadPicture {
    int filled = 0;
    while (filled < row.length) {
      if (pending == 0) {
        readString();
      }
      int run = Math.min(pending, row.length - filled);
      for (int i = 0; i < run; i++) {
        row[filled++] = string[--pending];
      }
    }
  }

  private void reset() {
    codeBits = firstBits;
    codes = clear + 2;
    previous = -1;
  }

  /// Reads one code and lays its string down backwards.
  private void readString() throws BadPicture {
    int code = readCode();
    while (code == clear) {
      reset();
      code = readCode();
    }
    if (code == clear + 1) {
      throw BadPicture.truncated("its pixels end early");
    }
    if (code > codes || (code == codes && previous < 0)) {
      throw BadPicture.broken("a code that cannot be");
    }
    int walk = code;
    // A code may name the very string that it completes: the previous one and its first byte.
    if (code == codes) {
      string[pending++] = (byte) first;
      walk = previous;
    }
    while (walk >= clear) {
      string[pending++] = last[walk];
      walk = prefix[walk];
    }
    first = walk;
    string[pending++] = (byte) first;
    learn();
    previous = code;
  }

  private void learn() {
    if (previous < 0 || codes == MAX_CODES) {
      return;
    }
    prefix[codes] = (short) previous;
    last[codes] = (byte) first;
    codes++;
    if (codes == 1 << codeBits && codeBits < 12) {
      codeBits++;
    }
  }

  private int readCode() throws BadPicture {
    while (bitsHeld < codeBits) {
      bitBuffer |= nextByte() << bitsHeld;
      bitsHeld += 8;
    }
    int code = bitBuffer & ((1 << codeBits) - 1);
    bitBuffer >>>= codeBits;
    bitsHeld -= codeBits;
    return code;
  }

  private int nextByte() throws BadPicture {
    if (blockLeft == 0) {
      blockLeft = in.u8(at++);
      if (blockLeft == 0) {
        throw BadPicture.truncated("its pixels end early");
      }
    }
    blockLeft--;
    return in.u8(at++);
  }
}
