package dev.pictor.providers.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One prompt after the other, as ComfyUI runs them, and what became of those that are over.
final class ComfyQueue implements AutoCloseable {
  private static final int PARTS = 10;

  /// As ComfyUI's.
  private static final int MOST_HISTORY = 10_000;

  /// Tells a client of the WebSocket.
  interface Teller {
    void tell(String client, String type, JsonNode data);
  }

  private final Teller teller;
  private final Consumer<String> made;
  private final Runnable cancelled;
  private final LongSupplier slowMillis;
  private final Deque<ComfyJob> waiting = new ArrayDeque<>();
  private final Recent<ObjectNode> history = new Recent<>(MOST_HISTORY);
  private final PictureShelf pictures = new PictureShelf();
  private final Thread worker;
  private @Nullable ComfyJob running;
  private boolean isStopped;

  /// @param made hears the name of each prompt whose picture was made
  /// @param slowMillis how long a slow prompt takes
  ComfyQueue(Teller teller, Consumer<String> made, Runnable cancelled, LongSupplier slowMillis) {
    this.slowMillis = slowMillis;
    this.teller = teller;
    this.made = made;
    this.cancelled = cancelled;
    this.worker = Thread.ofVirtual().name("simulated-comfy").start(this::work);
  }

  synchronized void add(ComfyJob job) {
    waiting.add(job);
    notifyAll();
  }

  synchronized boolean removeWaiting(String id) {
    boolean removed = waiting.removeIf(job -> job.id().equals(id));
    if (removed) {
      cancelled.run();
    }
    return removed;
  }

  /// @param id empty for whatever runs
  synchronized boolean stopRunning(String id) {
    ComfyJob now = running;
    if (now == null || isStopped || !(id.isEmpty() || now.id().equals(id))) {
      return false;
    }
    isStopped = true;
    cancelled.run();
    notifyAll();
    return true;
  }

  synchronized ObjectNode told() {
    ObjectNode told = JsonNodeFactory.instance.objectNode();
    ArrayNode now = told.putArray("queue_running");
    if (running != null) {
      now.addArray().add(0).add(running.id());
    }
    ArrayNode later = told.putArray("queue_pending");
    waiting.forEach(job -> later.addArray().add(1).add(job.id()));
    return told;
  }

  synchronized ObjectNode status() {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    int remaining = waiting.size() + (running == null ? 0 : 1);
    status.putObject("status").putObject("exec_info").put("queue_remaining", remaining);
    return status;
  }

  ObjectNode history(String id) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ObjectNode entry = history.get(id);
    return entry == null ? answer : answer.set(id, entry);
  }

  byte @Nullable [] picture(String name) {
    return pictures.get(name);
  }

  private void work() {
    try {
      while (true) {
        ComfyJob job = next();
        run(job);
        over(job);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized ComfyJob next() throws InterruptedException {
    while (waiting.isEmpty()) {
      wait();
    }
    ComfyJob job = waiting.remove();
    running = job;
    isStopped = false;
    return job;
  }

  private void over(ComfyJob job) {
    synchronized (this) {
      running = null;
    }
    ObjectNode data = data(job);
    data.putNull("node");
    teller.tell(job.client(), "executing", data);
  }

  private void run(ComfyJob job) throws InterruptedException {
    teller.tell(job.client(), "execution_start", data(job));
    for (String node : job.graph().order()) {
      teller.tell(job.client(), "executing", data(job).put("node", node));
      if (!work(job, node)) {
        fail(job, "execution_interrupted", node, "");
        return;
      }
    }
    finish(job);
  }

  /// A slow prompt spends its time in the node before the last.
  ///
  /// @return false when it was stopped
  private boolean work(ComfyJob job, String node) throws InterruptedException {
    var order = job.graph().order();
    boolean isLong = job.fault() == Fault.SLOW && node.equals(order.get(order.size() - 2));
    for (int part = 1; isLong && part <= PARTS; part++) {
      pause(slowMillis.getAsLong() / PARTS);
      if (stopped()) {
        return false;
      }
      ObjectNode data = data(job).put("node", node).put("value", part).put("max", PARTS);
      teller.tell(job.client(), "progress", data);
    }
    return !stopped();
  }

  private synchronized void pause(long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    long left = millis;
    while (!isStopped && left > 0) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
  }

  private synchronized boolean stopped() {
    return isStopped;
  }

  private void finish(ComfyJob job) {
    if (job.fault() == Fault.VANISHED) {
      return;
    }
    if (job.fault() == Fault.FAILED) {
      fail(job, "execution_error", job.graph().order().getFirst(), "CUDA out of memory");
      return;
    }
    byte[] input = job.input().get();
    if (input == null) {
      fail(job, "execution_error", job.graph().order().getFirst(), "Invalid image file");
      return;
    }
    ObjectNode entry = entry(job, "success");
    if (job.fault() != Fault.EMPTY_OUTPUT) {
      save(job, input, entry);
    }
    // As ComfyUI does: success is told before the history has it.
    teller.tell(job.client(), "execution_success", data(job));
    history.put(job.id(), entry);
  }

  private void save(ComfyJob job, byte[] input, ObjectNode entry) {
    String name = job.id() + "_00001_.png";
    if (job.fault() != Fault.EXPIRED_LINK) {
      pictures.put(name, picture(job, input));
    }
    made.accept(job.id());
    ObjectNode image =
        entry
            .withObject("/outputs/" + job.graph().outputs().getFirst())
            .withArray("images")
            .addObject();
    image.put("filename", name).put("subfolder", "").put("type", "output");
  }

  private static byte[] picture(ComfyJob job, byte[] input) {
    return switch (job.fault()) {
      case BLACK_PICTURE -> SimulatedPicture.black(64, 64);
      case UNCHANGED_PICTURE -> input;
      case NOT_A_PICTURE -> "not a picture".getBytes(StandardCharsets.UTF_8);
      case null, default -> job.graph().run(input);
    };
  }

  private void fail(ComfyJob job, String type, String node, String message) {
    ObjectNode data = data(job).put("node_id", node).put("exception_message", message);
    data.put("node_type", job.graph().nodes().path(node).path("class_type").asText());
    ObjectNode entry = entry(job, "error");
    entry.withArray("/status/messages").addArray().add(type).add(data);
    history.put(job.id(), entry);
    teller.tell(job.client(), type, data);
  }

  private static ObjectNode entry(ComfyJob job, String status) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.putObject("outputs");
    ObjectNode told = entry.putObject("status");
    told.put("status_str", status).put("completed", status.equals("success"));
    told.putArray("messages").addArray().add("execution_start").add(data(job));
    return entry;
  }

  private static ObjectNode data(ComfyJob job) {
    return JsonNodeFactory.instance.objectNode().put("prompt_id", job.id());
  }

  @Override
  public void close() {
    worker.interrupt();
    pictures.close();
  }
}
