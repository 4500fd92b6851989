package dev.pictor.providers.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.platform.Json;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;

/// What all simulated providers have: a server, counters, and a queue of faults.
public abstract class SimulatedServer implements SimulatedProvider {
  /// Orders that are remembered, by their names.
  static final int MOST_REMEMBERED = 10_000;

  private static final long MOST_BYTES = 128L << 20;

  private @Nullable Javalin javalin;
  private volatile Witness witness = (_, _) -> false;
  private volatile String lastWords = "";
  private final Queue<Fault> faults = new ArrayDeque<>();
  private final Recent<String> madeFor = new Recent<>(MOST_REMEMBERED);
  private Supplier<@Nullable Fault> chance = () -> null;
  private volatile long slowMillis = Long.getLong("pictor.simulated.slow", 2000);
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger cancelled = new AtomicInteger();

  /// Begins to answer; the last thing that a constructor does.
  ///
  /// @param port 0 for a free one
  final void open(int port) {
    javalin =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.startup.showOldJavalinVersionWarning = false;
                  config.startup.startupWatcherEnabled = false;
                  config.concurrency.useVirtualThreads = true;
                  config.http.maxRequestSize = MOST_BYTES;
                  config.routes.before(request -> show(request, Moment.ARRIVED));
                  config.routes.after(request -> show(request, Moment.SERVED));
                  config.routes.get("/_simulator", this::tell);
                  config.routes.put("/_simulator/faults", this::take);
                  routes(config);
                })
            .start("127.0.0.1", port);
  }

  /// Adds the provider's own paths.
  abstract void routes(JavalinConfig config);

  private void tell(Context request) {
    ObjectNode told = JsonNodeFactory.instance.objectNode();
    told.put("provider", name());
    told.put("asked", asked());
    told.put("made", made());
    told.put("cancelled", cancelled());
    faults().forEach(fault -> told.withArray("faults").add(fault.word()));
    request.contentType("application/json").result(Json.write(told));
  }

  private void take(Context request) throws IOException {
    JsonNode wanted = Json.MAPPER.readTree(request.bodyAsBytes());
    if (wanted.isNumber()) {
      misbehaveOften(wanted.asDouble(), System.nanoTime());
      request.status(204);
      return;
    }
    List<Fault> next = new ArrayList<>();
    for (JsonNode word : wanted) {
      faults().stream().filter(fault -> fault.word().equals(word.asText())).forEach(next::add);
    }
    misbehave(next.toArray(Fault[]::new));
    request.status(204);
  }

  @Override
  public URI uri() {
    if (javalin == null) {
      throw new IllegalStateException("not open yet");
    }
    return URI.create("http://127.0.0.1:" + javalin.port());
  }

  @Override
  public String key() {
    return "simulated-key-of-" + name();
  }

  @Override
  public void misbehave(Fault... next) {
    synchronized (faults) {
      faults.addAll(List.of(next));
    }
  }

  @Override
  public void misbehaveOften(double share, long seed) {
    List<Fault> all = List.copyOf(faults());
    var random = new Random(seed);
    synchronized (faults) {
      chance = () -> random.nextDouble() < share ? all.get(random.nextInt(all.size())) : null;
    }
  }

  @Override
  public void behave() {
    synchronized (faults) {
      faults.clear();
      chance = () -> null;
    }
  }

  /// How long an order takes that is [Fault#SLOW], from now on.
  @Override
  public void slowMeans(Duration time) {
    slowMillis = time.toMillis();
  }

  final long slowMillis() {
    return slowMillis;
  }

  /// What a test looks at.
  public enum Moment {
    /// A call has come and nothing was done about it.
    ARRIVED,
    /// It was done, and its answer is not sent.
    SERVED
  }

  /// Sees every call.
  public interface Witness {
    /// @param call its method and its path
    /// @return whether the connection is dropped instead; a call that has just arrived is not
    ///   served
    boolean drops(Moment moment, String call);
  }

  /// Lets somebody see every call from now on.
  public void shownTo(Witness somebody) {
    witness = somebody;
  }

  private void show(Context request, Moment moment) {
    if (witness.drops(moment, request.method() + " " + request.path())) {
      drop(request);
      request.skipRemainingHandlers();
    }
  }

  /// One order has come.
  ///
  /// @return what goes wrong with it; null for nothing
  final @Nullable Fault order() {
    asked.incrementAndGet();
    synchronized (faults) {
      Fault next = faults.poll();
      return next == null ? chance.get() : next;
    }
  }

  /// Keeps what an order said.
  final void hear(String words) {
    lastWords = words;
  }

  /// A picture was made.
  final void count() {
    made.incrementAndGet();
  }

  /// A picture was made for an order of this name.
  final void count(String order) {
    madeFor.put(order, order);
    count();
  }

  final void countCancelled() {
    cancelled.incrementAndGet();
  }

  /// Closes the connection, whatever was written so far.
  static void drop(Context request) {
    ServletContextRequest.getServletContextRequest(request.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .close();
  }

  @Override
  public String lastWords() {
    return lastWords;
  }

  @Override
  public int made() {
    return made.get();
  }

  @Override
  public Set<String> madeFor() {
    return madeFor.names();
  }

  @Override
  public int asked() {
    return asked.get();
  }

  @Override
  public int cancelled() {
    return cancelled.get();
  }

  @Override
  public void close() {
    if (javalin != null) {
      javalin.stop();
    }
  }
}
