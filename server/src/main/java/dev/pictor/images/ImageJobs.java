package dev.pictor.images;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.billing.Billing;
import dev.pictor.identity.Principal;
import dev.pictor.identity.UserId;
import dev.pictor.jobs.Job;
import dev.pictor.jobs.JobFilter;
import dev.pictor.jobs.JobHandler;
import dev.pictor.jobs.JobId;
import dev.pictor.jobs.JobPage;
import dev.pictor.jobs.JobState;
import dev.pictor.jobs.Jobs;
import dev.pictor.jobs.OwnerId;
import dev.pictor.jobs.Submission;
import dev.pictor.jobs.TransactionHook;
import dev.pictor.platform.Json;
import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.providers.CallbackTokens;
import dev.pictor.providers.Relay;
import dev.pictor.storage.Links;
import dev.pictor.storage.Objects;
import dev.pictor.storage.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Jobs on pictures, of every operation: submit, find, list, cancel and delete. There is no table
/// beside the jobs' own.
public final class ImageJobs {
  /// What the queue of a provider on another machine begins with; its name follows.
  public static final String REMOTE_QUEUE = "remote-";

  private static final int MOST_AT_ONCE = 100;

  private final Jobs jobs;
  private final Objects objects;
  private final Uploads uploads;
  private final OrderBook orders;
  private final Relay relay;
  private final Intake intake;
  private final Quotes quotes;
  private final Billing billing;
  private final JobNotices notices;
  private final ReadyResults ready;

  public ImageJobs(Jobs jobs, Uses uses) {
    this.jobs = jobs;
    this.objects = uses.objects();
    this.uploads = uses.uploads();
    this.orders = new OrderBook(uses.uploads(), uses.urls());
    this.relay = uses.relay();
    this.billing = uses.billing();
    this.notices = uses.notices();
    this.intake = new Intake(uses, this::plan);
    this.quotes = new Quotes(jobs, billing, intake);
    this.ready = new ReadyResults(jobs, relay, uses.cache(), this::plan);
  }

  /// What it brings together.
  public record Uses(
      Objects objects,
      Uploads uploads,
      PictureUrls urls,
      Relay relay,
      ThemeRegistry themes,
      Billing billing,
      JobNotices notices,
      ResultCache cache) {}

  /// What runs them, by the kind of job; for the workers of a node.
  public Map<String, JobHandler> handlers(Lending lending) {
    var work =
        new ImageWork(
            relay,
            new JobCommission.Lent(
                objects,
                lending.links()::show,
                lending.tokens(),
                this::plan,
                lending.address(),
                lending.temporary()),
            ready.cache());
    return Operation.kinds().stream().collect(Collectors.toMap(Function.identity(), _ -> work));
  }

  /// What running jobs need beside.
  ///
  /// @param address of this host as others reach it; empty when they cannot
  /// @param temporary a folder for files of attempts
  public record Lending(Links links, CallbackTokens tokens, String address, Path temporary) {}

  /// Looked up only where it makes a difference: this is asked with each submission.
  private String plan(OwnerId owner) {
    return !relay.isByPlan()
        ? Relay.ANY_PLAN
        : billing.standing(new UserId(owner.value())).plan().word();
  }

  /// A job, and whether it was there already because of its idempotency key.
  public record Submitted(ImageJob job, boolean replayed) {}

  /// Puts a job into the queue; it is durable when this returns.
  ///
  /// @param found what the surface found wrong with the request already
  /// @throws Problem INVALID_REQUEST with every fault of the form at once; what is wrong with one
  ///   of its pictures; STORAGE_QUOTA_EXCEEDED, INSUFFICIENT_CREDITS or QUOTA_EXCEEDED
  public Submitted submit(Principal caller, JobForm form, List<FieldError> found)
      throws InterruptedException {
    return submit(caller, form, found, TransactionHook.NONE);
  }

  /// The same with something that must commit together with the job.
  Submitted submit(Principal caller, JobForm form, List<FieldError> found, TransactionHook together)
      throws InterruptedException {
    Intake.Taken taken = intake.take(caller, form, found, Intake.Pictures.NEEDED);
    JobTerms terms = taken.terms();
    TransactionHook hook =
        checkRoom(caller, form, terms).orElseGet(() -> notices.with(form, caller, together));
    OrderBook.Entry entry = orders.enter(caller, form, taken.checked());
    boolean kept = false;
    try {
      var submitted = ready.submit(submission(caller, form, entry, terms), entry, hook);
      kept = !submitted.replayed();
      return new Submitted(ImageJob.of(submitted.job()), submitted.replayed());
    } finally {
      if (!kept) {
        entry.brought().forEach(key -> uploads.delete(caller, key));
      }
    }
  }

  /// What a job would cost, who would make it and when, without putting it into the queue. Its
  /// pictures may be missing, and are not looked at.
  ///
  /// @param found what the surface found wrong with the request already
  /// @throws Problem as of [#submit], but that no credits or no quota are no problem
  public Quote quote(Principal caller, JobForm form, List<FieldError> found) {
    return quotes.of(caller, form, found);
  }

  /// What is wrong with the parameters of an operation whose pictures are not chosen yet.
  ///
  /// @return faults under the names of parameters; none when such a job would be taken
  public List<FieldError> faults(Operation operation, ObjectNode params) {
    var faults = new ArrayList<FieldError>();
    operation
        .read(params, faults)
        .ifPresent(generation -> {
          generation.steps().forEach(step -> faults.addAll(relay.faults(step, Relay.AUTO)));
        });
    return faults;
  }

  /// Who is told how jobs ended.
  public JobNotices notices() {
    return notices;
  }

  /// Whether there is a provider of this name.
  public boolean hasProvider(String name) {
    return relay.names().contains(name);
  }

  /// Each variant is a picture and a preview. A caller who has no room for them is told before any
  /// work is done; a repeat of a submission that was taken is answered all the same, which only the
  /// queue can tell.
  ///
  /// @return what refuses a job that is new; empty when there is room
  private Optional<TransactionHook> checkRoom(Principal caller, JobForm form, JobTerms terms) {
    Optional<Problem> full = intake.faultOfRoom(caller, terms);
    if (full.isPresent() && form.extras().retryToken() == null) {
      throw full.get();
    }
    return full.map(problem ->
        (_, _) -> {
          throw problem;
        });
  }

  private Submission submission(
      Principal caller, JobForm form, OrderBook.Entry entry, JobTerms terms) {
    JobForm.Extras extras = form.extras();
    var submission =
        Submission.of(
                owner(caller),
                form.kind(),
                Json.MAPPER.valueToTree(entry.order().costing(terms.price())))
            .withSurface(form.surface())
            .withQueue(
                intake.queueFor(
                    entry.order().generation(), () -> entry.order().wish(plan(owner(caller)))))
            .withPriority(extras.priority());
    if (!terms.isNothing()) {
      submission = submission.withTerms(terms);
    }
    String token = extras.retryToken();
    return token == null ? submission : submission.withIdempotencyKey(token, entry.digest());
  }

  /// @throws Problem NOT_FOUND when there is no such job or it is somebody else's
  public ImageJob get(Principal caller, String id) {
    return ImageJob.of(job(caller, id));
  }

  /// Which jobs to list; what is null does not filter.
  ///
  /// @param kind an operation's word, or [Operation#PIPELINE]
  /// @param state a native word
  /// @param params values that a step of the job was asked with
  public record Filter(@Nullable String kind, @Nullable String state, @Nullable ObjectNode params) {
    private JobFilter jobs() {
      JobFilter filter =
          kind == null ? JobFilter.ALL.ofKinds(Operation.kinds()) : JobFilter.ALL.ofKind(kind);
      if (params != null) {
        ObjectNode wanted = JsonNodeFactory.instance.objectNode();
        wanted.putArray("steps").addObject().set("params", params);
        filter = filter.withArgs(wanted);
      }
      return state == null ? filter : filter.inState(StateWord.of(state));
    }
  }

  /// A part of a list, newest first.
  ///
  /// @param next where the next part begins; null after the last
  public record Page(List<ImageJob> jobs, @Nullable String next) {}

  /// @param limit 1 to 100
  /// @param cursor [Page#next] of the part before; null for the first
  public Page list(Principal caller, Filter filter, int limit, @Nullable String cursor) {
    JobId after =
        cursor == null
            ? null
            : id(cursor)
                .orElseThrow(
                    () -> Problem.invalid("cursor", "is not one that a list has answered with."));
    JobPage page = jobs.list(owner(caller), filter.jobs(), limit, after);
    return new Page(
        page.jobs().stream().map(ImageJob::of).toList(),
        page.next() == null ? null : page.next().toString());
  }

  /// A part of a list with the number of all.
  public record Counted(List<ImageJob> jobs, long total) {}

  /// @param limit 1 to 100
  /// @param skip how many to pass over
  public Counted list(Principal caller, Filter filter, int limit, int skip) {
    List<Job> found = jobs.list(owner(caller), filter.jobs(), limit, skip);
    return new Counted(
        found.stream().map(ImageJob::of).toList(), jobs.count(owner(caller), filter.jobs()));
  }

  /// Stops a job; one that is finished stays as it is.
  public ImageJob cancel(Principal caller, String id) {
    Job job = job(caller, id);
    return jobs.cancel(job.id(), owner(caller))
        .map(ImageJob::of)
        .orElseThrow(() -> Problem.notFound("job"));
  }

  /// Removes a job with its pictures; one that is not finished is cancelled first. Its uploads go
  /// too when no other job uses them.
  public void delete(Principal caller, String id) {
    Job job = job(caller, id);
    ImageJob known = ImageJob.of(job);
    jobs.delete(
        job.id(),
        owner(caller),
        (transaction, gone) ->
            objects.deleteResults(transaction, Uploads.owner(caller), gone.value()));
    if (known.result() != null) {
      known.result().artifacts().forEach(each -> uploads.forget(each.key(), each.preview()));
    }
    for (String key : known.order().pictures()) {
      // A picture of a project stays until its owner deletes it there.
      boolean isUpload =
          uploads.find(caller, key).filter(each -> each.place() == Place.PRIVATE).isPresent();
      if (isUpload && !isUsed(caller, key)) {
        uploads.delete(caller, key);
      }
    }
  }

  /// The newest jobs of a project.
  public List<ImageJob> ofProject(Principal caller, String project, int limit) {
    return jobs.list(owner(caller), ofProject(project), limit, null).jobs().stream()
        .map(ImageJob::of)
        .toList();
  }

  /// Stops every job of a project that is not finished.
  public void cancelOfProject(Principal caller, String project) {
    for (JobState state : List.of(JobState.PENDING, JobState.RUNNING)) {
      JobId after = null;
      do {
        JobFilter filter = ofProject(project).inState(state);
        JobPage page = jobs.list(owner(caller), filter, MOST_AT_ONCE, after);
        page.jobs().forEach(job -> jobs.cancel(job.id(), owner(caller)));
        after = page.next();
      } while (after != null);
    }
  }

  private static JobFilter ofProject(String project) {
    return JobFilter.ALL.withArg("project", project);
  }

  private boolean isUsed(Principal caller, String key) {
    ObjectNode wanted = JsonNodeFactory.instance.objectNode();
    wanted.putArray("pictures").add(key);
    return !jobs.list(owner(caller), JobFilter.ALL.withArgs(wanted), 1, null).jobs().isEmpty();
  }

  private Job job(Principal caller, String id) {
    return id(id)
        .flatMap(known -> jobs.find(known, owner(caller)))
        .filter(job -> Operation.kinds().contains(job.kind()))
        .orElseThrow(() -> Problem.notFound("job"));
  }

  private static Optional<JobId> id(String text) {
    try {
      return Optional.of(JobId.parse(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static OwnerId owner(Principal caller) {
    return new OwnerId(caller.userId().value());
  }
}
