package dev.pictor.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Playwright's driver, unpacked once and kept under `target`. Left to itself Playwright unpacks it
/// into the temporary folder at each start, which takes 8 to 15 seconds instead of 1.4.
final class PlaywrightDriver {
  private static final Path KEPT = Path.of("target", "playwright-driver").toAbsolutePath();

  private PlaywrightDriver() {}

  static Path unpacked() throws IOException {
    if (Files.isDirectory(KEPT)) {
      return KEPT;
    }
    Path fresh = Files.createTempDirectory(KEPT.getParent(), "playwright-driver-");
    copyFromJar("driver/" + platform(), fresh);
    copyFromJar("driver/package", fresh.resolve("package"));
    Path node = fresh.resolve("node");
    if (Files.exists(node) && !node.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + node + " executable");
    }
    // In one step, for Playwright hangs on a driver folder that is not complete.
    return Files.move(fresh, KEPT, StandardCopyOption.ATOMIC_MOVE);
  }

  /// Playwright's own names for platforms.
  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    if (system.contains("mac")) {
      return arm ? "mac-arm64" : "mac";
    }
    if (system.contains("windows")) {
      return "win32_x64";
    }
    return arm ? "linux-arm64" : "linux";
  }

  private static void copyFromJar(String folder, Path target) throws IOException {
    URL found = PlaywrightDriver.class.getClassLoader().getResource(folder);
    if (found == null) {
      throw new IOException("Playwright's jars hold no " + folder);
    }
    String jar = found.toString().substring(0, found.toString().indexOf('!'));
    try (FileSystem files = FileSystems.newFileSystem(new URI(jar), Map.of())) {
      copy(files.getPath("/" + folder), target);
    } catch (URISyntaxException e) {
      throw new IOException("not the address of a jar: " + jar, e);
    }
  }

  private static void copy(Path source, Path target) throws IOException {
    List<Path> all;
    try (var paths = Files.walk(source)) {
      all = paths.toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path path : all) {
      Path copy = target.resolve(source.relativize(path).toString());
      if (Files.isDirectory(path)) {
        Files.createDirectories(copy);
      } else {
        Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
