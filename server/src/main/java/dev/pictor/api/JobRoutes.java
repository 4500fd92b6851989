package dev.pictor.api;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.identity.Caller;
import dev.pictor.identity.Principal;
import dev.pictor.images.Caching;
import dev.pictor.images.ImageJob;
import dev.pictor.images.ImageJobs;
import dev.pictor.images.JobContract;
import dev.pictor.images.Operation;
import dev.pictor.images.PictureUrls;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.NextPage;
import dev.pictor.platform.http.Query;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.RequestBody;
import dev.pictor.platform.http.Route;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Jobs of every operation, at the address that two contracts share: making, seeing, stopping and
/// removing them. Each contract reads the requests that are written in it, and answers about the
/// jobs that came through it; jobs of contracts without words of their own have the first one's.
public final class JobRoutes {
  private static final String GROUP = "OneShot and MugShot: jobs";
  private static final int MOST_SKIPPED = 1_000_000;

  private final ImageJobs jobs;
  private final List<JobContract> contracts;
  private final int maxBodyBytes;

  /// @param contracts asked in this order whether a request is theirs; the last one takes what
  ///   nobody else does
  public JobRoutes(ImageJobs jobs, List<JobContract> contracts, PictureUrls pictureUrls) {
    this.jobs = jobs;
    this.contracts = List.copyOf(contracts);
    this.maxBodyBytes = pictureUrls.maxBodyBytes();
  }

  /// A part of a list.
  record Listing(List<Object> items, long total, int skip, int limit) {}

  public List<Route> routes() {
    List<JobContract.Examples> examples = contracts.stream().map(JobContract::examples).toList();
    List<Object> views = examples.stream().map(JobContract.Examples::view).toList();
    var listing = new Listing(views, views.size(), 0, Query.USUAL);
    Route.Draft creation =
        answering(
            route(POST, "/api/v1/jobs", Access.USER)
                .header("Idempotency-Key", "The same key and request give the same job")
                .header("Cache-Control", Caching.SENTENCE),
            201,
            "It is in the queue, durably; or done, where an equal job had the result",
            examples.stream().map(JobContract.Examples::accepted).toList());
    for (JobContract contract : contracts) {
      Map<String, Object> schema = contract.requestSchema();
      Object request = contract.examples().request();
      creation = schema.isEmpty() ? creation.takes(request) : creation.takes(request, schema);
    }
    return List.of(
        creation
            .in(GROUP)
            .says("Have something made of pictures: one of " + String.join(", ", Operation.kinds()))
            .sends("Location", "The job's own address")
            .sends("Idempotency-Replayed", "true when the job was there already")
            .fails(Problem.Kind.QUEUE_FULL, Problem.Kind.QUOTA_EXCEEDED)
            .fails(Problem.Kind.INSUFFICIENT_CREDITS, Problem.Kind.BAD_SIGNATURE)
            .fails(Problem.Kind.STORAGE_QUOTA_EXCEEDED, Problem.Kind.TOO_LARGE)
            .answers(415, "What a URL leads to is not a picture of a type that is taken")
            .answers(404, "A picture is not there, or is somebody else's")
            .answers(409, "The idempotency key was used for something else")
            .answers(413, "A picture is too large, or the result would be")
            .answers(422, "Fields are not valid; all of them are named")
            .by(this::create),
        answering(
                route(GET, "/api/v1/jobs/{job_id}", Access.USER),
                200,
                "The job in the words of its contract, its links made anew",
                views)
            .in(GROUP)
            .says("One job")
            .by(request -> Reply.json(request, view(request, job(request)))),
        route(GET, "/api/v1/jobs", Access.USER)
            .in(GROUP)
            .says("The caller's jobs, newest first")
            .queryWhole("skip", 0, MOST_SKIPPED, 0, "How many to pass over")
            .queryWhole("limit", 1, Query.MOST, Query.USUAL, "How many at most")
            .query(
                "status", String.class, "Only jobs in this state, in the words of either contract")
            .query("job_type", String.class, "Only jobs of this operation")
            .answers(200, "A part of the list", listing)
            .sends("Link", "rel=\"next\" when there is more")
            .by(this::list),
        answering(
                route(POST, "/api/v1/jobs/{job_id}/cancel", Access.USER),
                200,
                "The job, cancelled",
                views)
            .in(GROUP)
            .says("Stop a job")
            .answers(409, "It is finished already")
            .by(this::cancel),
        route(DELETE, "/api/v1/jobs/{job_id}", Access.USER)
            .in(GROUP)
            .says("Remove a job, its results, and its uploads that no other job uses")
            .answers(204, "It is gone")
            .by(this::delete));
  }

  /// Any of these may come, as each contract has its own words.
  private static Route.Draft answering(
      Route.Draft draft, int status, String sentence, List<Object> examples) {
    examples.reversed().forEach(example -> draft.answers(status, sentence, example));
    return draft;
  }

  private void create(Context request) throws InterruptedException {
    ObjectNode body = RequestBody.json(request, ObjectNode.class, maxBodyBytes);
    Principal caller = Caller.of(request);
    JobContract contract = JobContract.of(contracts, body);
    JobContract.Read read = contract.read(caller, body, JobContract.Wishes.of(request));
    var submitted = jobs.submit(caller, read.form(), read.faults());
    if (submitted.replayed()) {
      request.header("Idempotency-Replayed", "true");
    }
    request.header("Location", "/api/v1/jobs/" + submitted.job().id());
    Reply.json(request, 201, contract.accepted(request, submitted.job()));
  }

  private void list(Context request) {
    int skip = Query.whole(request, "skip", 0, MOST_SKIPPED, 0);
    int limit = Query.limit(request);
    var filter = new ImageJobs.Filter(kind(request), state(request), null);
    ImageJobs.Counted found = jobs.list(Caller.of(request), filter, limit, skip);
    if (skip + found.jobs().size() < found.total()) {
      NextPage.link(request, "skip", "" + (skip + limit));
    }
    Reply.json(
        request,
        new Listing(
            found.jobs().stream().map(job -> view(request, job)).toList(),
            found.total(),
            skip,
            limit));
  }

  /// Either contract's word for a state.
  private @Nullable String state(Context request) {
    String word = request.queryParam("status");
    return word == null
        ? null
        : contracts.stream()
            .flatMap(contract -> contract.stateOf(word).stream())
            .findFirst()
            .orElse(word);
  }

  private static @Nullable String kind(Context request) {
    String name = request.queryParam("job_type");
    if (name == null || name.equals(Operation.PIPELINE)) {
      return name;
    }
    return Operation.find(name)
        .map(Operation::word)
        .orElseThrow(() ->
            Problem.invalid("job_type", "is one of " + String.join(", ", Operation.kinds()) + "."));
  }

  private void cancel(Context request) {
    Principal caller = Caller.of(request);
    boolean wasFinal = job(request).moments().finishedAt() != null;
    ImageJob job = wasFinal ? job(request) : jobs.cancel(caller, request.pathParam("job_id"));
    boolean isCancelled = job.standing().state().equals("cancelled") || job.standing().isStopping();
    if (wasFinal || !isCancelled) {
      throw Problem.of(
          Problem.Kind.ALREADY_FINAL,
          "The job is " + job.standing().state() + " and stays so; delete it to remove it.");
    }
    Reply.json(request, view(request, job));
  }

  private void delete(Context request) {
    jobs.delete(Caller.of(request), request.pathParam("job_id"));
    request.status(204);
  }

  private ImageJob job(Context request) {
    return jobs.get(Caller.of(request), request.pathParam("job_id"));
  }

  private Object view(Context request, ImageJob job) {
    return contracts.stream()
        .filter(contract -> contract.surface().equals(job.surface()))
        .findFirst()
        .orElseGet(contracts::getLast)
        .view(request, job);
  }
}
