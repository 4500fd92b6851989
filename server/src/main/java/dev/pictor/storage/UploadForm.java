package dev.pictor.storage;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// A form to POST a file with: the fields in this order, then the field `file`.
///
/// @param url where it is sent
/// @param fields what goes before the file, the signed policy among them
public record UploadForm(String url, SequencedMap<String, String> fields, Instant expiresAt) {
  public UploadForm {
    fields = new LinkedHashMap<>(fields);
  }

  @Override
  public String toString() {
    return "UploadForm[" + url + ", " + fields.keySet() + ", " + expiresAt + "]";
  }
}
