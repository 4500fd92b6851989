package dev.pictor.providers.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.partner.HttpAnswer;
import dev.pictor.platform.partner.PartnerHttp;
import dev.pictor.platform.partner.PartnerHttp.Call;
import dev.pictor.platform.partner.PartnerHttp.Exchange;
import dev.pictor.platform.partner.PartnerHttp.Limits;
import dev.pictor.providers.Generation;
import dev.pictor.providers.cloud.EventStream;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// OpenAI's Images API. A call answers with the picture; there is no handle, no cancelling and no
/// way to ask for a lost answer. Orders with pictures are edits, those without are generations.
public final class OpenAiApi implements RemoteApi {
  /// The name in requests, answers, logs, metrics and settings.
  public static final String NAME = "openai";

  private final OpenAiSettings settings;
  private final Means means;
  private final PartnerHttp http;

  /// For questions that make nothing.
  private final Duration quick;

  private final Duration timeout;

  /// @param limits of every call
  OpenAiApi(OpenAiSettings settings, Means means, Limits limits) {
    this.settings = settings;
    this.means = means;
    this.http = new PartnerHttp(limits);
    this.quick = Verdict.quick(limits);
    this.timeout = limits.total();
  }

  /// @return empty without a key
  public static Optional<RemoteApi> open(OpenAiSettings settings, Means means) {
    return settings.key().isEmpty()
        ? Optional.empty()
        : Optional.of(new OpenAiApi(settings, means, Limits.forPictures(settings.timeout())));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<Offer> offer(Generation.Step step) {
    return model(step).map(model -> Sent.offer(model, Offer.Travel.INLINE));
  }

  private Optional<Model> model(Generation.Step step) {
    return means.models().choose(NAME, step.kind(), settings.model(), means.today());
  }

  @Override
  public List<Model> models() {
    return means.models().inUse(NAME, settings.model(), means.today());
  }

  @Override
  public String edition(Generation.Step step) {
    return offer(step).map(Offer::model).orElse("") + "/" + settings.quality();
  }

  @Override
  public Reply submit(Order order, Watch watch) throws InterruptedException {
    Optional<Model> model =
        means.models().choose(NAME, order.step().kind(), order.model(), means.today());
    Optional<OpenAiRequest> request =
        model.flatMap(found ->
            means
                .prompts()
                .of(order)
                .map(words -> new OpenAiRequest(settings, found, order, words.instruction())));
    if (request.isEmpty()) {
      return new Reply.Down("openai has no model, or no words, for this order any more");
    }
    URI address = address(order.pictures().isEmpty() ? "/images/generations" : "/images/edits");
    Call call = new Call("POST", address, headers(order), request.get().body());
    Exchange exchange = http.send(call, timeout, EventStream.handler(events(watch)));
    return Verdict.of(
        exchange, answer -> new OpenAiAnswer(answer, means.clock().instant()).reply(model.get()));
  }

  private Predicate<String> events(Watch watch) {
    var seen = new int[1];
    return type -> {
      boolean partial = type.endsWith(".partial_image");
      if (partial) {
        seen[0]++;
        watch.progress(Math.min(0.95, (double) seen[0] / (settings.partials() + 1)));
      }
      return !partial;
    };
  }

  private URI address(String path) {
    return URI.create(settings.base() + path);
  }

  private List<String> headers(Order order) {
    List<String> headers = identification();
    headers.addAll(List.of("Content-Type", "application/json"));
    headers.addAll(List.of("X-Client-Request-Id", order.id().toString()));
    return headers;
  }

  private List<String> identification() {
    var headers = new ArrayList<>(List.of("Authorization", "Bearer " + settings.key()));
    if (!settings.organization().isEmpty()) {
      headers.addAll(List.of("OpenAI-Organization", settings.organization()));
    }
    if (!settings.project().isEmpty()) {
      headers.addAll(List.of("OpenAI-Project", settings.project()));
    }
    return headers;
  }

  /// Every order is over when [#submit] ends, so there is nothing to ask for.
  @Override
  public Reply poll(Order order, String handle) {
    return new Reply.UnknownOutcome("openai answers an order once and keeps nothing");
  }

  @Override
  public Health health() throws InterruptedException {
    List<Model> models = models();
    if (models.isEmpty()) {
      return new Health(false, "none of its models is left; set OPENAI_IMAGE_MODEL");
    }
    String id = models.getFirst().id();
    Call call = new Call("GET", address("/models/" + id), identification(), null);
    return switch (http.send(call, quick)) {
      case Exchange.NotReached(String why) -> new Health(false, why);
      case Exchange.NoAnswer(String why) -> new Health(false, why);
      case Exchange.Answered(HttpAnswer answer) -> health(answer, id);
    };
  }

  private static Health health(HttpAnswer answer, String id) {
    if (answer.isSuccess()) {
      JsonNode end = answer.json().path("shutdown_date");
      return new Health(true, id + (end.isTextual() ? ", until " + end.asText() : ""));
    }
    return switch (answer.status()) {
      case 401, 403 -> new Health(false, "the key is refused");
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
