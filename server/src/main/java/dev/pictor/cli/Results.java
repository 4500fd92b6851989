package dev.pictor.cli;

import dev.pictor.providers.Generated.Made;
import dev.pictor.providers.Output;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where results go: one file, a folder of them, or the standard output.
///
/// @param target a file, a folder, or `-`
/// @param isForced whether what is there already may be replaced
record Results(String target, boolean isForced, OutputStream standardOut) {
  private static final String STANDARD_OUT = "-";

  private static final Map<String, Output.Format> ENDINGS =
      Map.of(
          "jpg", Output.Format.JPEG,
          "jpeg", Output.Format.JPEG,
          "png", Output.Format.PNG,
          "webp", Output.Format.WEBP);

  /// One picture of several.
  ///
  /// @param name of the input, without an ending
  /// @param verb what was done
  /// @param number of the variant, from 1; 0 when there is one only
  record Label(String name, String verb, int number) {}

  boolean isStandardOut() {
    return target.equals(STANDARD_OUT);
  }

  boolean isFolder() {
    return target.endsWith("/") || (!isStandardOut() && Files.isDirectory(Path.of(target)));
  }

  /// The format that the target's ending tells, or the wanted one.
  ///
  /// @param wanted `png`, `jpeg` or `webp`; null when it was not said
  Output.Format format(@Nullable String wanted) {
    if (wanted != null) {
      return known(wanted, "--output-format is png, jpeg or webp.");
    }
    if (isStandardOut() || isFolder()) {
      return Output.Format.PNG;
    }
    String name = String.valueOf(Path.of(target).getFileName());
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return known(
        name.contains(".") ? ending : "",
        target + " ends with no known type; use .png, .jpg or .webp, or say --output-format.");
  }

  private static Output.Format known(String word, String otherwise) {
    Output.Format format = ENDINGS.get(word.toLowerCase(Locale.ROOT));
    if (format == null) {
      throw new Refused(ExitCode.USAGE, otherwise);
    }
    return format;
  }

  /// Refuses before any work is done what could not be written after it.
  ///
  /// @param several whether more than one picture will come
  void check(boolean several) {
    if (isStandardOut()) {
      if (several) {
        throw new Refused(
            ExitCode.USAGE, "Several pictures cannot go to the standard output; name a folder.");
      }
      return;
    }
    Path folder = isFolder() ? Path.of(target) : Path.of(target).toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new Refused(
          ExitCode.CANNOT_CREATE, "There is no folder " + folder + "; make it first.");
    }
  }

  /// The file of one result.
  Path file(Label label, Output.Format format) {
    String number = label.number() == 0 ? "" : "-" + label.number();
    if (isFolder()) {
      String ending = format == Output.Format.JPEG ? "jpg" : format.name().toLowerCase(Locale.ROOT);
      return Path.of(target, label.name() + "-" + label.verb() + number + "." + ending);
    }
    int dot = target.lastIndexOf('.');
    boolean hasEnding = dot > target.lastIndexOf('/') + 1;
    return Path.of(
        hasEnding ? target.substring(0, dot) + number + target.substring(dot) : target + number);
  }

  void refuseToReplace(Path file) {
    if (!isForced && Files.exists(file)) {
      throw new Refused(ExitCode.CANNOT_CREATE, file + " is there already; --force replaces it.");
    }
  }

  /// Writes to a file beside first, so that nobody finds a half of a picture.
  void write(Path file, Made made) throws IOException {
    refuseToReplace(file);
    Path part = file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Files.write(part, made.bytes());
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  void writeOut(Made made) throws IOException {
    standardOut.write(made.bytes());
    standardOut.flush();
  }
}
