package dev.pictor.api;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.POST;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.identity.Caller;
import dev.pictor.identity.Principal;
import dev.pictor.images.ImageJobs;
import dev.pictor.images.JobContract;
import dev.pictor.images.JobForm;
import dev.pictor.images.Quote;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.RequestBody;
import dev.pictor.platform.http.Route;
import dev.pictor.platform.http.Scope;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What a job would cost, before it is submitted. A question is written like the job itself, in
/// either contract's words, and is refused for the same reasons.
public final class QuoteRoutes {
  private static final List<String> SURFACES =
      List.of("oneshot", "mugshot", "sketch", "pictoora", "nursefilter");

  static final Quote EXAMPLE =
      new Quote(
          "face_swap",
          "oneshot",
          2,
          1,
          2,
          List.of(
              new Quote.Step(
                  "face_swap",
                  null,
                  "x2",
                  1,
                  2,
                  new Quote.ByClass(2, 2, 2),
                  List.of("comfy_local", "local"))),
          8,
          0,
          true,
          "comfy_local",
          List.of("local"),
          new Quote.Waiting(5L, 2L, 3L, null),
          new Quote.Quota("jobs", 5, 4, Instant.parse("2026-11-23T00:00:00Z")),
          List.of());

  private final ImageJobs jobs;
  private final List<JobContract> contracts;

  /// @param contracts asked in this order whether a request is theirs; the last one takes what
  ///   nobody else does
  public QuoteRoutes(ImageJobs jobs, List<JobContract> contracts) {
    this.jobs = jobs;
    this.contracts = List.copyOf(contracts);
  }

  public List<Route> routes() {
    Route.Draft question = route(POST, "/api/v1/quotes", Access.USER).scope(Scope.READ);
    for (JobContract contract : contracts) {
      Map<String, Object> schema = contract.requestSchema();
      Object request = contract.examples().request();
      question = schema.isEmpty() ? question.takes(request) : question.takes(request, schema);
    }
    return List.of(
        question
            .in("Pictor: account")
            .says(
                "What a job would cost, who would make it and when; nothing is held and nothing is"
                    + " made. The body is the job's, whose pictures may be left out: they are not"
                    + " looked at")
            .queryWord(
                "surface",
                SURFACES,
                "The contract whose prices and quotas count; the body's own when not given")
            .answers(200, "The price, and how things are at this moment", EXAMPLE)
            .fails(Problem.Kind.STORAGE_QUOTA_EXCEEDED, Problem.Kind.UNAVAILABLE)
            .answers(404, "The project is not there, or is somebody else's")
            .answers(422, "Fields are not valid, all of them are named; or there is no price")
            .by(this::quote));
  }

  private void quote(Context request) {
    String surface = request.queryParam("surface");
    if (surface != null && !SURFACES.contains(surface)) {
      throw Problem.invalid("surface", "is one of " + String.join(", ", SURFACES) + ".");
    }
    Principal caller = Caller.of(request);
    ObjectNode body = RequestBody.json(request, ObjectNode.class);
    JobContract.Read read =
        JobContract.of(contracts, body).read(caller, body, JobContract.Wishes.of(request));
    JobForm form = surface == null ? read.form() : read.form().at(surface);
    Reply.json(request, jobs.quote(caller, form, read.faults()));
  }
}
