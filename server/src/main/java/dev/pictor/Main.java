package dev.pictor;

import dev.pictor.cli.Commands;
import dev.pictor.platform.settings.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// Starts and stops.
final class Main {
  private static final int USAGE = 64; // EX_USAGE of sysexits.h
  private static final int CONFIG = 78; // EX_CONFIG
  private static final int UNAVAILABLE = 69; // EX_UNAVAILABLE

  private Main() {}

  public static void main(String[] args) throws Exception {
    System.exit(run(args));
  }

  private static int run(String[] args) throws Exception {
    String command = args.length == 0 ? "up" : args[0];
    if (Commands.knows(command)) {
      return Commands.run(args, BuiltIn::workshop);
    }
    return switch (command) {
      case "up" -> up(args);
      case "warm" -> Warm.run();
      case "docs" -> docs(args);
      case "--version" -> say(Version.CURRENT);
      default -> {
        System.err.println("pictor: there is no command " + command + "; see ./pictor help");
        yield USAGE;
      }
    };
  }

  private static int up(String[] args) throws InterruptedException {
    List<String> options = new ArrayList<>(List.of(args));
    try (var beside = Beside.start(options)) {
      return up(beside.with(withOptions(System.getenv(), options.toArray(String[]::new))), beside);
    }
  }

  /// Command-line options are the environment variables that they stand for.
  private static Map<String, String> withOptions(Map<String, String> environment, String[] args) {
    var variables = new HashMap<>(environment);
    for (int i = 1; i < args.length; i++) {
      String name =
          switch (args[i].replaceAll("=.*", "")) {
            case "--port" -> "PORT";
            case "--data" -> "PICTOR_DATA";
            case "--host" -> "HOST";
            default -> throw new IllegalArgumentException("there is no option " + args[i]);
          };
      boolean joined = args[i].contains("=");
      if (!joined && i + 1 == args.length) {
        throw new IllegalArgumentException(args[i] + " needs a value");
      }
      variables.put(name, joined ? args[i].replaceFirst("[^=]*=", "") : args[++i]);
    }
    return variables;
  }

  private static int up(Map<String, String> variables, Beside beside) throws InterruptedException {
    var stopped = new CountDownLatch(1);
    try {
      App app = App.start(Configuration.from(variables));
      // A signal runs the hook, and the process ends when the hook has: everything is closed by
      // then.
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    app.close();
                    stopped.countDown();
                  },
                  "shutdown"));
      beside.ready(app.port());
      Greeting.print(app, beside, System.out);
      stopped.await();
      return 0;
    } catch (Environment.BadSettings e) {
      System.err.println("pictor cannot start with these settings:");
      System.err.println(e.getMessage());
      return CONFIG;
    } catch (App.CannotStart e) {
      System.err.println("pictor cannot start: " + e.getMessage());
      return UNAVAILABLE;
    }
  }

  private static int docs(String[] args) throws IOException {
    Reference.writeTo(Path.of(args.length > 1 ? args[1] : "docs"));
    return 0;
  }

  private static int say(String text) {
    System.out.println(text);
    return 0;
  }
}
