package dev.pictor.providers.cloud;

import dev.pictor.platform.partner.HttpAnswer;
import dev.pictor.platform.partner.PartnerHttp;
import dev.pictor.platform.partner.PartnerHttp.Call;
import dev.pictor.platform.partner.PartnerHttp.Exchange;
import dev.pictor.platform.partner.PartnerHttp.Limits;
import dev.pictor.providers.Generation;
import dev.pictor.providers.models.Model;
import dev.pictor.providers.remote.Health;
import dev.pictor.providers.remote.Offer;
import dev.pictor.providers.remote.Order;
import dev.pictor.providers.remote.RemoteApi;
import dev.pictor.providers.remote.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// A provider whose call answers with the picture: there is no handle, no cancelling and no way to
/// ask for a lost answer.
public abstract class SynchronousApi implements RemoteApi {
  private final Shelf shelf;
  private final Means means;
  private final Limits limits;
  private final PartnerHttp http;

  /// Where its models come from.
  ///
  /// @param name in requests, answers, logs, metrics and settings
  /// @param rows of the table of models
  /// @param model that the operator wants; empty for the table's choice
  /// @param setting that names it
  public record Shelf(String name, String rows, String model, String setting) {}

  /// @param limits of every call
  protected SynchronousApi(Shelf shelf, Means means, Limits limits) {
    this.shelf = shelf;
    this.means = means;
    this.limits = limits;
    this.http = new PartnerHttp(limits);
  }

  @Override
  public final String name() {
    return shelf.name();
  }

  @Override
  public Optional<Offer> offer(Generation.Step step) {
    return model(step, shelf.model()).map(model -> Sent.offer(model, Offer.Travel.INLINE));
  }

  private Optional<Model> model(Generation.Step step, String named) {
    return means.models().choose(shelf.rows(), step.kind(), named, means.today());
  }

  @Override
  public final List<Model> models() {
    return means.models().inUse(shelf.rows(), shelf.model(), means.today());
  }

  /// What is sent for an order, made of its model and the words that instruct it.
  ///
  /// @return empty when there is no such model, or nothing to say, any more; see [#nothing]
  protected final <R> Optional<R> request(Order order, BiFunction<Model, String, R> made) {
    return model(order.step(), order.model())
        .flatMap(model ->
            means.prompts().of(order).map(words -> made.apply(model, words.instruction())));
  }

  /// The reply to an order that there is no request for.
  protected final Reply nothing() {
    return new Reply.Down(name() + " has no model, or no words, for this order any more");
  }

  protected final PartnerHttp http() {
    return http;
  }

  protected final Limits limits() {
    return limits;
  }

  protected final Instant now() {
    return means.clock().instant();
  }

  /// Every order is over when [#submit] ends, so there is nothing to ask for.
  @Override
  public final Reply poll(Order order, String handle) {
    return new Reply.UnknownOutcome(name() + " answers an order once and keeps nothing");
  }

  @Override
  public final Health health() throws InterruptedException {
    List<Model> models = models();
    if (models.isEmpty()) {
      return new Health(false, "none of its models is left; set " + shelf.setting());
    }
    String model = models.getFirst().id();
    return switch (http.send(question(model), Verdict.quick(limits))) {
      case Exchange.NotReached(String why) -> new Health(false, why);
      case Exchange.NoAnswer(String why) -> new Health(false, why);
      // Too many questions say nothing about orders.
      case Exchange.Answered(HttpAnswer answer) when answer.status() == 429 ->
          new Health(true, model + ", too many requests just now");
      case Exchange.Answered(HttpAnswer answer) -> health(answer, model);
    };
  }

  /// A question that makes nothing and costs nothing.
  protected abstract Call question(String model);

  /// What its answer says, whatever its status but 429.
  protected abstract Health health(HttpAnswer answer, String model);

  /// For whoever asks for one model by its name.
  protected static Health without(HttpAnswer answer, String model) {
    return answer.status() == 404
        ? new Health(false, "this account has no model " + model)
        : new Health(false, "status " + answer.status());
  }

  @Override
  public final void close() {
    http.close();
  }
}
