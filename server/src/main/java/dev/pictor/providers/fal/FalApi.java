package dev.pictor.providers.fal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.engine.face.FaceChoice;
import dev.pictor.platform.partner.HttpAnswer;
import dev.pictor.platform.partner.PartnerHttp;
import dev.pictor.platform.partner.PartnerHttp.Call;
import dev.pictor.platform.partner.PartnerHttp.Exchange;
import dev.pictor.platform.partner.PartnerHttp.Limits;
import dev.pictor.providers.Generation;
import dev.pictor.providers.cloud.Means;
import dev.pictor.providers.cloud.Sent;
import dev.pictor.providers.cloud.Verdict;
import dev.pictor.providers.models.Model;
import dev.pictor.providers.remote.Health;
import dev.pictor.providers.remote.Offer;
import dev.pictor.providers.remote.Order;
import dev.pictor.providers.remote.RemoteApi;
import dev.pictor.providers.remote.Reply;
import dev.pictor.providers.remote.Watch;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// fal.ai by its queue: an order gets an id and addresses, is asked about there, and its result is
/// fetched by a call of its own, as COMPLETED is said of failures too.
public final class FalApi implements RemoteApi {
  private static final Logger LOG = LoggerFactory.getLogger(FalApi.class);

  /// The name in requests, answers, logs, metrics and settings.
  public static final String NAME = "fal";

  /// Orders carry pictures, so that handing one over takes longer than a question.
  private static final Limits LIMITS =
      new Limits(Duration.ofSeconds(5), Duration.ofSeconds(120), 4L << 20);

  private static final Duration PAUSE = Duration.ofSeconds(5);

  /// How long fal keeps results: longer than we need to fetch them.
  private static final String LIFE = "{\"expiration_duration_seconds\":86400}";

  /// Nobody's order.
  private static final String NO_ID = "00000000-0000-0000-0000-000000000000";

  private final FalSettings settings;
  private final Means means;
  private final PartnerHttp http;
  private final FalSignature signature;

  /// For questions that make nothing.
  private final Duration quick;

  /// @param limits of every call
  FalApi(FalSettings settings, Means means, Limits limits) {
    this.settings = settings;
    this.means = means;
    this.http = new PartnerHttp(limits);
    this.signature = new FalSignature(settings.jwks(), means.clock());
    this.quick = Verdict.quick(limits);
  }

  /// @return empty without a key
  public static Optional<RemoteApi> open(FalSettings settings, Means means) {
    return settings.key().isEmpty()
        ? Optional.empty()
        : Optional.of(new FalApi(settings, means, LIMITS));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<Offer> offer(Generation.Step step) {
    return means
        .models()
        .choose(NAME, step.kind(), settings.model(step.kind()), means.today())
        .filter(model -> isMade(step, model))
        .map(model -> Sent.offer(model, Offer.Travel.LINK));
  }

  /// The models for faces take the one face that they find first, and have no options; those for
  /// larger pictures go by a name.
  private static boolean isMade(Generation.Step step, Model model) {
    return switch (step) {
      case Generation.FaceSwap swap ->
          swap.lora() == null
              && swap.blend() == 1
              && swap.strength() == 1
              && swap.source() instanceof FaceChoice.Largest
              && swap.faces() instanceof FaceChoice.Largest;
      case Generation.Upscale upscale ->
          upscale.model().equals("auto") || upscale.model().equals(model.id());
      case Generation.Sketch _,
          Generation.FaceRestore _,
          Generation.Fit _,
          Generation.Theme _,
          Generation.BookPage _,
          Generation.CutOut _,
          Generation.Thumbnail _ ->
          true;
    };
  }

  @Override
  public List<Model> models() {
    return Stream.of("sketch", "face_swap", "upscale")
        .flatMap(operation -> inUse(operation).stream())
        .toList();
  }

  private Optional<Model> inUse(String operation) {
    String named = settings.model(operation);
    return means
        .models()
        .choose(NAME, operation, named, means.today())
        .or(() -> means.models().find(NAME, named));
  }

  @Override
  public Reply submit(Order order, Watch watch) throws InterruptedException {
    Optional<FalRequest> request = request(order);
    if (request.isEmpty()) {
      return new Reply.Down("fal has no model, or no words, for this order any more");
    }
    URI callback = order.callback();
    String query =
        callback == null
            ? ""
            : "?fal_webhook=" + URLEncoder.encode(callback.toString(), StandardCharsets.UTF_8);
    URI address = URI.create(settings.queue() + "/" + request.get().path() + query);
    List<String> headers =
        List.of(
            "Authorization",
            "Key " + settings.key(),
            "Content-Type",
            "application/json",
            "X-Fal-Object-Lifecycle-Preference",
            LIFE);
    return Verdict.of(
        http.send(new Call("POST", address, headers, request.get().body())), this::accepted);
  }

  private Optional<FalRequest> request(Order order) {
    return means
        .models()
        .choose(NAME, order.step().kind(), order.model(), means.today())
        .flatMap(
            model -> means.prompts().of(order).map(words -> new FalRequest(model, order, words)));
  }

  private Reply accepted(HttpAnswer answer) {
    if (!answer.isSuccess()) {
      return new FalProblem(answer, means.clock().instant()).reply();
    }
    return FalHandle.of(answer.json(), settings.queue())
        .<Reply>map(handle -> new Reply.Accepted(handle.text()))
        .orElseGet(() -> new Reply.UnknownOutcome("fal took an order and named none"));
  }

  @Override
  public Reply poll(Order order, String handle) throws InterruptedException {
    Optional<FalHandle> known = FalHandle.read(handle, settings.queue());
    if (known.isEmpty()) {
      return new Reply.Failed("It does not know this order.");
    }
    return switch (http.send(ask(URI.create(known.get().status() + "?logs=1")), quick)) {
      case Exchange.NotReached(String why) -> new Reply.Down(why);
      case Exchange.NoAnswer(String why) -> new Reply.Down(why);
      case Exchange.Answered(HttpAnswer answer) -> status(order, known.get(), answer);
    };
  }

  private Call ask(URI address) {
    return Call.get(address, "Authorization", "Key " + settings.key());
  }

  /// Trouble with asking is no trouble with the order, and what cannot be read is taken for an
  /// order that is still worked on; a deadline of the job's ends both.
  private Reply status(Order order, FalHandle handle, HttpAnswer answer)
      throws InterruptedException {
    JsonNode json = answer.json();
    if (answer.status() == 404) {
      return new Reply.Failed(
          "It does not know this order any more.", Reply.Charge.AS_FOR_A_PICTURE);
    }
    if (!answer.isSuccess()) {
      return new Reply.Busy(answer.retryAfter(means.clock().instant()).orElse(PAUSE));
    }
    return switch (json.path("status").asText("")) {
      case "IN_QUEUE" -> new Reply.Running(0, null);
      case "IN_PROGRESS" -> new Reply.Running(FalLogs.progress(json.path("logs")), null);
      case "COMPLETED" -> completed(order, handle, json);
      default -> {
        LOG.warn("fal answered about an order in an unknown way; it is asked again");
        yield new Reply.Running(0, PAUSE);
      }
    };
  }

  private Reply completed(Order order, FalHandle handle, JsonNode status)
      throws InterruptedException {
    if (!status.path("error").asText("").isEmpty()
        || !status.path("error_type").asText("").isEmpty()) {
      return FalProblem.ended(status);
    }
    return switch (http.send(ask(handle.result()), quick)) {
      case Exchange.NotReached _, Exchange.NoAnswer _ -> new Reply.Running(FalLogs.MOST, PAUSE);
      case Exchange.Answered(HttpAnswer answer) -> result(order, answer);
    };
  }

  private Reply result(Order order, HttpAnswer answer) {
    // A gateway's trouble, or ours with the key, while the result waits.
    if (Set.of(401, 403, 408, 429, 502).contains(answer.status())) {
      Duration wait = answer.retryAfter(means.clock().instant()).orElse(PAUSE);
      return new Reply.Running(FalLogs.MOST, wait);
    }
    return answer.isSuccess()
        ? new FalResult(settings, answer.json()).reply(request(order))
        : new FalProblem(answer, means.clock().instant()).afterwards();
  }

  /// True once fal was told, or when there is nothing left to tell it.
  @Override
  public boolean cancel(String handle) throws InterruptedException {
    Optional<FalHandle> known = FalHandle.read(handle, settings.queue());
    if (known.isEmpty()) {
      return true;
    }
    List<String> headers = List.of("Authorization", "Key " + settings.key());
    return switch (http.send(new Call("PUT", known.get().cancel(), headers, null), quick)) {
      case Exchange.NotReached _, Exchange.NoAnswer _ -> false;
      case Exchange.Answered(HttpAnswer answer) ->
          answer.isSuccess() || Set.of(400, 404).contains(answer.status());
    };
  }

  /// fal has no question for this, so it is asked for an order that nobody made: who has a good key
  /// hears that there is none.
  @Override
  public Health health() throws InterruptedException {
    List<Model> models = models();
    if (models.isEmpty()) {
      return new Health(false, "none of its models is left; set FAL_IMAGE_MODEL");
    }
    URI address =
        URI.create(settings.queue() + "/fal-ai/nano-banana-2/requests/" + NO_ID + "/status");
    return switch (http.send(ask(address), quick)) {
      case Exchange.NotReached(String why) -> new Health(false, why);
      case Exchange.NoAnswer(String why) -> new Health(false, why);
      case Exchange.Answered(HttpAnswer answer) -> health(answer, models.getFirst().id());
    };
  }

  private static Health health(HttpAnswer answer, String id) {
    return switch (answer.status()) {
      case 200, 202, 400, 404, 422 -> new Health(true, id);
      case 401 -> new Health(false, "the key is refused");
      case 403 -> new Health(false, "the account is locked, such as without credit");
      // Too many questions say nothing about orders.
      case 429 -> new Health(true, id + ", too many requests just now");
      default -> new Health(false, "status " + answer.status());
    };
  }

  /// Without fal's keys a call is no worse than none: the order itself is asked anyway.
  @Override
  public boolean isGenuine(Function<String, String> header, byte[] body)
      throws InterruptedException {
    return switch (signature.check(header, body)) {
      case GENUINE, NO_KEYS -> true;
      case FORGED, OUT_OF_TIME -> false;
    };
  }

  @Override
  public void close() {
    signature.close();
    http.close();
  }
}
