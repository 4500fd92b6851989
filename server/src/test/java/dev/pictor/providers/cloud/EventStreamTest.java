package dev.pictor.providers.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamTest {
  private static final String THREE =
      """
      : a comment
      event: draft
      data: {"n": 1}

      event: draft
      data: {"n": 2}

      event: whole
      id: 7
      data: {"n":
      data: 3}

      """;

  private final List<String> types = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 64, 10_000})
  void eventsAreHeardHoweverTheyAreCut(int piece) {
    assertThat(kept(THREE, piece, type -> !type.equals("draft"))).isEqualTo("{\"n\":\n3}");
    assertThat(types).containsExactly("draft", "draft", "whole");
  }

  @Test
  void carriageReturnsAreNoText() {
    assertThat(kept(THREE.replace("\n", "\r\n"), 5, "whole"::equals)).isEqualTo("{\"n\":\n3}");
  }

  @Test
  void withoutANameTheDataTellsTheType() {
    String events = "data: {\"x\": {\"type\": \"inner\"}, \"type\": \"outer\"}\n\ndata: [DONE]\n\n";
    assertThat(kept(events, 9, "outer"::equals)).contains("inner");
    assertThat(types).containsExactly("outer", "");
  }

  @Test
  void theLastEventCountsWithoutAnEmptyLineBehindIt() {
    assertThat(kept("event: whole\ndata: {}", 3, "whole"::equals)).isEqualTo("{}");
  }

  @Test
  void aStreamWithoutTheEventThatIsWaitedForKeepsNothing() {
    assertThat(kept("event: draft\ndata: {}\n\n", 3, "whole"::equals)).isEmpty();
  }

  private String kept(String text, int piece, Predicate<String> listener) {
    var stream =
        new EventStream(type -> {
          types.add(type);
          return listener.test(type);
        });
    stream.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long count) {}

          @Override
          public void cancel() {}
        });
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < bytes.length; at += piece) {
      stream.onNext(List.of(ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at))));
    }
    stream.onComplete();
    return new String(stream.getBody().toCompletableFuture().join(), StandardCharsets.UTF_8);
  }
}
