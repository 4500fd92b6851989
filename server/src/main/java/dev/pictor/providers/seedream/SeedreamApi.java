package dev.pictor.providers.seedream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.platform.partner.HttpAnswer;
import dev.pictor.platform.partner.PartnerHttp.Call;
import dev.pictor.platform.partner.PartnerHttp.Exchange;
import dev.pictor.platform.partner.PartnerHttp.Limits;
import dev.pictor.providers.cloud.Means;
import dev.pictor.providers.cloud.PictureBody;
import dev.pictor.providers.cloud.Sent;
import dev.pictor.providers.cloud.SynchronousApi;
import dev.pictor.providers.cloud.Verdict;
import dev.pictor.providers.models.Model;
import dev.pictor.providers.models.SizeRule;
import dev.pictor.providers.remote.Health;
import dev.pictor.providers.remote.Order;
import dev.pictor.providers.remote.RemoteApi;
import dev.pictor.providers.remote.Reply;
import dev.pictor.providers.remote.Watch;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Seedream's images API. The picture comes inside the answer rather than behind a link that
/// expires.
public final class SeedreamApi extends SynchronousApi {
  /// The name in requests, answers, logs, metrics and settings.
  public static final String NAME = "seedream";

  private final SeedreamSettings settings;

  /// @param limits of every call
  SeedreamApi(SeedreamSettings settings, Means means, Limits limits) {
    super(
        new Shelf(NAME, settings.cloud().rows(), settings.model(), "SEEDREAM_MODEL"),
        means,
        limits);
    this.settings = settings;
  }

  /// @return empty without a key
  public static Optional<RemoteApi> open(SeedreamSettings settings, Means means) {
    return settings.key().isEmpty()
        ? Optional.empty()
        : Optional.of(new SeedreamApi(settings, means, Limits.forPictures(settings.timeout())));
  }

  @Override
  public Reply submit(Order order, Watch watch) throws InterruptedException {
    Optional<BodyPublisher> body = request(order, (model, words) -> body(order, model, words));
    if (body.isEmpty()) {
      return nothing();
    }
    List<String> headers =
        List.of(
            "Authorization",
            "Bearer " + settings.key(),
            "Content-Type",
            "application/json",
            "X-Client-Request-Id",
            order.id().toString());
    Exchange exchange = http().send(new Call("POST", settings.address(), headers, body.get()));
    return Verdict.of(exchange, answer -> new SeedreamAnswer(answer, now()).reply());
  }

  private static BodyPublisher body(Order order, Model model, String words) {
    var pictures = new PictureBody();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("model", model.id());
    body.put("prompt", words);
    List<Order.Picture> sent = Sent.pictures(order);
    if (sent.size() == 1) {
      body.put("image", pictures.dataUri(sent.getFirst()));
    } else {
      sent.forEach(picture -> body.withArray("image").add(pictures.dataUri(picture)));
    }
    body.put("size", size(order, model));
    body.put("response_format", "b64_json");
    // Left out it would be true.
    body.put("watermark", false);
    if (model.traits().contains("format")) {
      body.put("output_format", "png");
    }
    return pictures.publisher(body);
  }

  private static String size(Order order, Model model) {
    return switch (model.sizes()) {
      case SizeRule.Multiples any -> SizeRule.written(any.nearest(order.wanted()));
      case SizeRule.Listed listed -> SizeRule.written(listed.nearest(order.wanted()));
      case SizeRule.Ratios _, SizeRule.Own _ -> "2K";
    };
  }

  /// Ark has no question for this, so it gets an order without anything in it: it says what is
  /// missing to whoever has a good key, and makes nothing.
  @Override
  protected Call question(String model) {
    return Call.post(
        settings.address(),
        "{}".getBytes(StandardCharsets.UTF_8),
        "Authorization",
        "Bearer " + settings.key());
  }

  @Override
  protected Health health(HttpAnswer answer, String model) {
    return switch (answer.status()) {
      case 400, 404, 422 -> new Health(true, model);
      case 401, 403 -> new Health(false, "the key is refused, or the account overdue");
      default -> new Health(false, "status " + answer.status());
    };
  }
}
