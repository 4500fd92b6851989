package dev.pictor.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// Puts the hashed names into `index.html`: `{{main.js}}` becomes `/assets/main-3F2A….js`.
final class PageTemplate {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([\\w-]+)\\.(\\w+)}}");

  private PageTemplate() {}

  static String fill(String template, Path assets) throws IOException {
    List<String> names;
    try (var files = Files.list(assets)) {
      names = files.map(file -> file.getFileName().toString()).sorted().toList();
    }
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(found -> "/assets/" + hashedName(found.group(1), found.group(2), names));
  }

  /// esbuild's hashes are eight capitals and digits.
  private static String hashedName(String name, String extension, List<String> names) {
    var hashed = Pattern.compile(Pattern.quote(name) + "-[A-Z0-9]{8}\\." + extension);
    return names.stream()
        .filter(candidate -> hashed.matcher(candidate).matches())
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                "index.html names %s.%s, which is not among %s".formatted(name, extension, names)));
  }
}
