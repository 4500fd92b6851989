package dev.pictor.providers.comfy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.providers.remote.Order;
import dev.pictor.providers.remote.RemoteApi;
import dev.pictor.providers.remote.Reply;
import dev.pictor.providers.remote.SampleOrders;
import dev.pictor.providers.remote.Watch;
import dev.pictor.providers.simulated.Fault;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What a ComfyUI server tells over its WebSocket, and that nothing is lost without it.
class ComfyProgressTest extends ComfyBench {
  private static final class Ears implements Watch {
    private final List<Double> shares = new CopyOnWriteArrayList<>();
    private final AtomicInteger changes = new AtomicInteger();

    @Override
    public void progress(double share) {
      shares.add(share);
    }

    @Override
    public void changed() {
      changes.incrementAndGet();
    }
  }

  @Test
  void progressAndTheEndArePushedWithoutASinglePoll() throws InterruptedException {
    server.misbehave(Fault.SLOW);
    RemoteApi api = api(server);
    var ears = new Ears();
    Order order = orders.of(SampleOrders.SKETCH, api);
    String handle = accepted(api, order, ears);
    await(() -> ears.changes.get() > 0);
    assertThat(ears.changes).hasValue(1);
    assertThat(ears.shares).hasSizeGreaterThan(8).isSorted().allMatch(share -> share < 1);
    assertThat(ears.shares.getLast()).isGreaterThan(0.7);
    assertThat(api.poll(order, handle)).isInstanceOf(Reply.Done.class);
  }

  @Test
  void whoeverPollsSeesWhatWasPushed() throws InterruptedException {
    server.misbehave(Fault.SLOW);
    RemoteApi api = api(server);
    var ears = new Ears();
    Order order = orders.of(SampleOrders.SKETCH, api);
    String handle = accepted(api, order, ears);
    await(() -> ears.shares.size() > 6);
    Reply reply = api.poll(order, handle);
    assertThat(reply).isInstanceOf(Reply.Running.class);
    assertThat(((Reply.Running) reply).progress()).isBetween(0.05, 0.99);
  }

  @Test
  void aSocketThatGoesSilentCostsOnlyTheProgress() throws InterruptedException {
    server.misbehave(Fault.SLOW);
    RemoteApi api = api(server);
    Order order = orders.of(SampleOrders.SKETCH, api);
    String handle = accepted(api, order);
    server.goSilent();
    assertThat(end(api, order, handle)).isInstanceOf(Reply.Done.class);
  }

  @Test
  void eachOrderHearsOnlyOfItself() throws InterruptedException {
    server.misbehave(Fault.SLOW);
    RemoteApi api = api(server);
    var first = new Ears();
    var second = new Ears();
    accepted(api, orders.of(SampleOrders.SKETCH, api), first);
    Order later = orders.of(SampleOrders.RESTORE, api);
    String handle = accepted(api, later, second);
    await(() -> first.shares.size() > 5);
    assertThat(second.shares).isEmpty();
    assertThat(end(api, later, handle)).isInstanceOf(Reply.Done.class);
  }

  @Test
  void aFailureIsPushedAsAnEnd() throws InterruptedException {
    server.misbehave(Fault.FAILED);
    RemoteApi api = api(server);
    var ears = new Ears();
    Order order = orders.of(SampleOrders.SKETCH, api);
    String handle = accepted(api, order, ears);
    await(() -> ears.changes.get() > 0);
    assertThat(ears.changes).hasValue(1);
    assertThat(api.poll(order, handle))
        .isEqualTo(
            new Reply.Failed(
                "The node CheckpointLoaderSimple failed at the ComfyUI server: CUDA out of"
                    + " memory"));
  }
}
