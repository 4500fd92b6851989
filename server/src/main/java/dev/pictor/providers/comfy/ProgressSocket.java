package dev.pictor.providers.comfy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Json;
import dev.pictor.providers.remote.Watch;
import dev.pictor.providers.workflows.Workflow;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One WebSocket for all prompts that this process gave to a server. What it tells is a help and
/// never needed: when it cannot be opened or goes silent, whoever polls still learns everything.
final class ProgressSocket implements AutoCloseable {
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);
  private static final int MOST_CHARACTERS = 1 << 20;
  private static final int MOST_FOLLOWED = 10_000;

  private final URI address;
  private final HttpClient client;
  private final Duration patience;
  private final ReentrantLock opening = new ReentrantLock();
  private final String clientId = UUID.randomUUID().toString();
  private final Map<String, Followed> followed = new ConcurrentHashMap<>();
  private volatile @Nullable WebSocket socket;
  private long triedAt = System.nanoTime() - BETWEEN_TRIES.toNanos();

  /// @param base of the server, `http` or `https`
  ProgressSocket(URI base, Duration patience) {
    this.address = URI.create("ws" + base.toString().substring(4) + "/ws?clientId=" + clientId);
    this.patience = patience;
    this.client = HttpClient.newBuilder().connectTimeout(patience).build();
  }

  private record Followed(Share share, Watch watch) {}

  /// What prompts are to be sent with, so that the server tells this socket about them.
  String clientId() {
    return clientId;
  }

  /// From now on the watch hears of a prompt; call it before the prompt is sent.
  void follow(String prompt, Workflow workflow, Watch watch) throws InterruptedException {
    if (followed.size() < MOST_FOLLOWED) {
      followed.put(prompt, new Followed(new Share(workflow), watch));
    }
    // The prompt is sent next: it is worth waiting for whoever opens the socket just now.
    if (opening.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      connectAndUnlock();
    }
  }

  /// How far it is; 0 for one that is not followed.
  double share(String prompt) throws InterruptedException {
    Followed found = followed.get(prompt);
    if (found == null) {
      return 0;
    }
    if (opening.tryLock()) {
      connectAndUnlock();
    }
    synchronized (found.share()) {
      return found.share().now();
    }
  }

  void forget(String prompt) {
    followed.remove(prompt);
  }

  /// A server without a socket costs one wait in ten seconds, not one for each prompt.
  private void connectAndUnlock() throws InterruptedException {
    try {
      connect();
    } finally {
      opening.unlock();
    }
  }

  private void connect() throws InterruptedException {
    WebSocket open = socket;
    if (open != null && !open.isInputClosed()) {
      return;
    }
    if (System.nanoTime() - triedAt < BETWEEN_TRIES.toNanos()) {
      return;
    }
    triedAt = System.nanoTime();
    CompletableFuture<WebSocket> next =
        client.newWebSocketBuilder().connectTimeout(patience).buildAsync(address, new Ear());
    try {
      socket = next.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException _) {
      next.cancel(true);
    } catch (InterruptedException e) {
      next.cancel(true);
      throw e;
    }
  }

  private final class Ear implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      if (message.length() + part.length() <= MOST_CHARACTERS) {
        message.append(part);
      }
      if (last) {
        String whole = message.toString();
        message.setLength(0);
        hear(whole);
      }
      from.request(1);
      return null;
    }

    /// Previews, which nobody sees here.
    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
      from.request(1);
      return null;
    }
  }

  private void hear(String text) {
    JsonNode message;
    try {
      message = Json.MAPPER.readTree(text);
    } catch (JsonProcessingException _) {
      return;
    }
    if (message == null) {
      return;
    }
    JsonNode data = message.path("data");
    String prompt = data.path("prompt_id").asText();
    Followed found = followed.get(prompt);
    if (found != null) {
      hear(message.path("type").asText(), data, prompt, found);
    }
  }

  private void hear(String type, JsonNode data, String prompt, Followed found) {
    // Told of every end, good or bad, and only when the history has it.
    if (type.equals("executing") && data.path("node").isNull()) {
      followed.remove(prompt, found);
      found.watch().changed();
      return;
    }
    double share;
    synchronized (found.share()) {
      share = found.share().after(type, data);
    }
    found.watch().progress(share);
  }

  @Override
  public void close() {
    WebSocket open = socket;
    if (open != null) {
      open.abort();
    }
    client.shutdownNow();
  }
}
