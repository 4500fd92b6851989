package dev.pictor.storage;

/// The keys that a list asks for, walked folder by folder.
record KeyRange(String prefix, String after, int limit) {
  boolean holds(String key) {
    return key.startsWith(prefix) && key.compareTo(after) > 0;
  }

  /// Whether a folder, named with its final slash, can have such keys.
  boolean reachesInto(String folder) {
    boolean wanted = folder.startsWith(prefix) || prefix.startsWith(folder);
    return wanted && (folder.compareTo(after) > 0 || after.startsWith(folder));
  }
}
