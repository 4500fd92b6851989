package dev.pictor.engine.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The first run of a file that nobody has tested, in a process of its own: OpenCV trusts what it
/// reads, and a damaged net can end the process that loads it. Here that is one more refusal.
final class TrialProcess {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int REFUSED = 3;
  private static final String NATIVE_FOLDER = "org.bytedeco.javacpp.cachedir";

  private TrialProcess() {}

  /// The child: a manifest and a file. Exit code 0 when the net runs; 3, and the reason on standard
  /// output, when it is refused; anything else when the process broke down.
  public static void main(String[] paths) {
    ModelFile file = ModelFile.at(Manifests.read(Path.of(paths[0])), Path.of(paths[1]));
    try {
      Trial.run(file);
      System.exit(0);
    } catch (BrokenModel e) {
      byte[] reason = String.valueOf(e.getMessage()).getBytes(UTF_8);
      System.out.write(reason, 0, reason.length);
      System.out.flush();
      System.exit(REFUSED);
    }
  }

  /// @throws BrokenModel when the net cannot be run, with the child's reason
  static void run(Model model, Path manifest, Path file) {
    try {
      Process child =
          new ProcessBuilder(command(manifest, file))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      child.getOutputStream().close();
      String said = new String(child.getInputStream().readAllBytes(), UTF_8);
      boolean ended = child.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      child.destroyForcibly();
      if (!ended || child.waitFor() != 0) {
        throw new BrokenModel(ended && child.exitValue() == REFUSED ? said : brokeDown(model));
      }
    } catch (IOException e) {
      throw new BrokenModel("The net " + model.name() + " cannot be tried: no process; retry.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokenModel("The trial of " + model.name() + " was interrupted; add it again.", e);
    }
  }

  private static String brokeDown(Model model) {
    return "The net "
        + model.name()
        + " cannot be run: the process that tried it broke down; the file is damaged or an export"
        + " that OpenCV does not understand, add another one.";
  }

  private static List<String> command(Path manifest, Path file) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:-CreateCoredumpOnCrash",
            // Otherwise a breakdown leaves a report in the working folder.
            "-XX:ErrorFile=/dev/null",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    String folder = System.getProperty(NATIVE_FOLDER);
    if (folder != null) {
      command.add("-D" + NATIVE_FOLDER + "=" + folder);
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(TrialProcess.class.getName(), manifest.toString(), file.toString()));
    return command;
  }
}
