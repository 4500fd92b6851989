package dev.pictor.providers.cloud;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pictor.platform.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Predicate;

/// Reads server-sent events (WHATWG HTML, 9.2) as they come and keeps the data of one: the last for
/// which the listener says so. The others are forgotten, as each may carry a whole picture.
public final class EventStream implements BodySubscriber<byte[]> {
  private final Predicate<String> listener;
  private final CompletableFuture<byte[]> kept = new CompletableFuture<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private String type = "";
  private byte[] last = new byte[0];

  EventStream(Predicate<String> listener) {
    this.listener = listener;
  }

  /// Reads events where there are any, and any other body as it is.
  ///
  /// @param listener gets the type of each event and says whether its data is to be kept
  public static BodyHandler<byte[]> handler(Predicate<String> listener) {
    return info -> {
      String type = info.headers().firstValue("content-type").orElse("").toLowerCase(Locale.ROOT);
      return type.startsWith("text/event-stream")
          ? new EventStream(listener)
          : BodySubscribers.ofByteArray();
    };
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return kept;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      while (buffer.hasRemaining()) {
        byte next = buffer.get();
        if (next == '\n') {
          endOfLine();
        } else if (next != '\r') {
          line.write(next);
        }
      }
    }
  }

  private void endOfLine() {
    if (line.size() == 0) {
      endOfEvent();
      return;
    }
    byte[] text = line.toByteArray();
    line.reset();
    if (startsWith(text, "data:")) {
      if (data.size() > 0) {
        data.write('\n');
      }
      int from = text.length > 5 && text[5] == ' ' ? 6 : 5;
      data.write(text, from, text.length - from);
    } else if (startsWith(text, "event:")) {
      type = new String(text, 6, text.length - 6, StandardCharsets.UTF_8).strip();
    }
  }

  private void endOfEvent() {
    if (data.size() > 0) {
      byte[] bytes = data.toByteArray();
      if (listener.test(type.isEmpty() ? typeIn(bytes) : type)) {
        last = bytes;
      }
    }
    data.reset();
    type = "";
  }

  private static boolean startsWith(byte[] text, String head) {
    if (text.length < head.length()) {
      return false;
    }
    return new String(text, 0, head.length(), StandardCharsets.ISO_8859_1).equals(head);
  }

  /// The field `type` of the data, for senders that name no event.
  private static String typeIn(byte[] json) {
    try (JsonParser parser = Json.MAPPER.getFactory().createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = parser.currentName().equals("type");
        parser.nextToken();
        if (found) {
          return parser.getText();
        }
        parser.skipChildren();
      }
    } catch (IOException _) {
      return "";
    }
    return "";
  }

  @Override
  public void onError(Throwable problem) {
    kept.completeExceptionally(problem);
  }

  @Override
  public void onComplete() {
    endOfLine();
    endOfEvent();
    kept.complete(last);
  }
}
