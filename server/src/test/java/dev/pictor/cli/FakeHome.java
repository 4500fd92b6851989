package dev.pictor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A repository with the real launcher and a Maven of paper, on a machine that has only the JDKs
/// which a test gives it.
final class FakeHome {
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "dirname",
          "readlink",
          "sed",
          "awk",
          "head",
          "tail",
          "find",
          "mkdir",
          "grep",
          "cat",
          "mv",
          "rm",
          "cp",
          "sleep",
          "id",
          "tar",
          "tee",
          "touch");

  private static final String MAVEN =
      """
      #!/bin/sh
      here=$(dirname "$0")
      echo "$@" >>"$here/maven-calls"
      if [ -f "$here/fails" ]; then
        echo "[ERROR] COMPILATION ERROR : a semicolon is missing"
        exit 1
      fi
      echo "[INFO] Building Pictor engine 0.1.0     [2/4]"
      echo "[INFO] Building Pictor server 0.1.0     [4/4]"
      touch "$here/server/target/pictor.jar"
      """;

  private static final String JAVA =
      """
      #!/bin/sh
      case "$*" in *-version*) echo 'openjdk version "VERSION" 2025-09-16' >&2; exit 0 ;; esac
      for argument in "$@"; do
        case $argument in -XX:AOTCacheOutput=*) echo made >"${argument#*=}" ;; esac
        last=$argument
      done
      echo "java of ${0%/bin/java}, PORT=${PORT:-}, PICTOR_DATA=${PICTOR_DATA:-}, $last"
      echo "arguments: $*"
      """;

  private final Path folder;
  private final Path tools;
  private final Map<String, String> environment = new TreeMap<>();

  FakeHome(Path machine, String name) throws IOException {
    folder = Files.createDirectories(machine.resolve(name));
    tools = Files.createDirectories(machine.resolve("tools"));
    Path user = Files.createDirectories(machine.resolve("a user"));
    environment.put("PATH", tools.toString());
    environment.put("HOME", user.toString());
    environment.put("PICTOR_JDKS", Files.createDirectories(machine.resolve("jdks")).toString());
    for (String tool : TOOLS) {
      linkTool(tool);
    }
    for (String module : List.of("engine", "studio", "server/src/main", "perf", ".mvn")) {
      Files.createDirectories(folder.resolve(module));
    }
    Files.writeString(folder.resolve("server/src/main/App.java"), "");
    Files.writeString(
        folder.resolve("pom.xml"), "<project>\n  <version>0.1.0</version>\n</project>\n");
    Files.copy(Path.of("..", "pictor").toAbsolutePath(), folder.resolve("pictor"));
    script(folder.resolve("pictor"), Files.readString(folder.resolve("pictor")));
    script(folder.resolve("mvnw"), MAVEN);
  }

  private void linkTool(String tool) throws IOException {
    for (String place : List.of("/bin", "/usr/bin", "/usr/local/bin")) {
      Path program = Path.of(place, tool);
      if (Files.exists(program) && !Files.exists(tools.resolve(tool))) {
        Files.createSymbolicLink(tools.resolve(tool), program);
      }
    }
  }

  Path folder() {
    return folder;
  }

  Path launcher() {
    return folder.resolve("pictor");
  }

  void set(String variable, Path value) {
    environment.put(variable, value.toString());
  }

  /// The folder in which the user's tools keep JDKs.
  Path userFolder() {
    return Path.of(environment.get("HOME"));
  }

  /// A JDK that says what it was called with.
  Path jdk(Path home, String version) throws IOException {
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
    script(home.resolve("bin/java"), JAVA.replace("VERSION", version));
    script(home.resolve("bin/javac"), "#!/bin/sh\n");
    return home;
  }

  /// A JDK where the system keeps them.
  Path jdk(String name, String version) throws IOException {
    return jdk(Path.of(environment.get("PICTOR_JDKS")).resolve(name), version);
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// What a run said, both streams, and how it ended.
  record Run(int code, String said) {}

  Run run(String... arguments) throws IOException, InterruptedException {
    return run(launcher(), folder, arguments);
  }

  Run run(Path script, Path from, String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(from.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Run(process.waitFor(), said);
  }

  /// With what Maven was called so far.
  List<String> mavenCalls() throws IOException {
    Path calls = folder.resolve("maven-calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }
}
