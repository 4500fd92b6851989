package dev.pictor.platform.http;

import dev.pictor.platform.Problem;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// Serves files of one folder of the class path, with their type, an ETag and a life. They are read
/// once and kept: the whole folder is a few hundred kilobytes.
public final class ClasspathFiles {
  /// One file as it is served.
  private record Served(byte[] bytes, String type, String etag) {}

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("webp", "image/webp"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"));

  private final String folder;
  private final String cacheControl;
  private final Map<String, UnaryOperator<String>> changes;
  private final Map<String, Optional<Served>> files = new ConcurrentHashMap<>();

  /// @param folder without a slash at either end
  /// @param cacheControl `no-cache` where names stay the same, `immutable` where they carry a hash
  public ClasspathFiles(String folder, String cacheControl) {
    this(folder, cacheControl, Map.of());
  }

  /// @param changes what is done to the text of a file before it is served, by its name
  public ClasspathFiles(
      String folder, String cacheControl, Map<String, UnaryOperator<String>> changes) {
    this.folder = folder;
    this.cacheControl = cacheControl;
    this.changes = Map.copyOf(changes);
  }

  /// Serves the file that a path parameter names.
  public Handler named(String parameter) {
    return request -> serve(request, request.pathParam(parameter));
  }

  /// Serves one file, whatever was asked for.
  public Handler always(String name) {
    return request -> serve(request, name);
  }

  private void serve(Context request, String name) {
    Served file =
        files
            .computeIfAbsent(name, this::read)
            .orElseThrow(() -> Problem.of(Problem.Kind.NOT_FOUND, "There is no such file."));
    request.header("Cache-Control", cacheControl).header("ETag", file.etag());
    if (file.etag().equals(request.header("If-None-Match"))) {
      request.status(304);
      return;
    }
    request.contentType(file.type()).result(file.bytes());
  }

  private Optional<Served> read(String name) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null || name.contains("..") || name.contains("\\")) {
      return Optional.empty();
    }
    try (InputStream in = ClasspathFiles.class.getResourceAsStream("/" + folder + "/" + name)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] bytes = changed(name, in.readAllBytes());
      return Optional.of(new Served(bytes, type, etag(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + " from the class path", e);
    }
  }

  private byte[] changed(String name, byte[] bytes) {
    UnaryOperator<String> change = changes.get(name);
    return change == null
        ? bytes
        : change.apply(new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
  }

  private static String etag(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "\"" + HexFormat.of().formatHex(digest, 0, 12) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// The text of one file, for pages that are filled in.
  public static String text(String path) {
    try (InputStream in = ClasspathFiles.class.getResourceAsStream("/" + path)) {
      if (in == null) {
        throw new IllegalStateException(path + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path + " from the class path", e);
    }
  }
}
