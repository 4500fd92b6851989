package dev.pictor.providers.comfy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// How many prompts servers have, asked all at once.
final class Queues {
  private static final int NOT_ANSWERED = Integer.MAX_VALUE;

  private Queues() {}

  private record Length(ComfyServer server, int waiting) {}

  /// Those that do not answer come last.
  static List<ComfyServer> shortestFirst(List<ComfyServer> servers) throws InterruptedException {
    return servers.size() == 1
        ? servers
        : lengths(servers).stream()
            .sorted(Comparator.comparingInt(Length::waiting))
            .map(Length::server)
            .toList();
  }

  private static List<Length> lengths(List<ComfyServer> servers) throws InterruptedException {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      List<Callable<Length>> questions =
          servers.stream().map(server -> (Callable<Length>) () -> length(server)).toList();
      var lengths = new ArrayList<Length>();
      for (Future<Length> each : threads.invokeAll(questions)) {
        lengths.add(each.get());
      }
      return lengths;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a server's queue could not be asked for", e.getCause());
    } finally {
      // Not close(), which would wait for calls that an interrupt is to end.
      threads.shutdownNow();
    }
  }

  private static Length length(ComfyServer server) throws InterruptedException {
    OptionalInt waiting = server.waiting();
    return new Length(server, waiting.orElse(NOT_ANSWERED));
  }
}
