package dev.pictor.engine.fuzz;

import dev.pictor.engine.codec.Encoder;
import dev.pictor.engine.codec.Encoding;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.testkit.Scene;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/// The inputs that fuzzing begins with: small files of each format and orders of each operation,
/// and those in the test resources, among them every input that ever broke something.
final class Seeds {
  private static final Path KEPT = Path.of("src/test/resources/dev/pictor/engine/fuzz");

  private Seeds() {}

  /// Writes the seeds of a target into a folder, where the fuzzer looks for them.
  public static void main(String[] arguments) throws IOException {
    Target target = Target.named(arguments[0]);
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    int number = 0;
    for (byte[] seed : of(target)) {
      Files.write(folder.resolve("seed-" + number++), seed);
    }
  }

  static List<byte[]> of(Target target) throws IOException {
    List<byte[]> seeds = new ArrayList<>(kept(target));
    switch (target) {
      case JPEG -> seeds.addAll(pictures(new Encoding.Jpeg(80), "jpeg"));
      case PNG -> seeds.addAll(pictures(new Encoding.Png(3), "png"));
      case WEBP -> seeds.addAll(pictures(new Encoding.Webp(80), "webp"));
      case GIF -> seeds.add(written("gif"));
      case THEME_FILE -> seeds.addAll(files("theme.json"));
      case DRAWING -> seeds.addAll(files("cuff.svg"));
      case SKETCH, UPSCALE, THEME, SWAP, RESTORE, BOOK, CUT_OUT, THUMBNAIL, MODEL_FILE ->
          seeds.addAll(orders());
    }
    return seeds;
  }

  private static List<byte[]> kept(Target target) throws IOException {
    Path folder = KEPT.resolve(target.id());
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<byte[]> kept = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        kept.add(Files.readAllBytes(file));
      }
    }
    return kept;
  }

  private static List<byte[]> pictures(Encoding encoding, String format) throws IOException {
    List<byte[]> files = new ArrayList<>();
    for (int side : new int[] {1, 17, 64}) {
      try (Picture picture = Scene.madeUp(side, side / 2 + 1)) {
        files.add(Encoder.encode(picture, encoding));
      }
    }
    if (ImageIO.getImageWritersByFormatName(format).hasNext()) {
      files.add(written(format));
    }
    return files;
  }

  /// By the JDK's own writer, which makes other files than OpenCV's.
  private static byte[] written(String format) {
    try (Picture picture = Scene.madeUp(33, 21)) {
      byte[] png = Encoder.encode(picture, new Encoding.Png(1));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(ImageIO.read(new java.io.ByteArrayInputStream(png)), format, out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<byte[]> files(String name) throws IOException {
    List<byte[]> files = new ArrayList<>();
    for (String theme : List.of("classic-cap", "field-nurse", "surgical", "retro-poster")) {
      String path = "/dev/pictor/engine/themes/" + theme + "/" + name;
      try (var in = Seeds.class.getResourceAsStream(path)) {
        if (in != null) {
          files.add(in.readAllBytes());
        }
      }
    }
    return files;
  }

  private static List<byte[]> orders() {
    SplittableRandom random = new SplittableRandom(20_261_122);
    List<byte[]> orders = new ArrayList<>();
    orders.add(new byte[0]);
    for (int i = 0; i < 6; i++) {
      byte[] order = new byte[40 + 40 * i];
      random.nextBytes(order);
      orders.add(order);
    }
    orders.add("{\"name\": \"x\", \"version\": \"1\"}".getBytes(StandardCharsets.UTF_8));
    return orders;
  }
}
