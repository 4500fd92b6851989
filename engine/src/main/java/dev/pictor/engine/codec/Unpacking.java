package dev.pictor.engine.codec;

import dev.pictor.engine.codec.BadPicture.Reason;
import dev.pictor.engine.codec.Header.Part;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Unpacks the compressed metadata of one PNG through a small buffer and stops when it grows past
/// anything honest.
final class Unpacking {
  /// For all metadata of a file together. The largest colour profiles in use have 4 MB.
  private static final long MAX_BYTES = 8_000_000;

  private static final int BUFFER = 8192;

  /// Takes the unpacked bytes, a buffer at a time.
  private interface Sink {
    void write(byte[] buffer, int offset, int length);
  }

  private static final Sink NOWHERE = (buffer, offset, length) -> {};

  private long total;

  /// Checks a text chunk, compressed or not.
  void text(Input in, Part content, String type) throws BadPicture {
    long flags = in.find(0, content.at()) + 1;
    boolean international = type.equals("iTXt");
    if (flags + 2 > content.end() || (international && in.u8(flags) == 0)) {
      return;
    }
    long packed = flags + 1;
    if (international) {
      long language = in.find(0, flags + 2) + 1;
      packed = in.find(0, language) + 1;
    }
    if (packed < content.end()) {
      unpack(in, new Part(packed, content.end() - packed), NOWHERE);
    }
  }

  /// Checks a colour profile and says where its packed bytes lie, behind its name and method.
  Part profile(Input in, Part content) throws BadPicture {
    long packed = in.find(0, content.at()) + 2;
    if (packed >= content.end()) {
      throw BadPicture.broken("its colour profile is empty");
    }
    Part part = new Part(packed, content.end() - packed);
    unpack(in, part, NOWHERE);
    return part;
  }

  /// The unpacked bytes of a part that was checked before.
  static byte[] bytes(Input in, Part part) throws BadPicture {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new Unpacking().unpack(in, part, bytes::write);
    return bytes.toByteArray();
  }

  private void unpack(Input in, Part part, Sink sink) throws BadPicture {
    byte[] packed = new byte[BUFFER];
    byte[] unpacked = new byte[BUFFER];
    try (Inflater inflater = new Inflater()) {
      long at = part.at();
      while (at < part.end() && !inflater.finished()) {
        int length = (int) Math.min(BUFFER, part.end() - at);
        in.copy(at, packed, 0, length);
        inflater.setInput(packed, 0, length);
        drain(inflater, unpacked, sink);
        at += length;
      }
    } catch (DataFormatException e) {
      // Metadata that does not unpack is no reason to refuse the picture: it is dropped anyway.
    }
  }

  private void drain(Inflater inflater, byte[] buffer, Sink sink)
      throws BadPicture, DataFormatException {
    while (!inflater.needsInput() && !inflater.finished() && !inflater.needsDictionary()) {
      int length = inflater.inflate(buffer);
      total += length;
      if (total > MAX_BYTES) {
        throw new BadPicture(
            Reason.METADATA_TOO_LARGE,
            "The picture's metadata unpacks to more than "
                + MAX_BYTES
                + " bytes; save it without metadata.");
      }
      sink.write(buffer, 0, length);
    }
  }
}
