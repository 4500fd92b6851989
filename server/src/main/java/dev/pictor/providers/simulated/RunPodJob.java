package dev.pictor.providers.simulated;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// A job of a simulated RunPod endpoint. Thread-safe.
final class RunPodJob {
  private final String id;
  private final @Nullable Fault fault;
  private final String webhook;
  private ObjectNode input;
  private final long begun = System.nanoTime();
  private String status = "IN_QUEUE";
  private @Nullable ObjectNode more;

  /// @param webhook empty for none
  /// @param input as it came
  RunPodJob(String id, @Nullable Fault fault, String webhook, ObjectNode input) {
    this.id = id;
    this.fault = fault;
    this.webhook = webhook;
    this.input = input;
  }

  String id() {
    return id;
  }

  @Nullable Fault fault() {
    return fault;
  }

  String webhook() {
    return webhook;
  }

  synchronized ObjectNode input() {
    return input;
  }

  /// It is over: its pictures are needed no more.
  synchronized void forgetInput() {
    input = JsonNodeFactory.instance.objectNode();
  }

  /// Moves on unless it is over.
  ///
  /// @param more fields of the status, such as `output`; null for none
  synchronized boolean become(String next, @Nullable ObjectNode more) {
    if (isOver()) {
      return false;
    }
    status = next;
    this.more = more;
    notifyAll();
    return true;
  }

  synchronized boolean isOver() {
    return !status.equals("IN_QUEUE") && !status.equals("IN_PROGRESS");
  }

  /// Waits, but not longer than it goes on.
  synchronized void pause(long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    long left = millis;
    while (!isOver() && left > 0) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
  }

  synchronized ObjectNode told() {
    ObjectNode told = JsonNodeFactory.instance.objectNode().put("id", id).put("status", status);
    told.put("delayTime", 12);
    if (isOver()) {
      told.put("executionTime", Math.max(1, (System.nanoTime() - begun) / 1_000_000));
    }
    if (more != null) {
      told.setAll(more.deepCopy());
    }
    return told;
  }
}
