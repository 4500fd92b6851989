package dev.pictor.providers.runpod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.platform.Json;
import dev.pictor.platform.partner.HttpAnswer;
import dev.pictor.platform.partner.PartnerHttp;
import dev.pictor.platform.partner.PartnerHttp.Call;
import dev.pictor.platform.partner.PartnerHttp.Exchange;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Relay;
import dev.pictor.providers.remote.Health;
import dev.pictor.providers.remote.Offer;
import dev.pictor.providers.remote.Order;
import dev.pictor.providers.remote.RemoteApi;
import dev.pictor.providers.remote.Reply;
import dev.pictor.providers.remote.Watch;
import dev.pictor.providers.workflows.Unfit;
import dev.pictor.providers.workflows.Values;
import dev.pictor.providers.workflows.Workflow;
import dev.pictor.providers.workflows.Workflows;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// A RunPod endpoint as a provider. RunPod knows no idempotency and no search: an order whose
/// answer is lost stays unknown. What it says in a callback is not believed; [#poll] asks.
public final class RunPodApi implements RemoteApi {
  /// As in settings and requests.
  public static final String NAME = "runpod";

  /// Longest side where results come inside the answer: as a PNG of noise it just fits.
  static final int SIDE_WITHOUT_BUCKET = 1536;

  private static final long MOST_BYTES_BY_LINK = 64L << 20;
  private static final Pattern HANDLE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,127}");

  private final RunPodSettings settings;
  private final Workflows workflows;
  private final boolean linksReach;
  private final PartnerHttp http;

  /// @param linksReach whether RunPod can reach the links of pictures
  public RunPodApi(
      RunPodSettings settings, Workflows workflows, boolean linksReach, PartnerHttp.Limits limits) {
    this.settings = settings;
    this.workflows = workflows;
    this.linksReach = linksReach;
    this.http = new PartnerHttp(limits);
  }

  /// @param linksReach whether RunPod can reach the links of pictures
  /// @return empty when it is not set up
  public static Optional<RemoteApi> open(
      RunPodSettings settings, Workflows workflows, boolean linksReach) {
    return settings.isSetUp()
        ? Optional.of(new RunPodApi(settings, workflows, linksReach, settings.limits()))
        : Optional.empty();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Relay.Machine machine() {
    return Relay.Machine.GPU;
  }

  /// Nothing tells what the worker has: the operator's image must fit the templates.
  @Override
  public Optional<Offer> offer(Generation.Step step) {
    return workflows.serving(step).stream()
        .findFirst()
        .map(workflow -> offer(workflow, step instanceof Generation.Upscale));
  }

  @Override
  public String edition(Generation.Step step) {
    return offer(step)
        .flatMap(offer -> workflows.find(offer.model()))
        .map(Workflow::edition)
        .orElse("");
  }

  /// Without a bucket a picture is sent so small that its result fits into the answer, but for one
  /// that is to become larger: that would be enlarging what was made smaller.
  private Offer offer(Workflow workflow, boolean enlarges) {
    boolean byLink = linksReach && workflow.loadsLinks();
    boolean isTight = !settings.hasBucket();
    int side = workflow.maxInputSide();
    return new Offer(
        workflow.id(),
        byLink ? MOST_BYTES_BY_LINK : RunPodOrder.mostBytesInside(workflow),
        isTight && !enlarges ? Math.min(SIDE_WITHOUT_BUCKET, side) : side,
        byLink ? Offer.Travel.LINK : Offer.Travel.INLINE,
        0,
        isTight && enlarges ? (long) SIDE_WITHOUT_BUCKET * SIDE_WITHOUT_BUCKET : Long.MAX_VALUE,
        workflow.pictures().keySet());
  }

  @Override
  public Reply submit(Order order, Watch watch) throws InterruptedException {
    Optional<Values> values = Values.of(order, workflows.themes());
    if (values.isEmpty()) {
      return new Reply.Refused("The theme of this job is not there any more.");
    }
    Optional<Workflow> workflow = workflow(order);
    if (workflow.isEmpty()) {
      return new Reply.Refused("The RunPod endpoint has no workflow for this.");
    }
    ObjectNode job;
    try {
      job = RunPodOrder.job(order, workflow.get(), values.get(), settings);
    } catch (Unfit e) {
      return new Reply.Refused("This workflow cannot do that: " + e.getMessage() + ".");
    }
    byte[] body = Json.write(job).getBytes(StandardCharsets.UTF_8);
    if (body.length > RunPodOrder.MOST_BYTES) {
      return new Reply.Refused("The pictures are too large for RunPod, which takes 10 MB.");
    }
    return switch (http.send(Call.post(address("/run"), body, authorization()))) {
      case Exchange.Answered(HttpAnswer answer) -> handedOver(answer);
      case Exchange.NotReached(String why) -> new Reply.Down(why);
      case Exchange.NoAnswer(String why) -> new Reply.UnknownOutcome(why);
    };
  }

  /// The one that was offered, or another when it is gone since.
  private Optional<Workflow> workflow(Order order) {
    var serving = workflows.serving(order.step());
    return serving.stream()
        .filter(each -> each.id().equals(order.model()))
        .findFirst()
        .or(() -> serving.stream().findFirst());
  }

  private Reply handedOver(HttpAnswer answer) {
    return switch (answer.status()) {
      case 200, 201, 202 -> accepted(answer.json());
      case 400, 413, 415, 422 ->
          new Reply.Refused("RunPod does not take this job; it may be too large.");
      case 429 -> new Reply.Busy(answer.retryAfter(Instant.now()).orElse(null));
      case 500 -> new Reply.Failed("RunPod failed when it got the job.");
      // A gateway lost patience with what is behind it, which may have the job.
      case 502, 504, 520, 522, 524 ->
          new Reply.UnknownOutcome("a gateway of RunPod answered " + answer.status());
      default -> new Reply.Down(why(answer));
    };
  }

  private static Reply accepted(JsonNode answer) {
    String id = answer.path("id").asText();
    return HANDLE.matcher(id).matches() && answer.path("status").isTextual()
        ? new Reply.Accepted(id)
        : new Reply.UnknownOutcome("RunPod took the job and did not name it");
  }

  private static String why(HttpAnswer answer) {
    return switch (answer.status()) {
      case 401, 403 -> "RunPod refuses the key";
      case 402 -> "the RunPod account has no credit";
      case 404 -> "RunPod does not know the endpoint";
      default -> "RunPod answered " + answer.status();
    };
  }

  @Override
  public Reply poll(Order order, String handle) throws InterruptedException {
    if (!HANDLE.matcher(handle).matches()) {
      return new Reply.Failed("RunPod does not know this job.");
    }
    return switch (http.send(Call.get(address("/status/" + handle), authorization()))) {
      case Exchange.Answered(HttpAnswer answer) when answer.status() == 200 ->
          RunPodStatus.reply(answer.json(), settings);
      // Deleted when its time was up, or kept no longer: it may have been made.
      case Exchange.Answered(HttpAnswer answer) when answer.status() == 404 ->
          new Reply.Failed(
              "RunPod does not know the job any more; it may have been made.",
              Reply.Charge.AS_FOR_A_PICTURE);
      case Exchange.Answered(HttpAnswer answer) when answer.status() == 429 ->
          new Reply.Busy(answer.retryAfter(Instant.now()).orElse(null));
      case Exchange.Answered(HttpAnswer answer) -> new Reply.Down(why(answer));
      case Exchange.NotReached(String why) -> new Reply.Down(why);
      case Exchange.NoAnswer(String why) -> new Reply.Down(why);
    };
  }

  @Override
  public boolean cancel(String handle) throws InterruptedException {
    if (!HANDLE.matcher(handle).matches()) {
      return true;
    }
    Exchange told =
        http.send(Call.post(address("/cancel/" + handle), new byte[0], authorization()));
    return told instanceof Exchange.Answered(HttpAnswer answer)
        && (answer.isSuccess() || answer.status() == 404);
  }

  @Override
  public Health health() throws InterruptedException {
    return switch (http.send(Call.get(address("/health"), authorization()))) {
      case Exchange.Answered(HttpAnswer answer) when answer.status() == 200 ->
          RunPodStatus.health(answer.json());
      case Exchange.Answered(HttpAnswer answer) -> new Health(false, why(answer));
      case Exchange.NotReached(String why) -> new Health(false, why);
      case Exchange.NoAnswer(String why) -> new Health(false, why);
    };
  }

  private URI address(String path) {
    return URI.create(settings.url() + "/" + settings.endpoint() + path);
  }

  private String[] authorization() {
    return new String[] {"Authorization", "Bearer " + settings.key()};
  }

  @Override
  public void close() {
    http.close();
  }

  @Override
  public String toString() {
    return "RunPodApi[" + settings + "]";
  }
}
