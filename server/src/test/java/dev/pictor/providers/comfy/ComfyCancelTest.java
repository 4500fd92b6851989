package dev.pictor.providers.comfy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.providers.remote.Order;
import dev.pictor.providers.remote.RemoteApi;
import dev.pictor.providers.remote.Reply;
import dev.pictor.providers.remote.SampleOrders;
import dev.pictor.providers.simulated.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Cancelling stops exactly one prompt, at new servers and at old ones.
class ComfyCancelTest extends ComfyBench {
  private RemoteApi api(boolean isOld) {
    if (isOld) {
      server.growOld();
    }
    return api(server);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aWaitingPromptGoesAndTheRunningOneGoesOn(boolean isOld) throws InterruptedException {
    server.misbehave(Fault.SLOW);
    RemoteApi api = api(isOld);
    Order running = orders.of(SampleOrders.SKETCH, api);
    Order waiting = orders.of(SampleOrders.SKETCH, api);
    String first = accepted(api, running);
    String second = accepted(api, waiting);
    assertThat(api.cancel(second)).isTrue();
    assertThat(end(api, waiting, second)).isInstanceOf(Reply.Failed.class);
    assertThat(end(api, running, first)).isInstanceOf(Reply.Done.class);
    assertThat(server.cancelled()).isEqualTo(1);
    assertThat(server.interrupts()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theRunningPromptStopsAndTheWaitingOneIsMade(boolean isOld) throws InterruptedException {
    server.misbehave(Fault.SLOW);
    RemoteApi api = api(isOld);
    Order running = orders.of(SampleOrders.SKETCH, api);
    Order waiting = orders.of(SampleOrders.SKETCH, api);
    String first = accepted(api, running);
    String second = accepted(api, waiting);
    await(() -> ((Reply.Running) poll(api, running, first)).progress() > 0);
    assertThat(api.cancel(first)).isTrue();
    assertThat(end(api, running, first))
        .isEqualTo(new Reply.Failed("The job was stopped at the ComfyUI server."));
    assertThat(end(api, waiting, second)).isInstanceOf(Reply.Done.class);
    assertThat(server.cancelled()).isEqualTo(1);
    assertThat(server.interrupts()).doesNotContain("");
  }

  private static Reply poll(RemoteApi api, Order order, String handle) {
    try {
      return api.poll(order, handle);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void cancellingWhatIsOverStopsNobodyElse(boolean isOld) throws InterruptedException {
    RemoteApi api = api(isOld);
    Order over = orders.of(SampleOrders.SKETCH, api);
    String handle = accepted(api, over);
    end(api, over, handle);
    server.misbehave(Fault.SLOW);
    Order running = orders.of(SampleOrders.SKETCH, api);
    String next = accepted(api, running);
    assertThat(api.cancel(handle)).isTrue();
    assertThat(end(api, running, next)).isInstanceOf(Reply.Done.class);
    assertThat(server.interrupts()).isEmpty();
  }

  @Test
  void aServerThatIsAwayIsToldLater() throws InterruptedException {
    RemoteApi api = api(server);
    String handle = accepted(api, orders.of(SampleOrders.SKETCH, api));
    server.close();
    assertThat(api.cancel(handle)).isFalse();
  }
}
