package dev.pictor.platform.telemetry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Whether the parts that the service needs do their work, asked at the moment of the question.
public final class PartChecks {
  /// A part that does not answer in this time counts as down.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final ThreadFactory CHECKERS = Thread.ofVirtual().name("health-", 0).factory();

  private final Map<String, Callable<Boolean>> parts;

  /// @param parts what is needed, by the name that is shown, with a check that does a little real
  ///   work
  public PartChecks(Map<String, Callable<Boolean>> parts) {
    this.parts = new LinkedHashMap<>(parts);
  }

  /// What was found.
  ///
  /// @param words for each part `up` or `down`
  public record Found(Map<String, String> words) {
    public boolean isReady() {
      return words.values().stream().allMatch("up"::equals);
    }
  }

  /// Asks all parts at once, so that the slowest and not their sum decides.
  public Found run() throws InterruptedException {
    var asked = new LinkedHashMap<String, Future<Boolean>>();
    parts.forEach((name, part) -> {
      var task = new FutureTask<>(part);
      CHECKERS.newThread(task).start();
      asked.put(name, task);
    });
    var found = new LinkedHashMap<String, String>();
    for (var each : new ArrayList<>(asked.entrySet())) {
      found.put(each.getKey(), isUp(each.getValue()) ? "up" : "down");
    }
    return new Found(found);
  }

  private static boolean isUp(Future<Boolean> answer) throws InterruptedException {
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException _) {
      return false;
    } catch (TimeoutException _) {
      answer.cancel(true);
      return false;
    }
  }
}
