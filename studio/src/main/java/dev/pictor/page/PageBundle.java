package dev.pictor.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// Bundles the page into `<target>/classes/studio`, unless nothing has changed since the last time.
/// Arguments: the source folder, Maven's target folder, and the versions that went into the bundle
/// (a new version of React or esbuild means a new bundle although no source has changed).
public final class PageBundle {

  private PageBundle() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path sources = Path.of(args[0]);
    Path target = Path.of(args[1]);
    Path page = target.resolve("classes/studio");
    Path stamp = target.resolve("page.stamp");
    String fingerprint = Fingerprint.of(sources, args[2]);
    if (isFresh(page, stamp, fingerprint)) {
      return;
    }
    Files.deleteIfExists(stamp);
    deleteTree(page);
    Path assets = page.resolve("assets");
    new Esbuild(target.resolve("tools"), target.resolve("node_modules")).bundle(sources, assets);
    Files.writeString(
        page.resolve("index.html"),
        PageTemplate.fill(Files.readString(sources.resolve("index.html")), assets));
    Files.writeString(stamp, fingerprint);
    System.out.println("studio: " + PageSize.of(page));
  }

  private static boolean isFresh(Path page, Path stamp, String fingerprint) throws IOException {
    return Files.exists(stamp)
        && Files.exists(page.resolve("index.html"))
        && Files.readString(stamp).equals(fingerprint);
  }

  private static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (var paths = Files.walk(folder)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
