package dev.pictor.storage;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// A grant as query parameters, and back.
final class GrantParameters {
  private static final Set<String> UPLOAD = Set.of("expires", "type", "max", "exact");
  private static final Set<String> DOWNLOAD = Set.of("expires", "disposition", "name");

  private GrantParameters() {}

  static String methodOf(Grant grant) {
    return switch (grant) {
      case Grant.Upload _ -> "PUT";
      case Grant.Download _ -> "GET";
    };
  }

  static SequencedMap<String, String> of(Grant grant) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("expires", "" + grant.expiresAt().getEpochSecond());
    switch (grant) {
      case Grant.Upload upload -> {
        parameters.put("type", upload.contentType());
        parameters.put("max", "" + upload.maxBytes());
        parameters.put("exact", "" + upload.isExact());
      }
      case Grant.Download download -> {
        parameters.put("disposition", download.isAttachment() ? "attachment" : "inline");
        parameters.put("name", download.filename());
      }
    }
    return parameters;
  }

  /// @throws IllegalArgumentException when these are not the parameters of such a grant
  static Grant grantOf(String method, ObjectKey key, Map<String, String> parameters) {
    return switch (method) {
      case "PUT" -> {
        check(parameters, UPLOAD);
        yield new Grant.Upload(
            key,
            value(parameters, "type"),
            Long.parseLong(value(parameters, "max")),
            value(parameters, "exact").equals("true"),
            expiryIn(parameters));
      }
      case "GET" -> {
        check(parameters, DOWNLOAD);
        yield new Grant.Download(
            key,
            value(parameters, "disposition").equals("attachment"),
            value(parameters, "name"),
            expiryIn(parameters));
      }
      default -> throw new IllegalArgumentException("no grant is for " + method);
    };
  }

  /// In the order of the query. A name that comes twice is refused: which of the two counts is
  /// where readers differ.
  static SequencedMap<String, String> parse(String query) {
    var parameters = new LinkedHashMap<String, String>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals <= 0) {
        throw new IllegalArgumentException("a parameter has no value");
      }
      String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
      if (parameters.putIfAbsent(pair.substring(0, equals), value) != null) {
        throw new IllegalArgumentException("a parameter comes twice");
      }
    }
    return parameters;
  }

  private static void check(Map<String, String> parameters, Set<String> names) {
    if (!parameters.keySet().equals(names)) {
      throw new IllegalArgumentException("the parameters are not those of this grant");
    }
  }

  private static String value(Map<String, String> parameters, String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  private static Instant expiryIn(Map<String, String> parameters) {
    return Instant.ofEpochSecond(Long.parseLong(value(parameters, "expires")));
  }
}
