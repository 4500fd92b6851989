package dev.pictor.providers.comfy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.platform.settings.Environment;
import dev.pictor.providers.remote.Health;
import dev.pictor.providers.remote.Offer;
import dev.pictor.providers.remote.Order;
import dev.pictor.providers.remote.RemoteApi;
import dev.pictor.providers.remote.Reply;
import dev.pictor.providers.remote.SampleOrders;
import dev.pictor.providers.remote.Watch;
import dev.pictor.providers.simulated.Fault;
import dev.pictor.providers.simulated.SimulatedComfy;
import java.net.URI;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/// Which server gets an order, and what servers lack.
class ComfyServersTest extends ComfyBench {
  @Test
  void theShortestQueueGetsTheOrder() throws InterruptedException {
    server.misbehave(Fault.SLOW);
    SimulatedComfy idle = another();
    RemoteApi alone = api(server);
    accepted(alone, orders.of(SampleOrders.SKETCH, alone));
    RemoteApi api = api(server, idle);
    Order order = orders.of(SampleOrders.SKETCH, api);
    String handle = accepted(api, order);
    assertThat(idle.asked()).isEqualTo(1);
    assertThat(end(api, order, handle)).isInstanceOf(Reply.Done.class);
    assertThat(api.find(order)).isEqualTo(new Reply.Accepted(handle));
  }

  @Test
  void anOrderGoesPastAServerThatIsAwayOrBusy() throws InterruptedException {
    SimulatedComfy away = another();
    SimulatedComfy busy = another();
    RemoteApi api = api(away, busy, server);
    away.close();
    busy.misbehave(Fault.BUSY);
    Order order = orders.of(SampleOrders.SKETCH, api);
    assertThat(end(api, order, accepted(api, order))).isInstanceOf(Reply.Done.class);
    assertThat(server.made()).isEqualTo(1);
    assertThat(api.health().detail()).startsWith("2 of 3 servers answer");
    assertThat(api.find(orders.of(SampleOrders.SKETCH, api)))
        .as("the one that is away may have it")
        .isInstanceOf(Reply.UnknownOutcome.class);
  }

  @Test
  void aStepIsNotOfferedOnceItIsKnownThatANodeIsMissing() throws InterruptedException {
    server.remove("ReActorFaceSwapOpt");
    RemoteApi api = api(server);
    Health health = api.health();
    assertThat(health.works()).isTrue();
    assertThat(health.detail())
        .contains("workflow face-swap is not offered")
        .contains("node ReActorFaceSwapOpt (of ComfyUI-ReActor) is missing");
    assertThat(api.offer(SampleOrders.SWAP)).isEmpty();
    assertThat(api.offer(SampleOrders.PAGE)).isEmpty();
    assertThat(api.offer(SampleOrders.RESTORE)).isPresent();
  }

  @Test
  void anOrderBeforeTheFirstHealthIsRefusedWithTheNamesAndNothingIsQueued()
      throws InterruptedException {
    server.remove("FaceRestoreModelLoader");
    RemoteApi api = api(server);
    assertThat(api.submit(orders.of(SampleOrders.RESTORE, api), Watch.NONE))
        .isEqualTo(
            new Reply.Refused(
                "The ComfyUI server lacks node FaceRestoreModelLoader (of facerestore_cf)."));
    assertThat(server.asked()).isZero();
    assertThat(server.uploaded()).isEmpty();
  }

  @Test
  void aServerWithTheNodeIsTakenWhateverItsQueue() throws InterruptedException {
    SimulatedComfy bare = another();
    bare.remove("ReActorOptions");
    server.misbehave(Fault.SLOW);
    RemoteApi api = api(bare, server);
    accepted(api, orders.of(SampleOrders.SWAP, api));
    accepted(api, orders.of(SampleOrders.SWAP, api));
    assertThat(bare.asked()).isZero();
    assertThat(api.health().detail()).doesNotContain("not offered");
  }

  @Test
  void aModelFileThatIsMissingIsNamed() throws InterruptedException {
    server.emptyList("UpscaleModelLoader", "model_name");
    server.emptyList("ControlNetLoader", "control_net_name");
    RemoteApi api = api(server);
    assertThat(api.health().detail())
        .contains("controlnet-canny-sdxl-1.0.safetensors in control_net_name");
    assertThat(api.offer(SampleOrders.SKETCH)).isEmpty();
    assertThat(api.offer(SampleOrders.UPSCALE)).isEmpty();
  }

  @Test
  void aThemeWithoutItsLoraIsMadeByItsPrompt() throws InterruptedException {
    RemoteApi api = api(server);
    assertThat(api.offer(SampleOrders.THEME).map(Offer::model)).contains("theme-lora");
    server.emptyList("LoraLoader", "lora_name");
    RemoteApi later = api(server);
    later.health();
    assertThat(later.offer(SampleOrders.THEME).map(Offer::model)).contains("edit-by-prompt");
    Order order = orders.of(SampleOrders.THEME, later);
    assertThat(end(later, order, accepted(later, order))).isInstanceOf(Reply.Done.class);
  }

  @Test
  void aRefusalNamesNodeAndInput() throws InterruptedException {
    server.misbehave(Fault.REFUSED_INPUT);
    RemoteApi api = api(server);
    Reply reply = api.submit(orders.of(SampleOrders.RESTORE, api), Watch.NONE);
    assertThat(((Reply.Refused) reply).reason())
        .startsWith("The ComfyUI server does not take this workflow: node ")
        .contains("(FaceRestoreModelLoader): model_name is missing");
  }

  @Test
  void aGraphThatIsTakenOnlyInPartIsRefusedAndStopped() throws InterruptedException {
    server.takeInPart();
    server.misbehave(Fault.SLOW, Fault.REFUSED_INPUT);
    RemoteApi api = api(server);
    Order running = orders.of(SampleOrders.RESTORE, api);
    String handle = accepted(api, running);
    Reply reply = api.submit(orders.of(SampleOrders.RESTORE, api), Watch.NONE);
    assertThat(reply).isInstanceOf(Reply.Refused.class);
    assertThat(server.cancelled()).isEqualTo(1);
    assertThat(end(api, running, handle)).isInstanceOf(Reply.Done.class);
    assertThat(server.made()).isEqualTo(1);
  }

  @Test
  void theSamePictureIsStoredOnceUnderTheNameOfItsOrder() throws InterruptedException {
    RemoteApi api = api(server);
    Order order = orders.of(SampleOrders.SWAP, api);
    accepted(api, order);
    api.submit(order, Watch.NONE);
    assertThat(server.uploaded())
        .hasSize(2)
        .allMatch(name -> name.matches(order.id() + "-(input|source)-[0-9a-f]{8}\\.jpg"));
  }

  @Test
  void addressesAreCheckedAtTheStart() {
    var environment =
        new Environment(Map.of("COMFY_LOCAL_URL", "http://one:8188/, https://two.example/comfy"));
    assertThat(ComfySettings.from(environment).urls())
        .containsExactly(URI.create("http://one:8188"), URI.create("https://two.example/comfy"));
    environment.check();
    for (String wrong :
        new String[] {"one:8188", "ftp://one", "http://me:word@one", "http://a?b"}) {
      var bad = new Environment(Map.of("COMFY_LOCAL_URL", wrong));
      ComfySettings.from(bad);
      Assertions.assertThatThrownBy(bad::check)
          .hasMessageContaining("COMFY_LOCAL_URL")
          .hasMessageNotContaining("word@");
    }
  }
}
