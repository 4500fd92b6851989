package dev.pictor.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.pictor.platform.Json;
import dev.pictor.platform.Problem;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.stream.Collectors;

/// Reads JSON bodies; what cannot be read becomes a problem that names the field.
public final class RequestBody {
  /// More JSON than any of our requests holds; pictures inside JSON have a limit of their own.
  private static final int MAX_JSON_BYTES = 256 * 1024;

  private RequestBody() {}

  public static <T> T json(Context request, Class<T> type) {
    return json(request, type, MAX_JSON_BYTES);
  }

  /// @param maxBytes for bodies that carry a picture as base64
  public static <T> T json(Context request, Class<T> type, int maxBytes) {
    return read(bytes(request, maxBytes), type);
  }

  private static <T> T read(byte[] body, Class<T> type) {
    if (body.length == 0) {
      throw Problem.of(Problem.Kind.MALFORMED_REQUEST, "The body is empty; send a JSON object.");
    }
    try {
      T value = Json.MAPPER.readValue(body, type);
      if (value == null) {
        throw Problem.of(Problem.Kind.MALFORMED_REQUEST, "The body is null; send a JSON object.");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw explain(e);
    } catch (IOException e) {
      throw Problem.because(Problem.Kind.MALFORMED_REQUEST, "The body could not be read.", e);
    }
  }

  /// A form (`application/x-www-form-urlencoded`), or JSON with the same fields.
  ///
  /// @throws Problem UNSUPPORTED_TYPE for a body that says that it is something else
  public static <T> T fields(Context request, Class<T> type) {
    String mediaType = String.valueOf(request.contentType()).toLowerCase(Locale.ROOT);
    if (mediaType.startsWith("multipart/")) {
      throw Problem.of(
          Problem.Kind.UNSUPPORTED_TYPE,
          "Send the fields as application/x-www-form-urlencoded or as JSON.");
    }
    byte[] body = bytes(request, MAX_JSON_BYTES);
    boolean isForm = mediaType.startsWith("application/x-www-form-urlencoded");
    // Curl says that data is a form unless it is told otherwise, and JSON begins with a brace.
    boolean isJson = body.length > 0 && (body[0] == '{' || Character.isWhitespace(body[0]));
    return isForm && !isJson ? read(form(body), type) : read(body, type);
  }

  private static byte[] form(byte[] body) {
    var fields = new LinkedHashMap<String, String>();
    for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return Json.write(fields).getBytes(StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Problem.because(
          Problem.Kind.MALFORMED_REQUEST, "The form is not encoded as forms are.", e);
    }
  }

  /// The body, refused as soon as it turns out too long, whatever length it declared.
  public static byte[] bytes(Context request, int maxBytes) {
    try {
      byte[] body = request.req().getInputStream().readNBytes(maxBytes + 1);
      if (body.length > maxBytes) {
        throw Problem.of(
            Problem.Kind.TOO_LARGE, "The body may have at most " + maxBytes + " bytes.");
      }
      return body;
    } catch (IOException e) {
      throw Problem.because(Problem.Kind.MALFORMED_REQUEST, "The body ended early.", e);
    }
  }

  private static Problem explain(JsonProcessingException fault) {
    return switch (fault) {
      case UnrecognizedPropertyException unknown ->
          Problem.invalid(
              path(unknown), "is not known here" + knownFields(unknown.getKnownPropertyIds()));
      case InvalidFormatException wrong ->
          Problem.invalid(path(wrong), "has the wrong form; " + expected(wrong.getTargetType()));
      case MismatchedInputException twice when isRepeated(twice) ->
          Problem.because(
              Problem.Kind.MALFORMED_REQUEST,
              "The body has a field twice; name each field once.",
              twice);
      case MismatchedInputException wrong ->
          wrong.getPath().isEmpty()
              ? Problem.because(Problem.Kind.MALFORMED_REQUEST, "Send a JSON object.", wrong)
              : Problem.invalid(
                  path(wrong), "has the wrong type; " + expected(wrong.getTargetType()));
      case JsonMappingException other when other.getCause() instanceof Problem problem -> problem;
      default ->
          Problem.because(
              Problem.Kind.MALFORMED_REQUEST,
              "The body is not JSON"
                  + (fault.getLocation() == null
                      ? "."
                      : ": see line "
                          + fault.getLocation().getLineNr()
                          + ", column "
                          + fault.getLocation().getColumnNr()
                          + "."),
              fault);
    };
  }

  /// Jackson has no type for this.
  private static boolean isRepeated(MismatchedInputException fault) {
    return fault.getOriginalMessage().startsWith("Duplicate field");
  }

  private static String knownFields(Collection<Object> known) {
    return known == null || known.isEmpty()
        ? "."
        : "; known are "
            + known.stream().map(Object::toString).sorted().collect(Collectors.joining(", "))
            + ".";
  }

  private static String path(JsonMappingException fault) {
    return fault.getPath().stream()
        .map(part -> part.getFieldName() == null ? "" + part.getIndex() : part.getFieldName())
        .collect(Collectors.joining("."));
  }

  private static String expected(Class<?> type) {
    if (type == null) {
      return "see the documentation.";
    }
    if (type.isEnum()) {
      return "one of " + java.util.Arrays.toString(type.getEnumConstants()) + ".";
    }
    return "it takes " + JsonSchema.wordFor(type) + ".";
  }
}
