package dev.pictor.platform.http;

import dev.pictor.platform.Problem;
import io.javalin.http.Context;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// One file of a form (`multipart/form-data`, RFC 7578), bounded in size and read as a stream.
public final class FormFile {
  /// Where Jetty looks for the limits on a form.
  private static final String FORM_LIMITS = "org.eclipse.jetty.multipartConfig";

  /// What is larger goes to a temporary file while it comes.
  private static final int IN_MEMORY_BYTES = 64 * 1024;

  private FormFile() {}

  /// What is done with a file.
  @FunctionalInterface
  public interface Use<T> {
    /// @param filename as the caller's program gave it, without controls; may be empty
    /// @param bytes closed by whoever opened it
    T of(String filename, InputStream bytes) throws InterruptedException;
  }

  /// How much is taken, and where it lies meanwhile.
  public record Limits(Path temporary, long maxBytes) {}

  /// Hands over the file of a form's field.
  ///
  /// @throws Problem INVALID_REQUEST without such a field; TOO_LARGE; MALFORMED_REQUEST when the
  ///   form is cut short
  public static <T> T take(Context request, String field, Limits limits, Use<T> use)
      throws InterruptedException {
    Part part = part(request, field, limits);
    try (InputStream bytes = part.getInputStream()) {
      String name = part.getSubmittedFileName();
      return use.of(name == null ? "" : name.replaceAll("\\p{Cntrl}", "").strip(), bytes);
    } catch (IOException e) {
      throw unreadable(e);
    } finally {
      discard(part);
    }
  }

  private static Part part(Context request, String field, Limits limits) {
    long most = limits.maxBytes();
    request
        .req()
        .setAttribute(
            FORM_LIMITS,
            new MultipartConfigElement(
                limits.temporary().toString(), most + 1, most + IN_MEMORY_BYTES, IN_MEMORY_BYTES));
    try {
      Part part = request.req().getPart(field);
      if (part == null) {
        throw Problem.invalid(
            field, "is missing; send a form with the file in the field " + field + ".");
      }
      return part;
    } catch (ServletException | IOException | IllegalStateException e) {
      throw isTooLarge(e)
          ? Problem.because(
              Problem.Kind.TOO_LARGE, "A file may have at most " + most + " bytes.", e)
          : unreadable(e);
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

  private static Problem unreadable(Exception cause) {
    return Problem.because(
        Problem.Kind.MALFORMED_REQUEST, "The form cannot be read; send it again.", cause);
  }

  private static void discard(Part part) {
    try {
      part.delete();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("a form's temporary file could not be deleted", e);
    }
  }
}
