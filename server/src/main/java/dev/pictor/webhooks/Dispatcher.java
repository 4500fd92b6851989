package dev.pictor.webhooks;

import dev.pictor.platform.fetch.GuardedPost;
import dev.pictor.platform.fetch.Posted;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends due deliveries of this node, each on a virtual thread of its own, as many at once as there
/// are places.
final class Dispatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  /// What is on its way when the service stops may come to its end within this.
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final Uses uses;
  private final WebhookSettings settings;
  private final InstantSource clock;

  /// What is on its way, and whether its receiver fails.
  private final Map<Thread, Boolean> sending = new ConcurrentHashMap<>();

  private final AtomicBoolean wanted = new AtomicBoolean();
  private volatile boolean open;

  Dispatcher(Uses uses, WebhookSettings settings, InstantSource clock) {
    this.uses = uses;
    this.settings = settings;
    this.clock = clock;
  }

  /// What it works with.
  record Uses(
      Claims claims,
      Outbox outbox,
      EventBody bodies,
      SecretRows secrets,
      GuardedPost post,
      Results results,
      Disabling disabling) {}

  /// Nothing is sent before this.
  void begin() {
    open = true;
  }

  /// Starts sending what is due, as far as there are places.
  ///
  /// @return how many deliveries were taken
  synchronized long sendDue() {
    if (!open) {
      return 0;
    }
    Instant now = clock.instant();
    uses.claims().dropOvertaken(now);
    int all = settings.places().ofNode();
    List<Due> healthy = uses.claims().take(now, false, all - sending.size());
    healthy.forEach(due -> start(due, false));
    long failing = sending.values().stream().filter(each -> each).count();
    int left = Math.min(all - sending.size(), all / 2 - (int) failing);
    List<Due> others = uses.claims().take(now, true, left);
    others.forEach(due -> start(due, true));
    return (long) healthy.size() + others.size();
  }

  /// The same soon, from wherever: many calls at once are one.
  void wake() {
    if (wanted.compareAndSet(false, true)) {
      Thread.ofVirtual().name("webhooks-wake").start(this::answerWake);
    }
  }

  private void answerWake() {
    wanted.set(false);
    try {
      sendDue();
    } catch (RuntimeException e) {
      LOG.info("due webhooks could not be read; they will be soon: {}", e.getMessage());
    }
  }

  private void start(Due due, boolean failing) {
    Thread thread = Thread.ofVirtual().name("webhook-" + due.id()).unstarted(() -> run(due));
    sending.put(thread, failing);
    thread.start();
  }

  /// The top of its thread: what goes wrong here must not be lost without a word.
  private void run(Due due) {
    try {
      deliver(due);
    } catch (InterruptedException _) {
      giveBack(due);
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("delivery", due.id())
          .setCause(e)
          .log("a webhook was not sent or not written down; it is sent again");
    } finally {
      sending.remove(Thread.currentThread());
    }
    if (open) {
      wake(); // There is a place now.
    }
  }

  private void deliver(Due due) throws InterruptedException {
    Instant at = clock.instant();
    List<SigningSecret> secrets = secrets(due, at);
    if (secrets.isEmpty()) {
      uses.outbox().stop(due, at);
      if (!due.target().ofJob()) {
        uses.disabling().disable(due.target().endpointId(), Endpoint.Reason.SECRET_LOST, at);
      }
      return;
    }
    String known = due.body();
    String body = known == null ? uses.bodies().of(due) : known;
    if (known == null && !uses.outbox().keepBody(due, body)) {
      return; // Another node has it.
    }
    long began = System.nanoTime();
    var message =
        new GuardedPost.Message(
            headers(due, secrets, at, body), body.getBytes(StandardCharsets.UTF_8));
    Posted posted = uses.post().post(due.target().url(), message, settings.timeout());
    long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
    uses.results().write(new Results.Made(due, at, millis, posted));
  }

  private List<SigningSecret> secrets(Due due, Instant now) {
    List<SigningSecret> known = uses.secrets().signing(due.target().holder(), now);
    return known.isEmpty() && due.target().ofJob()
        ? uses.outbox().firstSecret(uses.secrets(), due.target().userId(), now)
        : known;
  }

  private Map<String, String> headers(
      Due due, List<SigningSecret> secrets, Instant at, String body) {
    String id = due.eventId().toString();
    long timestamp = at.getEpochSecond();
    boolean isShared = due.target().ofJob() && !settings.hmacSecret().isEmpty();
    var headers = new LinkedHashMap<String, String>();
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", Long.toString(timestamp));
    headers.put(
        "webhook-signature",
        secrets.stream()
            .map(secret -> secret.sign(id, timestamp, body))
            .collect(Collectors.joining(" ")));
    headers.put(
        "X-Webhook-Signature",
        SigningSecret.plain(isShared ? settings.hmacSecret() : secrets.getFirst().text(), body));
    return headers;
  }

  private void giveBack(Due due) {
    try {
      uses.outbox().giveBack(due);
    } catch (RuntimeException e) {
      LOG.atInfo()
          .addKeyValue("delivery", due.id())
          .log("a claim was not given back; it ends by itself: {}", e.getMessage());
    }
  }

  /// Waits for what is on its way.
  ///
  /// @return whether there was anything
  boolean awaitIdle() throws InterruptedException {
    List<Thread> left = List.copyOf(sending.keySet());
    for (Thread thread : left) {
      thread.join();
    }
    return !left.isEmpty();
  }

  /// Gives what is on its way a moment, then leaves it to other nodes.
  @Override
  public void close() {
    open = false;
    List<Thread> left = List.copyOf(sending.keySet());
    long end = System.nanoTime() + GRACE.toNanos();
    try {
      for (Thread thread : left) {
        thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      }
      left.forEach(Thread::interrupt);
      for (Thread thread : left) {
        thread.join(GRACE);
      }
    } catch (InterruptedException _) {
      left.forEach(Thread::interrupt);
      Thread.currentThread().interrupt(); // They end by themselves; only the wait is given up.
    }
  }
}
