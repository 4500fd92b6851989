package dev.pictor.engine.codec;

/// A file that is not taken. The message is written for the person who sent it: what is wrong, with
/// the numbers, and what to do.
public final class BadPicture extends Exception {
  private static final long serialVersionUID = 1L;

  /// Why a file is not taken. The codes are permanent.
  public enum Reason {
    /// There is no byte in it.
    EMPTY("picture_empty"),
    /// Its first bytes are those of no picture that is known here.
    NOT_A_PICTURE("not_a_picture"),
    /// It is a picture, but of a type, or a rare variant of a type, that is not read.
    UNSUPPORTED_TYPE("picture_type_unsupported"),
    /// It was declared as one type and is another.
    TYPE_MISMATCH("picture_type_mismatch"),
    /// The file is larger than [Limits#maxBytes].
    TOO_MANY_BYTES("picture_too_many_bytes"),
    /// Width or height is above [Limits#maxSide].
    SIDE_TOO_LONG("picture_side_too_long"),
    /// Width times height is above [Limits#maxPixels].
    TOO_MANY_PIXELS("picture_too_many_pixels"),
    /// Decoding it would take more memory than this machine sets aside for all pixels together.
    TOO_MUCH_MEMORY("picture_too_much_memory"),
    /// The animation has more frames, or more pixels in all frames, than allowed.
    TOO_MANY_FRAMES("picture_too_many_frames"),
    /// The file is cut into more chunks, segments or scans than any honest one.
    TOO_MANY_PARTS("picture_too_many_parts"),
    /// Compressed metadata unpacks to more than any honest file carries.
    METADATA_TOO_LARGE("picture_metadata_too_large"),
    /// The file ends before the picture does.
    TRUNCATED("picture_truncated"),
    /// The file contradicts itself or its format, or the decoder gave up on it.
    BROKEN("picture_broken");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  private final Reason reason;

  public BadPicture(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public BadPicture(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  static BadPicture broken(String what) {
    return new BadPicture(Reason.BROKEN, damaged(what));
  }

  static BadPicture broken(String what, Throwable cause) {
    return new BadPicture(Reason.BROKEN, damaged(what), cause);
  }

  private static String damaged(String what) {
    return "The picture is damaged (" + what + "); save it again and send that.";
  }

  static BadPicture truncated(String what) {
    return new BadPicture(
        Reason.TRUNCATED, "The picture is not complete (" + what + "); send the whole file.");
  }

  static BadPicture unsupported(String what) {
    return new BadPicture(
        Reason.UNSUPPORTED_TYPE, what + " is not read; save it as an ordinary JPEG or PNG.");
  }

  static BadPicture tooManyParts(String what, int allowed) {
    return new BadPicture(
        Reason.TOO_MANY_PARTS,
        "The picture has more than " + allowed + " " + what + "; save it again and send that.");
  }
}
