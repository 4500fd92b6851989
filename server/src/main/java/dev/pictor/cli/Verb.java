package dev.pictor.cli;

import dev.pictor.images.Operation;
import dev.pictor.providers.Role;
import java.util.List;

/// An operation as a word of the command line.
///
/// @param name such as `swap`
/// @param first the pictures that are named before those that are worked on
/// @param extra pictures that are given as options
/// @param isInputRequired whether it works on a picture at all
record Verb(
    String name, Operation operation, List<Role> first, List<Role> extra, boolean isInputRequired) {
  /// In the order of the help.
  static final List<Verb> ALL =
      List.of(
          new Verb("sketch", Operation.SKETCH, List.of(), List.of(), true),
          new Verb("swap", Operation.FACE_SWAP, List.of(Role.SOURCE), List.of(), true),
          new Verb("restore", Operation.FACE_RESTORE, List.of(), List.of(), true),
          new Verb("upscale", Operation.UPSCALE, List.of(), List.of(), true),
          new Verb("theme", Operation.THEME, List.of(), List.of(), true),
          new Verb("book", Operation.BOOK_PAGE, List.of(Role.SOURCE), List.of(), true),
          new Verb("cutout", Operation.CUT_OUT, List.of(), List.of(), true),
          new Verb(
              "thumbnail",
              Operation.THUMBNAIL,
              List.of(),
              List.of(Role.REFERENCE, Role.COPY_TARGET),
              false));

  /// What the files are called in the help: `FACE TARGET...`.
  String files() {
    return switch (name) {
      case "swap" -> "FACE TARGET...";
      case "book" -> "PHOTO PAGE...";
      case "thumbnail" -> "[SELFIE]";
      default -> "PICTURE...";
    };
  }
}
