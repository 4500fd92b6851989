package dev.pictor.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Runs TypeScript's checker and the page's own tests in Deno, which Maven Central carries as one
/// native program. So both run wherever the build runs, and neither needs Node or the network.
final class Deno {

  private static final Path TOOLS = Path.of("target/tools/types");
  private static final List<String> ALWAYS =
      List.of("--quiet", "--no-remote", "--no-npm", "--config", "deno.json");

  private Deno() {}

  record Outcome(int exit, String output) {}

  static Outcome run(String command, String... arguments) throws IOException, InterruptedException {
    var call =
        Stream.of(
                List.of(program().toString(), command), ALWAYS, List.of(arguments), List.of("src"))
            .flatMap(List::stream)
            .toList();
    var process = new ProcessBuilder(call).redirectErrorStream(true);
    process.environment().put("NO_COLOR", "1");
    process.environment().put("DENO_DIR", TOOLS.resolve("cache").toAbsolutePath().toString());
    process.environment().put("DENO_NO_UPDATE_CHECK", "1");
    var running = process.start();
    running.getOutputStream().close();
    String output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(running.waitFor(), output);
  }

  private static Path program() throws IOException {
    unpackReactTypes();
    Path program = TOOLS.resolve("deno");
    if (!Files.isExecutable(program) && !program.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + program + " executable");
    }
    return program.toAbsolutePath();
  }

  /// The types of React come in an archive inside their jar.
  private static void unpackReactTypes() {
    Path target = TOOLS.resolve("react");
    if (Files.exists(target.resolve("index.d.ts"))) {
      return;
    }
    try (InputStream archive = Files.newInputStream(TOOLS.resolve(".more.tgz"))) {
      TarGz.unpack(archive, target, name -> name.endsWith(".d.ts") && !name.contains("/ts5.0/"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
