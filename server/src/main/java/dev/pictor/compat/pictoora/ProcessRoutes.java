package dev.pictor.compat.pictoora;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.POST;

import dev.pictor.identity.Caller;
import dev.pictor.identity.Principal;
import dev.pictor.images.Caching;
import dev.pictor.images.ImageJob;
import dev.pictor.images.ImageJobs;
import dev.pictor.images.JobForm;
import dev.pictor.images.Ticket;
import dev.pictor.images.Tickets;
import dev.pictor.images.Uploads;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.RequestBody;
import dev.pictor.platform.http.Route;
import dev.pictor.storage.StoredObject;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A process from its beginning to its page: initiate, book, status.
final class ProcessRoutes {
  private static final String GROUP = "Pictoora: processes";
  private static final String ID = "01928c3e-…";

  private final Tickets tickets;
  private final ImageJobs jobs;
  private final BookForm.Reader forms;
  private final StatusBoard board;
  private final Uploads uploads;
  private final FileLinks links;

  ProcessRoutes(
      Tickets tickets,
      ImageJobs jobs,
      BookForm.Reader forms,
      StatusBoard board,
      Uploads uploads,
      FileLinks links) {
    this.tickets = tickets;
    this.jobs = jobs;
    this.forms = forms;
    this.board = board;
    this.uploads = uploads;
    this.links = links;
  }

  /// Permission for one job.
  record Initiated(String initId, Instant expiresAt) {}

  /// The job is in the queue.
  ///
  /// @param processId the job's id
  record Started(String initId, String processId, String status) {}

  /// Names a process.
  record Named(@Nullable String initId) {}

  /// How far a process is.
  ///
  /// @param status `pending`, `processing`, `completed`, `failed` or `cancelled`
  /// @param progress 0 to 100
  /// @param resultUrl a signed link to the page, made anew with each answer
  /// @param error why it failed, in words
  record Status(
      String initId,
      String status,
      int progress,
      @Nullable String resultUrl,
      @Nullable String error) {}

  List<Route> routes() {
    return List.of(initiate(), book(), status());
  }

  private Route initiate() {
    var initiated = new Initiated(ID, Instant.parse("2026-11-22T12:00:00Z"));
    return route(POST, Endpoint.INITIATE.path(), Access.USER)
        .in(GROUP)
        .says("Begin: an init_id, good for one process within an hour")
        .answers(
            201, "The init_id", Envelope.success(Endpoint.INITIATE, "Process initiated", initiated))
        .by(request -> {
          Ticket ticket = tickets.open(Caller.of(request));
          Envelope.success(
                  Endpoint.INITIATE,
                  "Process initiated",
                  new Initiated(ticket.id(), ticket.expiresAt()))
              .send(request, 201);
        });
  }

  private Route book() {
    return route(POST, Endpoint.BOOK.path(), Access.USER)
        .in(GROUP)
        .says("Put the person of a photo into the page of a book")
        .takes(
            new BookForm(
                ID, "http://…/objects/…", "http://…/objects/…", "Replace the face of every child"))
        .header("Cache-Control", Caching.SENTENCE)
        .answers(
            202,
            "It is in the queue, durably; the message says which faces are replaced",
            Envelope.success(
                Endpoint.BOOK, "Processing started. …", new Started(ID, ID, "pending")))
        .fails(Problem.Kind.NOT_FOUND, Problem.Kind.UNSUPPORTED_TYPE, Problem.Kind.BAD_PICTURE)
        .fails(Problem.Kind.FETCH_REFUSED, Problem.Kind.FETCH_FAILED, Problem.Kind.QUEUE_FULL)
        .by(this::start);
  }

  private Route status() {
    var done = new Status(ID, "completed", 100, "http://…/objects/…", null);
    return route(POST, Endpoint.STATUS.path(), Access.USER)
        .in(GROUP)
        .says("How far a process is")
        .takes(new Named(ID))
        .answers(200, "So far", Envelope.success(Endpoint.STATUS, "Status retrieved", done))
        .fails(Problem.Kind.NOT_FOUND)
        .by(this::answer);
  }

  private void start(Context request) throws InterruptedException {
    BookForm form = forms.read(request);
    Principal caller = Caller.of(request);
    PagePrompt prompt = PagePrompt.read(form.promptText());
    JobForm wanted = forms.job(form, prompt).with(Caching.of(request.header("Cache-Control")));
    ImageJob job = tickets.submit(jobs, caller, form.ticket(), wanted, List.of());
    // Whoever asks next must not be told of the time before.
    var seen = board.look(caller, form.ticket());
    Envelope.success(
            Endpoint.BOOK,
            "Processing started. " + prompt.meaning(),
            new Started(seen.ticket().id(), job.id(), "pending"))
        .send(request, 202);
  }

  private void answer(Context request) {
    String id = RequestBody.json(request, Named.class).initId();
    if (id == null || id.isBlank()) {
      throw Problem.invalid("init_id", "is missing.");
    }
    Principal caller = Caller.of(request);
    StatusBoard.Seen seen = board.get(caller, id.strip());
    Optional<StoredObject> page = page(caller, seen);
    if (seen.result() != null && page.isEmpty()) {
      // The page is gone, so its job is: what is remembered is not true any more.
      seen = board.look(caller, id);
      page = page(caller, seen);
    }
    var status =
        new Status(
            seen.ticket().id(),
            seen.status(),
            seen.progress(),
            page.map(picture -> links.show(request, picture)).orElse(null),
            seen.error());
    Envelope.success(Endpoint.STATUS, "Status retrieved", status).send(request, 200);
  }

  private Optional<StoredObject> page(Principal caller, StatusBoard.Seen seen) {
    String key = seen.result();
    return key == null ? Optional.empty() : uploads.find(caller, key);
  }
}
