package dev.pictor.providers.simulated;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An order in the simulated queue of fal. Thread-safe.
final class SimulatedFalOrder {
  private static final int STAGES = 4;
  private static final long USUAL_MILLIS = 10;

  private final String id;
  private final String app;
  private final @Nullable Fault fault;
  private final @Nullable String webhook;
  private final CountDownLatch asked = new CountDownLatch(1);
  private State state = State.IN_QUEUE;
  private int stage;
  private boolean cancelled;
  private int resultStatus = 200;
  private ObjectNode result = JsonNodeFactory.instance.objectNode();

  private enum State {
    IN_QUEUE,
    IN_PROGRESS,
    COMPLETED
  }

  /// What became of a request to stop.
  enum Stop {
    STOPPED,
    STOPPED_BEFORE,
    OVER
  }

  SimulatedFalOrder(String id, String app, @Nullable Fault fault, @Nullable String webhook) {
    this.id = id;
    this.app = app;
    this.fault = fault;
    this.webhook = webhook;
  }

  String id() {
    return id;
  }

  String app() {
    return app;
  }

  @Nullable Fault fault() {
    return fault;
  }

  @Nullable String webhook() {
    return webhook;
  }

  /// Works until it is done or cancelled.
  ///
  /// @param shelf where its picture is put under its id
  /// @param slowMillis how long it takes when it is slow
  void work(Supplier<SimulatedFalModels.Made> maker, URI files, PictureShelf shelf, long slowMillis)
      throws InterruptedException {
    for (int i = 0; i < STAGES; i++) {
      Thread.sleep(fault == Fault.SLOW ? slowMillis / STAGES : USUAL_MILLIS);
      if (advance()) {
        return;
      }
    }
    try {
      finish(maker.get(), files, shelf);
    } catch (SimulatedWish.Bad bad) {
      refuse(bad.code(), String.valueOf(bad.getMessage()));
    }
  }

  /// @return whether it was cancelled
  private synchronized boolean advance() {
    if (cancelled) {
      return true;
    }
    state = State.IN_PROGRESS;
    stage++;
    return false;
  }

  private synchronized void finish(SimulatedFalModels.Made made, URI files, PictureShelf shelf) {
    if (cancelled) {
      return;
    }
    state = State.COMPLETED;
    switch (fault) {
      case REFUSED_INPUT -> refuse("image_load_error", "Failed to load the image");
      case MODERATED -> refuse("content_policy_violation", "The content was flagged");
      case FAILED, TIMED_OUT -> {}
      case null, default -> {
        if (made.picture() != null) {
          shelf.put(id, made.picture());
        }
        result = made.result(files + "/files/" + id + ".png");
      }
    }
  }

  private synchronized void refuse(String type, String message) {
    state = State.COMPLETED;
    resultStatus = 422;
    result = JsonNodeFactory.instance.objectNode();
    ObjectNode detail = result.putArray("detail").addObject();
    detail.putArray("loc").add("body").add("image_url");
    detail.put("msg", message).put("type", type);
  }

  /// Whether there is something to bill.
  synchronized boolean isMade() {
    return state == State.COMPLETED && !cancelled && resultStatus == 200 && error().isEmpty();
  }

  private String error() {
    return switch (fault) {
      case FAILED -> "runner_server_error";
      case TIMED_OUT -> "request_timeout";
      case null, default -> "";
    };
  }

  synchronized ObjectNode status(boolean logs) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    if (cancelled) {
      status.put("status", "COMPLETED").put("error", "cancelled");
      return status.put("error_type", "client_cancelled");
    }
    status.put("status", state.name());
    if (state == State.IN_QUEUE) {
      status.put("queue_position", 0);
    }
    if (logs && state != State.IN_QUEUE) {
      ArrayNode lines = status.putArray("logs");
      for (int i = 1; i <= stage; i++) {
        int percent = 100 * i / (STAGES + 1);
        lines
            .addObject()
            .put("message", " " + percent + "%|###  | " + i + "/5")
            .put("level", "INFO");
      }
    }
    if (state == State.COMPLETED && !error().isEmpty()) {
      status.put("error", "The runner ended").put("error_type", error());
    }
    return status;
  }

  synchronized Stop cancel() {
    if (state == State.COMPLETED) {
      return Stop.OVER;
    }
    boolean before = cancelled;
    cancelled = true;
    return before ? Stop.STOPPED_BEFORE : Stop.STOPPED;
  }

  synchronized int resultStatus() {
    return state == State.COMPLETED ? resultStatus : 400;
  }

  synchronized ObjectNode result() {
    return result.deepCopy();
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }

  /// Its result was fetched.
  void asked() {
    asked.countDown();
  }

  /// Waits until its result was fetched, for a while.
  void awaitAsked() throws InterruptedException {
    boolean inTime = asked.await(5, TimeUnit.SECONDS);
    Thread.sleep(inTime ? 50 : 0);
  }
}
