import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// Packs the emoji graphics that the engine ships:
///
/// ```
/// npm pack @discordapp/twemoji@16.0.1 && tar xzf discordapp-twemoji-16.0.1.tgz
/// java tools/emoji/PackEmoji.java package/dist/svg \
///     engine/src/main/resources/dev/pictor/engine/type/emoji
/// ```
///
/// The graphics stay as they are. Neighbours in Unicode look alike, so 64 code points share a file,
/// one line of name, tab and SVG for each; `names.txt` lists all of them. That takes a third of the
/// room of a ZIP and still opens one file for one emoji.
final class PackEmoji {
  private PackEmoji() {}

  public static void main(String[] arguments) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(arguments[0]))) {
      files = all.filter(file -> file.toString().endsWith(".svg")).sorted().toList();
    }
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    Map<String, StringBuilder> groups = new TreeMap<>();
    List<String> names = new ArrayList<>();
    for (Path file : files) {
      String name = file.getFileName().toString().replace(".svg", "");
      String svg = Files.readString(file).strip();
      if (svg.contains("\n") || svg.contains("\t")) {
        throw new IOException(file + " has line breaks or tabs");
      }
      names.add(name);
      groups
          .computeIfAbsent(group(name), key -> new StringBuilder())
          .append(name)
          .append('\t')
          .append(svg)
          .append('\n');
    }
    for (Map.Entry<String, StringBuilder> group : groups.entrySet()) {
      try (OutputStream out = Files.newOutputStream(folder.resolve(group.getKey() + ".tsv.gz"));
          OutputStream packed = new GZIPOutputStream(out)) {
        packed.write(group.getValue().toString().getBytes(StandardCharsets.UTF_8));
      }
    }
    Files.writeString(folder.resolve("names.txt"), String.join("\n", names) + "\n");
  }

  /// The first code point without its last six bits.
  private static String group(String name) {
    int first = Integer.parseInt(name.split("-", 2)[0], 16);
    return Integer.toHexString(first >> 6);
  }
}
