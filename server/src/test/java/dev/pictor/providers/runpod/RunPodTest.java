package dev.pictor.providers.runpod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.engine.codec.ImageInfo.Size;
import dev.pictor.platform.settings.Environment;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Role;
import dev.pictor.providers.remote.Ability;
import dev.pictor.providers.remote.OddServer;
import dev.pictor.providers.remote.Offer;
import dev.pictor.providers.remote.Order;
import dev.pictor.providers.remote.ProviderBench;
import dev.pictor.providers.remote.RemoteApi;
import dev.pictor.providers.remote.Reply;
import dev.pictor.providers.remote.SampleOrders;
import dev.pictor.providers.remote.SpeakingThemes;
import dev.pictor.providers.remote.Watch;
import dev.pictor.providers.simulated.Fault;
import dev.pictor.providers.simulated.SimulatedProvider;
import dev.pictor.providers.simulated.SimulatedRunPod;
import dev.pictor.providers.workflows.Workflows;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What is RunPod's own: buckets, links, caps, tracebacks, costs.
class RunPodTest extends ProviderBench {
  @Override
  protected SimulatedProvider simulate() {
    return new SimulatedRunPod(0);
  }

  private SimulatedRunPod endpoint() {
    return (SimulatedRunPod) simulator();
  }

  @Override
  protected RemoteApi api(Target target) {
    return api(target.base(), false, false);
  }

  private RemoteApi api(URI base, boolean hasBucket, boolean linksReach) {
    return closing(
        new RunPodApi(
            RunPodContractTest.settings(base, simulator().key(), hasBucket),
            new Workflows(folder.resolve("workflows"), new SpeakingThemes()),
            linksReach,
            PATIENT));
  }

  @Override
  protected List<Generation.Step> served() {
    return List.of(SampleOrders.RESTORE);
  }

  @Override
  protected Set<Ability> abilities() {
    return Set.of(Ability.WORKS_ON);
  }

  @Override
  protected Optional<Generation.Step> saying() {
    return Optional.empty();
  }

  @Test
  void withABucketResultsComeAsLinksAndMayBeLarge() throws Exception {
    endpoint().useBucket();
    RemoteApi api = api(simulator().uri(), true, false);
    Order order = orders().of(SampleOrders.UPSCALE, api);
    Reply reply = toEnd(api, order).last();
    assertThat(((Reply.Done) reply).outputs().getFirst()).isInstanceOf(Reply.Output.Link.class);
    assertThat(picture(reply).getWidth()).isEqualTo(order.wanted().width());
    assertThat(api.offer(SampleOrders.UPSCALE).orElseThrow().mostPixels())
        .isEqualTo(Long.MAX_VALUE);
  }

  /// A PNG of noise, the largest that there is, fits just so.
  @Test
  void withoutABucketWhatFitsIntoAnAnswerIsEnlarged() throws Exception {
    RemoteApi api = api();
    Offer offer = api.offer(SampleOrders.UPSCALE).orElseThrow();
    assertThat(offer.fits(new Size(1536, 1536))).isTrue();
    assertThat(offer.fits(new Size(1537, 1536))).isFalse();
    Order.Picture noise = orders().noise(new Size(768, 768));
    Reply reply = toEnd(api, orders().with(SampleOrders.UPSCALE, api, noise, null)).last();
    assertThat(picture(reply).getWidth()).isEqualTo(1536);
  }

  @Test
  void aResultThatRunPodLosesIsAFailureThatSaysWhy() throws Exception {
    RemoteApi api = api(simulator().uri(), true, false);
    Order.Picture large = orders().noise(new Size(2048, 2048));
    Reply reply = toEnd(api, orders().with(SampleOrders.RESTORE, api, large, null)).last();
    assertThat(reply)
        .isInstanceOfSatisfying(
            Reply.Failed.class,
            failed -> {
              assertThat(failed.reason())
                  .isEqualTo(
                      "RunPod finished the job and lost its result, as it does with results above"
                          + " 10 MB.");
              assertThat(failed.charge().cost()).isPositive();
            });
  }

  @Test
  void picturesBeyondTheCapAreNotSentAtAll() throws Exception {
    RemoteApi api = api();
    Order.Picture large = orders().noise(new Size(4400, 4400));
    assertThat(large.bytes())
        .isGreaterThan(api.offer(SampleOrders.RESTORE).orElseThrow().maxInputBytes());
    Reply reply = api.submit(orders().with(SampleOrders.RESTORE, api, large, null), Watch.NONE);
    assertThat(reply).isInstanceOf(Reply.Refused.class);
    assertThat(simulator().asked()).isZero();
  }

  @Test
  void twoPicturesShareTheCap() {
    RemoteApi api = api();
    long one = api.offer(SampleOrders.RESTORE).orElseThrow().maxInputBytes();
    long two = api.offer(SampleOrders.SWAP).orElseThrow().maxInputBytes();
    assertThat(one).isEqualTo(7_350_000);
    assertThat(two).isEqualTo(3_675_000);
  }

  @Test
  void aTemplateThatLoadsLinksGetsLinks() throws Exception {
    Path own = Files.createDirectories(folder.resolve("workflows/by-link"));
    Files.writeString(
        own.resolve("template.json"),
        """
        {"name": "By link", "serves": "face_restore", "rank": 1, "output": "9",
         "pictures": {"input": {"node": "1", "input": "image",
                                "url": {"node_class": "LoadFromUrl", "input": "address"}}}}
        """);
    Files.writeString(
        own.resolve("workflow.json"),
        """
        {"1": {"class_type": "LoadImage", "inputs": {"image": "x.png"}},
         "9": {"class_type": "SaveImage",
               "inputs": {"images": ["1", 0], "filename_prefix": "x"}}}
        """);
    endpoint().addLoader("LoadFromUrl", "address");
    RemoteApi api = api(simulator().uri(), false, true);
    assertThat(api.offer(SampleOrders.RESTORE).map(Offer::travel)).contains(Offer.Travel.LINK);
    Order order = orders().of(SampleOrders.RESTORE, api);
    Reply reply = toEnd(api, linked(order, URI.create("https://ours.example/signed?x=1"))).last();
    assertThat(reply).isInstanceOf(Reply.Done.class);
    assertThat(simulator().lastWords()).contains("https://ours.example/signed?x=1");
    picture(toEnd(api, order).last());
    assertThat(simulator().lastWords()).as("without a link").contains(order.id() + "-input.jpg");
  }

  private static Order linked(Order order, URI link) {
    var pictures = new HashMap<Role, Order.Picture>();
    order
        .pictures()
        .forEach((role, each) ->
            pictures.put(
                role,
                new Order.Picture(
                    each.file(),
                    each.mediaType(),
                    each.width(),
                    each.height(),
                    each.bytes(),
                    link)));
    return new Order(
        UUID.randomUUID(),
        order.step(),
        order.model(),
        pictures,
        order.wanted(),
        1,
        order.seed(),
        order.endUser(),
        null);
  }

  @Test
  void anErrorIsToldWithoutItsTraceback() throws InterruptedException {
    simulator().misbehave(Fault.FAILED);
    RemoteApi api = api();
    assertThat(toEnd(api, orders().of(SampleOrders.RESTORE, api)).last())
        .isInstanceOfSatisfying(
            Reply.Failed.class,
            failed -> {
              assertThat(failed.reason())
                  .isEqualTo(
                      "The job failed at RunPod: CUDA out of memory. Tried to allocate 2.50 GiB");
              // Its seconds are billed all the same.
              assertThat(failed.charge().isPossible()).isTrue();
            });
  }

  @Test
  void theTimeOfAWorkerIsItsCost() throws InterruptedException {
    simulator().slowMeans(Duration.ofSeconds(2));
    simulator().misbehave(Fault.SLOW);
    RemoteApi api = api();
    Reply reply = toEnd(api, orders().of(SampleOrders.RESTORE, api)).last();
    assertThat(((Reply.Done) reply).cost()).isBetween(190L, 190L * 10);
  }

  @Test
  void aWordThatIsNewKeepsTheJobRunning() throws InterruptedException {
    OddServer odd =
        closing(OddServer.answering(200, "{\"id\": \"a-u1\", \"status\": \"WARMING_UP\"}"));
    RemoteApi api = api(odd.uri(), false, false);
    assertThat(api.poll(orders().of(SampleOrders.RESTORE, api), "a-u1"))
        .isEqualTo(new Reply.Running(0, null));
  }

  @Test
  void whatRunPodKeptNoLongerHasFailed() throws InterruptedException {
    RemoteApi api = api();
    Order order = orders().of(SampleOrders.RESTORE, api);
    Reply first = api.submit(order, Watch.NONE);
    endpoint().forgetResults();
    assertThat(onward(api, order, first).last()).isInstanceOf(Reply.Failed.class);
  }

  @Test
  void tooManyQuestionsAreAskedAgainLater() throws InterruptedException {
    OddServer odd = closing(OddServer.answering(429, "", "Retry-After", "3"));
    RemoteApi api = api(odd.uri(), false, false);
    assertThat(api.poll(orders().of(SampleOrders.RESTORE, api), "a-u1"))
        .isEqualTo(new Reply.Busy(Duration.ofSeconds(3)));
  }

  @Test
  void keyAndEndpointBelongTogether() {
    var half = new Environment(Map.of("RUNPOD_API_KEY", "rpa_secret"));
    RunPodSettings.from(half);
    assertThatThrownBy(half::check)
        .hasMessageContaining("RUNPOD_ENDPOINT_ID")
        .hasMessageNotContaining("rpa_secret");
    var whole =
        new Environment(Map.of("RUNPOD_API_KEY", "rpa_secret", "RUNPOD_ENDPOINT_ID", "abc123"));
    RunPodSettings settings = RunPodSettings.from(whole);
    whole.check();
    assertThat(settings.isSetUp()).isTrue();
    assertThat(settings.toString()).doesNotContain("rpa_secret");
    assertThat(RunPodSettings.from(new Environment(Map.of())).isSetUp()).isFalse();
  }
}
