package dev.pictor.perf.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pictor.engine.codec.Encoder;
import dev.pictor.engine.codec.Encoding;
import dev.pictor.engine.codec.Picture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One operation of the engine in a JVM of its own, with the server's memory settings, so that the
/// most memory it ever held is that operation's.
public final class Child {
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms32m",
          "-Xmx512m",
          "-XX:MinHeapFreeRatio=10",
          "-XX:MaxHeapFreeRatio=25",
          "-XX:+UseCompactObjectHeaders",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Djava.awt.headless=true");

  private static final String NATIVE_FOLDER = "org.bytedeco.javacpp.cachedir";

  private Child() {}

  /// Runs a program that ends by [#report].
  ///
  /// @return its peak resident memory in megabytes
  public static double peakRssMegabytes(Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.add("-D" + NATIVE_FOLDER + "=" + System.getProperty(NATIVE_FOLDER, ""));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    // As the launcher does for the server.
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException(main.getSimpleName() + " ended with " + process.exitValue());
    }
    return Double.parseDouble(said);
  }

  /// The end of a program that makes a picture: it is encoded as well, which needs memory too.
  public static void report(Picture result) {
    if (Encoder.encode(result, new Encoding.Jpeg(90)).length == 0) {
      throw new IllegalStateException("nothing was written");
    }
    report();
  }

  /// What the program itself says at its end.
  public static void report() {
    System.out.println(new ProcessTree(ProcessHandle.current()).peakRssMegabytes());
  }
}
