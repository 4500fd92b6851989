package dev.pictor.compat.pictoora;

import java.util.Locale;

/// The endpoints with their codes. A path below one, or a wrong method, fails with its code too.
enum Endpoint {
  /// Who answers here.
  ROOT("", 1000),
  /// Whether it is well.
  HEALTH("/health", 1000),
  /// Pictures in.
  UPLOAD("/upload", 2000),
  /// Permission for one job.
  INITIATE("/initiate-process", 3000),
  /// A page is made.
  BOOK("/process/book", 4000),
  /// How far it is.
  STATUS("/process/status", 5000),
  /// What is remembered.
  CACHE("/cache/status", 6000);

  static final String BASE = "/api/v1";

  private final String path;
  private final int code;

  Endpoint(String path, int code) {
    this.path = path;
    this.code = code;
  }

  /// The whole path.
  String path() {
    return this == ROOT ? BASE + "/" : BASE + path;
  }

  int success() {
    return code;
  }

  int failure() {
    return code + 1;
  }

  /// Whether a path belongs to this contract: the endpoints, and what is below `/process`, `/cache`
  /// and an endpoint, which no other contract uses.
  static boolean owns(String path) {
    String below = below(path);
    if (below.isEmpty()) {
      return path.startsWith(BASE);
    }
    return isAt(below, HEALTH.path)
        || isAt(below, UPLOAD.path)
        || isAt(below, INITIATE.path)
        || isAt(below, "/process")
        || isAt(below, "/cache");
  }

  /// Whose code a problem at this path has; an unknown path below `/process` counts to making.
  static Endpoint of(String path) {
    String below = below(path);
    for (Endpoint each : values()) {
      if (each != ROOT && isAt(below, each.path)) {
        return each;
      }
    }
    if (isAt(below, "/process")) {
      return BOOK;
    }
    return isAt(below, "/cache") ? CACHE : ROOT;
  }

  /// Routes do not mind the case of a path nor a slash at its end.
  private static String below(String path) {
    String tidy = path.toLowerCase(Locale.ROOT).replaceAll("/+$", "");
    return tidy.startsWith(BASE) ? tidy.substring(BASE.length()) : "";
  }

  private static boolean isAt(String below, String place) {
    return below.equals(place) || below.startsWith(place + "/");
  }
}
