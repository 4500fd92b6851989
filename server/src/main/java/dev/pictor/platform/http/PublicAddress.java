package dev.pictor.platform.http;

import io.javalin.http.Context;

/// The service's own address, as clients see it.
///
/// @param baseUrl the operator's; empty to take the host that the caller used
public record PublicAddress(String baseUrl) {
  /// A whole address for a path on this service; one that is whole already stays as it is.
  public String absolute(Context request, String target) {
    if (!target.startsWith("/")) {
      return target;
    }
    String base = baseUrl.isEmpty() ? request.scheme() + "://" + request.host() : baseUrl;
    return base + target;
  }
}
