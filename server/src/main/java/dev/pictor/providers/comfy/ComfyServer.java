package dev.pictor.providers.comfy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.platform.Json;
import dev.pictor.platform.partner.HttpAnswer;
import dev.pictor.platform.partner.PartnerHttp;
import dev.pictor.platform.partner.PartnerHttp.Call;
import dev.pictor.platform.partner.PartnerHttp.Exchange;
import dev.pictor.providers.remote.Order;
import dev.pictor.providers.workflows.Catalog;
import java.io.FileNotFoundException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One ComfyUI server and its routes. Thread-safe.
final class ComfyServer implements AutoCloseable {
  private static final Duration CATALOG_LIFE = Duration.ofMinutes(5);

  private final URI base;
  private final String tag;
  private final PartnerHttp calls;
  private final PartnerHttp pictures;
  private final ProgressSocket socket;
  private final ReentrantLock learning = new ReentrantLock();
  private volatile @Nullable Known known;

  /// @param base without a slash at the end
  /// @param calls that only ask or hand over
  /// @param pictures that carry pictures either way
  ComfyServer(URI base, PartnerHttp.Limits calls, PartnerHttp.Limits pictures) {
    this.base = base;
    this.tag = tag(base);
    this.calls = new PartnerHttp(calls);
    this.pictures = new PartnerHttp(pictures);
    this.socket = new ProgressSocket(base, calls.connect());
  }

  /// @param asked classes, whether the server has them or not
  /// @param at when, in nanoseconds of [System#nanoTime]
  private record Known(Catalog catalog, Set<String> asked, long at) {
    boolean isFresh() {
      return System.nanoTime() - at < CATALOG_LIFE.toNanos();
    }
  }

  /// Where a prompt is.
  sealed interface Whereabouts {
    /// In the queue.
    record Waiting() implements Whereabouts {}

    /// At work on it.
    record Running() implements Whereabouts {}

    /// Over, well or not.
    ///
    /// @param entry of the history
    record Over(JsonNode entry) implements Whereabouts {}

    /// Neither queued nor run.
    record Unknown() implements Whereabouts {}

    /// The server could not be asked.
    record NotAsked(String why) implements Whereabouts {}
  }

  /// A name for handles that does not tell the address and stays when servers are added.
  String tag() {
    return tag;
  }

  ProgressSocket socket() {
    return socket;
  }

  private static String tag(URI base) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(base.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  /// How many prompts it has; empty when it does not answer as a ComfyUI does.
  OptionalInt waiting() throws InterruptedException {
    JsonNode remaining = asked("/prompt").path("exec_info").path("queue_remaining");
    return remaining.isInt() ? OptionalInt.of(remaining.intValue()) : OptionalInt.empty();
  }

  /// What it was last known to have; null before it answered for the first time.
  @Nullable Catalog catalog() {
    Known last = known;
    return last == null ? null : last.catalog();
  }

  /// What it has of these classes, however long ago it was asked: orders do not wait for that.
  ///
  /// @return null when it does not answer as a ComfyUI does
  @Nullable Catalog learned(Set<String> classes) throws InterruptedException {
    Known last = known;
    if (last != null && last.asked().containsAll(classes)) {
      return last.catalog();
    }
    // The first of many that come at once asks; the others have its answer.
    learning.lockInterruptibly();
    try {
      Known now = known;
      if (now != null && now.asked().containsAll(classes)) {
        return now.catalog();
      }
      return learn(classes);
    } finally {
      learning.unlock();
    }
  }

  /// The same, asked again when that was long ago.
  @Nullable Catalog refreshed(Set<String> classes) throws InterruptedException {
    Known last = known;
    if (last != null && last.isFresh() && last.asked().containsAll(classes)) {
      return last.catalog();
    }
    return learn(classes);
  }

  private @Nullable Catalog learn(Set<String> classes) throws InterruptedException {
    var answers = new ArrayList<JsonNode>();
    for (String each : new TreeSet<>(classes)) {
      JsonNode answer = asked("/object_info/" + encoded(each));
      if (!answer.isObject() || !(answer.isEmpty() || answer.has(each))) {
        return null;
      }
      answers.add(answer);
    }
    var catalog = Catalog.of(answers);
    known = new Known(catalog, Set.copyOf(classes), System.nanoTime());
    return catalog;
  }

  /// Forgets what it has, so that it is asked the next time.
  void forget() {
    known = null;
  }

  private JsonNode asked(String path) throws InterruptedException {
    return calls.send(Call.get(address(path))) instanceof Exchange.Answered(HttpAnswer answer)
            && answer.status() == 200
        ? answer.json()
        : JsonNodeFactory.instance.missingNode();
  }

  /// Stores a picture under a name of ours, in place of one of the same name.
  Exchange upload(Order.Picture picture, String name) throws InterruptedException {
    String boundary = "pictor-" + UUID.randomUUID();
    String head =
        part(boundary, "type", "input")
            + part(boundary, "overwrite", "true")
            + "--%s\r\nContent-Disposition: form-data; name=\"image\"; filename=\"%s\"\r\n"
                .formatted(boundary, name)
            + "Content-Type: %s\r\n\r\n".formatted(picture.mediaType());
    String type = "multipart/form-data; boundary=" + boundary;
    return pictures.send(
        new Call(
            "POST",
            address("/upload/image"),
            List.of("Content-Type", type),
            body(head, picture, "\r\n--" + boundary + "--\r\n")));
  }

  private static String part(String boundary, String name, String value) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(boundary, name, value);
  }

  private static BodyPublisher body(String head, Order.Picture picture, String tail) {
    try {
      return BodyPublishers.concat(
          BodyPublishers.ofString(head),
          BodyPublishers.ofFile(picture.file()),
          BodyPublishers.ofString(tail));
    } catch (FileNotFoundException e) {
      throw new IllegalStateException("a picture of an order stays until the order is over", e);
    }
  }

  /// Queues a graph under an id of ours.
  Exchange queue(String id, ObjectNode graph) throws InterruptedException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("prompt", graph);
    body.put("client_id", socket.clientId());
    body.put("prompt_id", id);
    return post("/prompt", body);
  }

  private Exchange post(String path, ObjectNode body) throws InterruptedException {
    return calls.send(Call.post(address(path), Json.write(body).getBytes(StandardCharsets.UTF_8)));
  }

  /// Looks into the history, the queue, and the history again: it may have moved between them.
  Whereabouts where(String id) throws InterruptedException {
    JsonNode before = asked("/history/" + encoded(id));
    if (before.has(id)) {
      return new Whereabouts.Over(before.path(id));
    }
    JsonNode queue = asked("/queue");
    if (!before.isObject() || !queue.path("queue_running").isArray()) {
      return new Whereabouts.NotAsked("a ComfyUI server does not answer as it should");
    }
    if (has(queue.path("queue_running"), id)) {
      return new Whereabouts.Running();
    }
    if (has(queue.path("queue_pending"), id)) {
      return new Whereabouts.Waiting();
    }
    JsonNode after = asked("/history/" + encoded(id));
    return after.has(id) ? new Whereabouts.Over(after.path(id)) : new Whereabouts.Unknown();
  }

  private static boolean has(JsonNode queue, String id) {
    for (JsonNode each : queue) {
      if (each.path(1).asText().equals(id)) {
        return true;
      }
    }
    return false;
  }

  /// @return whether the server was told
  boolean cancel(String id) throws InterruptedException {
    Exchange told =
        post("/api/jobs/" + encoded(id) + "/cancel", JsonNodeFactory.instance.objectNode());
    if (!(told instanceof Exchange.Answered(HttpAnswer answer))) {
      return false;
    }
    boolean isTold = answer.isSuccess() && answer.json().path("cancelled").isBoolean();
    return isTold || cancelAsBefore(id);
  }

  /// For servers before v0.26. The interrupt names the prompt and is sent only while that one runs:
  /// servers before v0.3.57 do not read the name and stop whatever runs.
  private boolean cancelAsBefore(String id) throws InterruptedException {
    ObjectNode remove = JsonNodeFactory.instance.objectNode();
    remove.putArray("delete").add(id);
    if (!isDone(post("/queue", remove))) {
      return false;
    }
    JsonNode running = asked("/queue").path("queue_running");
    if (!has(running, id)) {
      return running.isArray();
    }
    ObjectNode stop = JsonNodeFactory.instance.objectNode();
    return isDone(post("/interrupt", stop.put("prompt_id", id)));
  }

  private static boolean isDone(Exchange exchange) {
    return exchange instanceof Exchange.Answered(HttpAnswer answer) && answer.isSuccess();
  }

  /// Fetches a picture that the history names.
  Exchange view(JsonNode image) throws InterruptedException {
    return pictures.send(
        Call.get(
            address(
                "/view?filename=%s&subfolder=%s&type=%s"
                    .formatted(
                        encoded(image.path("filename").asText()),
                        encoded(image.path("subfolder").asText()),
                        encoded(image.path("type").asText("output"))))));
  }

  private URI address(String path) {
    return URI.create(base + path);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    socket.close();
    calls.close();
    pictures.close();
  }
}
