package dev.pictor.providers.seedream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.platform.partner.HttpAnswer;
import dev.pictor.platform.partner.PartnerHttp;
import dev.pictor.platform.partner.PartnerHttp.Call;
import dev.pictor.platform.partner.PartnerHttp.Exchange;
import dev.pictor.platform.partner.PartnerHttp.Limits;
import dev.pictor.providers.Generation;
import dev.pictor.providers.cloud.Means;
import dev.pictor.providers.cloud.PictureBody;
import dev.pictor.providers.cloud.Sent;
import dev.pictor.providers.cloud.Verdict;
import dev.pictor.providers.models.Model;
import dev.pictor.providers.models.SizeRule;
import dev.pictor.providers.remote.Health;
import dev.pictor.providers.remote.Offer;
import dev.pictor.providers.remote.Order;
import dev.pictor.providers.remote.RemoteApi;
import dev.pictor.providers.remote.Reply;
import dev.pictor.providers.remote.Watch;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Seedream's images API. A call answers with the picture, inside the answer rather than behind a
/// link that expires; there is no handle, no cancelling and no way to ask for a lost answer.
public final class SeedreamApi implements RemoteApi {
  /// The name in requests, answers, logs, metrics and settings.
  public static final String NAME = "seedream";

  private final SeedreamSettings settings;
  private final Means means;
  private final PartnerHttp http;

  /// For questions that make nothing.
  private final Duration quick;

  /// @param limits of every call
  SeedreamApi(SeedreamSettings settings, Means means, Limits limits) {
    this.settings = settings;
    this.means = means;
    this.http = new PartnerHttp(limits);
    this.quick = Verdict.quick(limits);
  }

  /// @return empty without a key
  public static Optional<RemoteApi> open(SeedreamSettings settings, Means means) {
    return settings.key().isEmpty()
        ? Optional.empty()
        : Optional.of(new SeedreamApi(settings, means, Limits.forPictures(settings.timeout())));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<Offer> offer(Generation.Step step) {
    return model(step, settings.model()).map(model -> Sent.offer(model, Offer.Travel.INLINE));
  }

  private Optional<Model> model(Generation.Step step, String named) {
    return means.models().choose(settings.cloud().rows(), step.kind(), named, means.today());
  }

  @Override
  public List<Model> models() {
    return means.models().inUse(settings.cloud().rows(), settings.model(), means.today());
  }

  @Override
  public Reply submit(Order order, Watch watch) throws InterruptedException {
    Optional<Model> model = model(order.step(), order.model());
    Optional<BodyPublisher> body =
        model.flatMap(found ->
            means.prompts().of(order).map(words -> body(order, found, words.instruction())));
    if (body.isEmpty()) {
      return new Reply.Down("seedream has no model, or no words, for this order any more");
    }
    List<String> headers =
        List.of(
            "Authorization",
            "Bearer " + settings.key(),
            "Content-Type",
            "application/json",
            "X-Client-Request-Id",
            order.id().toString());
    Exchange exchange = http.send(new Call("POST", settings.address(), headers, body.get()));
    return Verdict.of(
        exchange, answer -> new SeedreamAnswer(answer, means.clock().instant()).reply());
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

  /// Every order is over when [#submit] ends, so there is nothing to ask for.
  @Override
  public Reply poll(Order order, String handle) {
    return new Reply.UnknownOutcome("seedream answers an order once and keeps nothing");
  }

  /// Ark has no question for this, so it gets an order without anything in it: it says what is
  /// missing to whoever has a good key, and makes nothing.
  @Override
  public Health health() throws InterruptedException {
    List<Model> models = models();
    if (models.isEmpty()) {
      return new Health(false, "none of its models is left; set SEEDREAM_MODEL");
    }
    Call call =
        Call.post(
            settings.address(),
            "{}".getBytes(StandardCharsets.UTF_8),
            "Authorization",
            "Bearer " + settings.key());
    return switch (http.send(call, quick)) {
      case Exchange.NotReached(String why) -> new Health(false, why);
      case Exchange.NoAnswer(String why) -> new Health(false, why);
      case Exchange.Answered(HttpAnswer answer) -> health(answer, models.getFirst().id());
    };
  }

  private static Health health(HttpAnswer answer, String id) {
    return switch (answer.status()) {
      case 400, 404, 422 -> new Health(true, id);
      case 401, 403 -> new Health(false, "the key is refused, or the account overdue");
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
