package dev.pictor.compat.mugshot;

import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.projects.AssetType;
import io.javalin.http.Context;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The form of an upload: `file`, `type`, and perhaps `project_id`.
///
/// @param project null when the form has none
record AssetForm(Part file, AssetType type, @Nullable String project, Collection<Part> parts) {
  /// Where Jetty looks for the limits on a form.
  private static final String FORM_LIMITS = "org.eclipse.jetty.multipartConfig";

  /// What is larger goes to a temporary file while it comes.
  private static final int IN_MEMORY_BYTES = 64 * 1024;

  private static final int LONGEST_FIELD = 200;
  private static final List<String> FIELDS = List.of("file", "type", "project_id");

  /// @param most bytes of the picture
  /// @param temporary a folder for the file while it comes
  static AssetForm read(Context request, long most, String temporary) {
    String type = Objects.requireNonNullElse(request.contentType(), "").toLowerCase(Locale.ROOT);
    if (!type.startsWith("multipart/form-data")) {
      throw Problem.of(
          Problem.Kind.UNSUPPORTED_TYPE,
          "Send a form (multipart/form-data) with the fields file and type.");
    }
    var limits =
        new MultipartConfigElement(temporary, most + 1, most + IN_MEMORY_BYTES, IN_MEMORY_BYTES);
    request.req().setAttribute(FORM_LIMITS, limits);
    try {
      return of(request.req().getParts());
    } catch (ServletException | IOException | IllegalStateException e) {
      throw isTooLarge(e)
          ? Problem.because(
              Problem.Kind.TOO_LARGE, "A picture may have at most " + most + " bytes.", e)
          : Problem.because(
              Problem.Kind.MALFORMED_REQUEST, "The form cannot be read; send it again.", e);
    }
  }

  private static AssetForm of(Collection<Part> parts) throws IOException {
    var faults = new ArrayList<FieldError>();
    parts.stream()
        .map(Part::getName)
        .filter(name -> !FIELDS.contains(name))
        .forEach(name ->
            faults.add(
                new FieldError(
                    name, "is not known here; known are " + String.join(", ", FIELDS) + ".")));
    Optional<Part> file = part(parts, "file");
    if (file.isEmpty()) {
      faults.add(new FieldError("file", "is missing."));
    }
    Optional<AssetType> type = text(parts, "type").flatMap(AssetType::find);
    if (type.isEmpty()) {
      faults.add(new FieldError("type", "is one of " + AssetType.names() + "."));
    }
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
    return new AssetForm(
        file.orElseThrow(),
        type.orElseThrow(),
        text(parts, "project_id").filter(text -> !text.isEmpty()).orElse(null),
        parts);
  }

  private static Optional<Part> part(Collection<Part> parts, String name) {
    return parts.stream().filter(part -> part.getName().equals(name)).findFirst();
  }

  private static Optional<String> text(Collection<Part> parts, String name) throws IOException {
    Optional<Part> part = part(parts, name);
    if (part.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream bytes = part.get().getInputStream()) {
      return Optional.of(
          new String(bytes.readNBytes(LONGEST_FIELD), StandardCharsets.UTF_8).strip());
    }
  }

  String filename() {
    String name = file.getSubmittedFileName();
    return name == null || name.isBlank() ? "picture" : name;
  }

  /// Removes what lies in temporary files.
  void forget() throws IOException {
    for (Part part : parts) {
      part.delete();
    }
  }

  /// The servlet API says so with an IllegalStateException, which Jetty throws bare or inside
  /// another.
  private static boolean isTooLarge(Throwable fault) {
    for (Throwable each = fault; each != null; each = each.getCause()) {
      if (each instanceof IllegalStateException) {
        return true;
      }
    }
    return false;
  }
}
