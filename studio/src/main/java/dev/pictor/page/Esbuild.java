package dev.pictor.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The bundler: one native program that Maven Central carries for each platform. It is called by
/// its command line, so the build needs neither Node nor a JavaScript engine.
///
/// @param tools the folder that holds `esbuild`
/// @param libraries the `node_modules` folder with React
record Esbuild(Path tools, Path libraries) {

  /// What is built apart: the page, the theme that must be set before the first paint, the rest.
  private static final List<String> ENTRIES =
      List.of("main.tsx", "theme.ts", "styles.css", "favicon.svg");

  private static final List<String> OPTIONS =
      List.of(
          "--bundle",
          "--minify",
          "--format=esm",
          "--target=es2022",
          "--jsx=automatic",
          "--define:process.env.NODE_ENV=\"production\"",
          "--loader:.svg=copy",
          "--loader:.woff2=file",
          "--entry-names=[name]-[hash]",
          "--asset-names=[name]-[hash]",
          "--charset=utf8",
          "--log-level=warning");

  void bundle(Path sources, Path assets) throws IOException, InterruptedException {
    Files.createDirectories(assets);
    var command = new ArrayList<String>();
    command.add(program().toString());
    ENTRIES.forEach(entry -> command.add(sources.resolve(entry).toString()));
    command.addAll(OPTIONS);
    command.add("--outdir=" + assets);
    var process = new ProcessBuilder(command).inheritIO();
    process.environment().put("NODE_PATH", libraries.toString());
    int exit = process.start().waitFor();
    if (exit != 0) {
      throw new IOException("esbuild ended with " + exit + "; its message is above");
    }
  }

  private Path program() throws IOException {
    Path program = tools.resolve("esbuild");
    // Unpacking a jar loses the executable bit.
    if (!Files.isExecutable(program) && !program.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + program + " executable");
    }
    return program;
  }
}
