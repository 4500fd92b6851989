package dev.pictor.realtime;

import dev.pictor.jobs.JobEvent;
import dev.pictor.jobs.JobId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// One listener to the jobs of one owner. Events may come twice and out of order, as nodes hear of
/// each other's work by several ways; the listener hears each once and in order.
///
/// The rule: an event is said when it follows the last one said of its job. One that is older is
/// dropped. One that leaves a gap is said after the events in between have been read from the log,
/// so who connects in the middle of a job hears its beginning too.
final class Listener {
  /// Reads the events of a job after a number, from the log.
  @FunctionalInterface
  interface Log {
    List<JobEvent> since(JobId job, int seq);
  }

  private static final int MAX_JOBS_REMEMBERED = 2_000;

  private final Consumer<String> line;
  private final Log log;
  private final Function<Update, String> words;
  private final Map<JobId, Integer> said =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<JobId, Integer> eldest) {
          return size() > MAX_JOBS_REMEMBERED;
        }
      };

  Listener(Consumer<String> line, Log log, Function<Update, String> words) {
    this.line = line;
    this.log = log;
    this.words = words;
  }

  synchronized void hear(JobEvent event) {
    int last = said.getOrDefault(event.job(), 0);
    if (event.seq() > last + 1) {
      log.since(event.job(), last).forEach(this::say);
    } else if (event.seq() == last + 1) {
      say(event);
    }
  }

  /// Says again what was missed since these numbers.
  synchronized void resume(Map<JobId, Integer> since) {
    var from = new HashMap<>(since);
    from.forEach((job, seq) -> {
      said.put(job, seq);
      log.since(job, seq).forEach(this::say);
    });
  }

  private void say(JobEvent event) {
    if (event.seq() > said.getOrDefault(event.job(), 0)) {
      said.put(event.job(), event.seq());
      line.accept(words.apply(Update.of(event)));
    }
  }
}
