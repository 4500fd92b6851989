package dev.pictor.providers.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.partner.HttpAnswer;
import dev.pictor.platform.partner.PartnerHttp.Call;
import dev.pictor.platform.partner.PartnerHttp.Exchange;
import dev.pictor.platform.partner.PartnerHttp.Limits;
import dev.pictor.providers.Generation;
import dev.pictor.providers.cloud.EventStream;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// OpenAI's Images API. Orders with pictures are edits, those without are generations.
public final class OpenAiApi extends SynchronousApi {
  /// The name in requests, answers, logs, metrics and settings.
  public static final String NAME = "openai";

  private final OpenAiSettings settings;

  /// @param limits of every call
  OpenAiApi(OpenAiSettings settings, Means means, Limits limits) {
    super(new Shelf(NAME, NAME, settings.model(), "OPENAI_IMAGE_MODEL"), means, limits);
    this.settings = settings;
  }

  /// @return empty without a key
  public static Optional<RemoteApi> open(OpenAiSettings settings, Means means) {
    return settings.key().isEmpty()
        ? Optional.empty()
        : Optional.of(new OpenAiApi(settings, means, Limits.forPictures(settings.timeout())));
  }

  @Override
  public String edition(Generation.Step step) {
    return offer(step).map(Offer::model).orElse("") + "/" + settings.quality();
  }

  @Override
  public Reply submit(Order order, Watch watch) throws InterruptedException {
    Optional<OpenAiRequest> request =
        request(order, (model, words) -> new OpenAiRequest(settings, model, order, words));
    if (request.isEmpty()) {
      return nothing();
    }
    URI address = address(order.pictures().isEmpty() ? "/images/generations" : "/images/edits");
    Call call = new Call("POST", address, headers(order), request.get().body());
    Exchange exchange = http().send(call, limits().total(), EventStream.handler(events(watch)));
    return Verdict.of(
        exchange, answer -> new OpenAiAnswer(answer, now()).reply(request.get().model()));
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

  @Override
  protected Call question(String model) {
    return new Call("GET", address("/models/" + model), identification(), null);
  }

  @Override
  protected Health health(HttpAnswer answer, String model) {
    if (answer.isSuccess()) {
      JsonNode end = answer.json().path("shutdown_date");
      return new Health(true, model + (end.isTextual() ? ", until " + end.asText() : ""));
    }
    return switch (answer.status()) {
      case 401, 403 -> new Health(false, "the key is refused");
      default -> without(answer, model);
    };
  }
}
