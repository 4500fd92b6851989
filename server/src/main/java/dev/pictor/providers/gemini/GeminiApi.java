package dev.pictor.providers.gemini;

import dev.pictor.platform.partner.HttpAnswer;
import dev.pictor.platform.partner.PartnerHttp.Call;
import dev.pictor.platform.partner.PartnerHttp.Exchange;
import dev.pictor.platform.partner.PartnerHttp.Limits;
import dev.pictor.providers.Generation;
import dev.pictor.providers.cloud.Means;
import dev.pictor.providers.cloud.SynchronousApi;
import dev.pictor.providers.cloud.Verdict;
import dev.pictor.providers.remote.Health;
import dev.pictor.providers.remote.Offer;
import dev.pictor.providers.remote.Order;
import dev.pictor.providers.remote.RemoteApi;
import dev.pictor.providers.remote.Reply;
import dev.pictor.providers.remote.Watch;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Gemini's `generateContent`.
public final class GeminiApi extends SynchronousApi {
  /// The name in requests, answers, logs, metrics and settings.
  public static final String NAME = "gemini";

  private final GeminiSettings settings;

  /// @param limits of every call
  GeminiApi(GeminiSettings settings, Means means, Limits limits) {
    super(new Shelf(NAME, NAME, settings.model(), "GEMINI_IMAGE_MODEL"), means, limits);
    this.settings = settings;
  }

  /// @return empty without a key
  public static Optional<RemoteApi> open(GeminiSettings settings, Means means) {
    return settings.key().isEmpty()
        ? Optional.empty()
        : Optional.of(new GeminiApi(settings, means, Limits.forPictures(settings.timeout())));
  }

  /// A face is swapped by words, so a LoRA of somebody else's makes no sense here.
  @Override
  public Optional<Offer> offer(Generation.Step step) {
    boolean ownLora = step instanceof Generation.FaceSwap swap && swap.lora() != null;
    return ownLora ? Optional.empty() : super.offer(step);
  }

  @Override
  public String edition(Generation.Step step) {
    return offer(step).map(Offer::model).orElse("") + "/" + settings.mostSize();
  }

  @Override
  public Reply submit(Order order, Watch watch) throws InterruptedException {
    Optional<GeminiRequest> request =
        request(order, (model, words) -> new GeminiRequest(settings, model, order, words));
    if (request.isEmpty()) {
      return nothing();
    }
    List<String> headers =
        List.of("x-goog-api-key", settings.key(), "Content-Type", "application/json");
    URI address = address(request.get().model().id() + ":generateContent");
    Exchange exchange = http().send(new Call("POST", address, headers, request.get().body()));
    long cost = request.get().cost();
    return Verdict.of(exchange, answer -> new GeminiAnswer(answer, now()).reply(cost));
  }

  private URI address(String model) {
    return URI.create(settings.base() + "/v1beta/models/" + model);
  }

  @Override
  protected Call question(String model) {
    return Call.get(address(model), "x-goog-api-key", settings.key());
  }

  @Override
  protected Health health(HttpAnswer answer, String model) {
    if (answer.isSuccess()) {
      return new Health(true, model);
    }
    return switch (answer.status()) {
      case 400, 401, 403 -> new Health(false, "the key is refused");
      default -> without(answer, model);
    };
  }
}
