package dev.pictor.billing.appstore;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// The certificates at which every chain of Apple's signatures has to end: Apple Root CA - G3, or
/// what the operator trusts instead.
final class AppleRoots {
  private static final String BUILT_IN = "/dev/pictor/billing/apple-root-ca-g3.pem";

  private AppleRoots() {}

  /// @throws UncheckedIOException when a file cannot be read
  static Set<InputStream> open(List<String> files) {
    var roots = new LinkedHashSet<InputStream>();
    try {
      if (files.isEmpty()) {
        try (InputStream root =
            Objects.requireNonNull(AppleRoots.class.getResourceAsStream(BUILT_IN), BUILT_IN)) {
          roots.add(new ByteArrayInputStream(root.readAllBytes()));
        }
      }
      for (String file : files) {
        roots.add(new ByteArrayInputStream(Files.readAllBytes(Path.of(file))));
      }
      return roots;
    } catch (IOException e) {
      throw new UncheckedIOException("a file of APP_STORE_ROOT_CERTIFICATES cannot be read", e);
    }
  }
}
