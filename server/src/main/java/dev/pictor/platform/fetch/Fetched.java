package dev.pictor.platform.fetch;

import java.net.URI;

/// What was fetched; the bytes are in the target file.
///
/// @param size bytes in the file, from 0
/// @param contentType what the host called it, in lower case and without parameters;
///   `application/octet-stream` when it said nothing readable. A claim only: look at the bytes
/// @param finalUri where it came from after redirects
public record Fetched(long size, String contentType, URI finalUri) {}
