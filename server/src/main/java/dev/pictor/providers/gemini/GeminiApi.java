package dev.pictor.providers.gemini;

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
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Gemini's `generateContent`. A call answers with the picture; there is no handle, no cancelling
/// and no way to ask for a lost answer.
public final class GeminiApi implements RemoteApi {
  /// The name in requests, answers, logs, metrics and settings.
  public static final String NAME = "gemini";

  private final GeminiSettings settings;
  private final Means means;
  private final PartnerHttp http;

  /// For questions that make nothing.
  private final Duration quick;

  /// @param limits of every call
  GeminiApi(GeminiSettings settings, Means means, Limits limits) {
    this.settings = settings;
    this.means = means;
    this.http = new PartnerHttp(limits);
    this.quick = Verdict.quick(limits);
  }

  /// @return empty without a key
  public static Optional<RemoteApi> open(GeminiSettings settings, Means means) {
    return settings.key().isEmpty()
        ? Optional.empty()
        : Optional.of(new GeminiApi(settings, means, Limits.forPictures(settings.timeout())));
  }

  @Override
  public String name() {
    return NAME;
  }

  /// A face is swapped by words, so a LoRA of somebody else's makes no sense here.
  @Override
  public Optional<Offer> offer(Generation.Step step) {
    boolean ownLora = step instanceof Generation.FaceSwap swap && swap.lora() != null;
    return ownLora
        ? Optional.empty()
        : means
            .models()
            .choose(NAME, step.kind(), settings.model(), means.today())
            .map(model -> Sent.offer(model, Offer.Travel.INLINE));
  }

  @Override
  public List<Model> models() {
    return means.models().inUse(NAME, settings.model(), means.today());
  }

  @Override
  public String edition(Generation.Step step) {
    return offer(step).map(Offer::model).orElse("") + "/" + settings.mostSize();
  }

  @Override
  public Reply submit(Order order, Watch watch) throws InterruptedException {
    Optional<Model> model =
        means.models().choose(NAME, order.step().kind(), order.model(), means.today());
    Optional<GeminiRequest> request =
        model.flatMap(found ->
            means
                .prompts()
                .of(order)
                .map(words -> new GeminiRequest(settings, found, order, words.instruction())));
    if (request.isEmpty()) {
      return new Reply.Down("gemini has no model, or no words, for this order any more");
    }
    List<String> headers =
        List.of("x-goog-api-key", settings.key(), "Content-Type", "application/json");
    URI address = address(request.get().model().id() + ":generateContent");
    Exchange exchange = http.send(new Call("POST", address, headers, request.get().body()));
    long cost = request.get().cost();
    return Verdict.of(
        exchange, answer -> new GeminiAnswer(answer, means.clock().instant()).reply(cost));
  }

  private URI address(String model) {
    return URI.create(settings.base() + "/v1beta/models/" + model);
  }

  /// Every order is over when [#submit] ends, so there is nothing to ask for.
  @Override
  public Reply poll(Order order, String handle) {
    return new Reply.UnknownOutcome("gemini answers an order once and keeps nothing");
  }

  @Override
  public Health health() throws InterruptedException {
    List<Model> models = models();
    if (models.isEmpty()) {
      return new Health(false, "none of its models is left; set GEMINI_IMAGE_MODEL");
    }
    String id = models.getFirst().id();
    Call call = Call.get(address(id), "x-goog-api-key", settings.key());
    return switch (http.send(call, quick)) {
      case Exchange.NotReached(String why) -> new Health(false, why);
      case Exchange.NoAnswer(String why) -> new Health(false, why);
      case Exchange.Answered(HttpAnswer answer) -> health(answer, id);
    };
  }

  private static Health health(HttpAnswer answer, String id) {
    if (answer.isSuccess()) {
      return new Health(true, id);
    }
    return switch (answer.status()) {
      case 400, 401, 403 -> new Health(false, "the key is refused");
      case 404 -> new Health(false, "this account has no model " + id);
      // Too many questions say nothing about orders.
      case 429 -> new Health(true, id + ", too many requests just now");
      default -> new Health(false, "status " + answer.status());
    };
  }

  @Override
  public void close() {
    http.close();
  }
}
