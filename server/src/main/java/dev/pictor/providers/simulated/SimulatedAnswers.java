package dev.pictor.providers.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.platform.Json;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What simulated providers have in common that answer an order with its picture.
abstract class SimulatedAnswers extends SimulatedServer {
  @Override
  public Set<Fault> faults() {
    return EnumSet.of(
        Fault.SLOW,
        Fault.BUSY,
        Fault.BROKEN,
        Fault.UNAVAILABLE,
        Fault.DROPPED_AFTER_ACCEPT,
        Fault.PARTIAL_JSON,
        Fault.WRONG_TYPE,
        Fault.BAD_KEY,
        Fault.NO_CREDIT,
        Fault.REFUSED_INPUT,
        Fault.MODERATED,
        Fault.EMPTY_OUTPUT,
        Fault.BLACK_PICTURE,
        Fault.UNCHANGED_PICTURE,
        Fault.NOT_A_PICTURE);
  }

  /// Whether the request has the key.
  abstract boolean isAllowed(Context request);

  /// Reads an order.
  ///
  /// @throws SimulatedWish.Bad when it is none that can be made
  abstract SimulatedWish read(Context request, JsonNode body);

  /// Answers with an error in the provider's own shape.
  abstract void refuse(Context request, int status, String code, String message);

  /// Answers with the provider's own error for this fault; the wait is set already.
  abstract void refuse(Context request, Fault fault);

  /// The whole answer with a picture.
  ///
  /// @param picture null for an answer without one
  abstract byte[] answer(SimulatedWish wish, byte @Nullable [] picture);

  /// The type of [#answer].
  String type(SimulatedWish wish) {
    return "application/json";
  }

  /// Takes an order from its request to its answer.
  final void serve(Context request) throws IOException, InterruptedException {
    if (!isAllowed(request)) {
      refuse(request, Fault.BAD_KEY);
      return;
    }
    try {
      SimulatedWish wish = read(request, Json.MAPPER.readTree(request.bodyAsBytes()));
      Fault fault = order();
      hear(wish.words());
      serve(request, wish, fault);
    } catch (SimulatedWish.Bad bad) {
      refuse(request, bad.status(), bad.code(), String.valueOf(bad.getMessage()));
    }
  }

  private void serve(Context request, SimulatedWish wish, @Nullable Fault fault)
      throws IOException, InterruptedException {
    switch (fault) {
      case BUSY, UNAVAILABLE -> {
        request.header("Retry-After", "1");
        refuse(request, fault);
      }
      case BROKEN, BAD_KEY, NO_CREDIT, REFUSED_INPUT, MODERATED, FAILED -> refuse(request, fault);
      case DROPPED_AFTER_ACCEPT -> {
        wish.picture(null);
        count();
        drop(request);
      }
      case WRONG_TYPE -> {
        count();
        request.html("<html>Welcome to the network of this hotel</html>");
      }
      case PARTIAL_JSON -> {
        byte[] whole = made(wish, null);
        request.contentType(type(wish)).result(Arrays.copyOf(whole, whole.length / 2));
      }
      case SLOW -> {
        Thread.sleep(slowMillis());
        deliver(request, wish, null);
      }
      case null, default -> deliver(request, wish, fault);
    }
  }

  private byte[] made(SimulatedWish wish, @Nullable Fault fault) {
    byte[] answer = answer(wish, wish.picture(fault));
    count();
    return answer;
  }

  private void deliver(Context request, SimulatedWish wish, @Nullable Fault fault)
      throws IOException {
    byte[] answer = made(wish, fault);
    request.header("x-request-id", "req_simulated_" + asked());
    request.contentType(type(wish)).result(answer);
  }

  /// An object whose texts come by turns with their names.
  static ObjectNode texts(String... namesAndTexts) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      object.put(namesAndTexts[i], namesAndTexts[i + 1]);
    }
    return object;
  }

  static byte[] bytes(JsonNode json) {
    return Json.write(json).getBytes(StandardCharsets.UTF_8);
  }
}
