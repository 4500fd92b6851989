package dev.pictor.providers.comfy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.partner.PartnerHttp;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Relay;
import dev.pictor.providers.Role;
import dev.pictor.providers.comfy.ComfyServer.Whereabouts;
import dev.pictor.providers.remote.Health;
import dev.pictor.providers.remote.Offer;
import dev.pictor.providers.remote.Order;
import dev.pictor.providers.remote.RemoteApi;
import dev.pictor.providers.remote.Reply;
import dev.pictor.providers.remote.Watch;
import dev.pictor.providers.workflows.Catalog;
import dev.pictor.providers.workflows.Values;
import dev.pictor.providers.workflows.Workflow;
import dev.pictor.providers.workflows.Workflows;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The operator's ComfyUI servers as a provider. An order goes to the server with the shortest
/// queue among those that have what its template needs; the order's id is the prompt's, so that an
/// order is found again whatever happened to the answer.
public final class ComfyApi implements RemoteApi {
  /// As in settings and requests.
  public static final String NAME = "comfy_local";

  /// ComfyUI's own cap is 100 MB unless it was raised.
  private static final long MOST_BYTES = 64L << 20;

  private static final Pattern HANDLE =
      Pattern.compile("([0-9a-f]{8})\\.([0-9A-Za-z][0-9A-Za-z_-]{0,63})");

  /// A prompt's end is told before it is in the history.
  private static final int LOOKS = 4;

  private static final long MILLIS_BETWEEN_LOOKS = 150;

  private static final Logger LOG = LoggerFactory.getLogger(ComfyApi.class);

  private final List<ComfyServer> servers;
  private final Workflows workflows;
  private volatile Map<String, String> lastLacking = Map.of();

  /// @param urls at least one, without slashes at their ends
  public ComfyApi(
      List<URI> urls, Workflows workflows, PartnerHttp.Limits calls, PartnerHttp.Limits pictures) {
    this.servers = urls.stream().map(url -> new ComfyServer(url, calls, pictures)).toList();
    this.workflows = workflows;
  }

  /// @return empty without a server
  public static Optional<RemoteApi> open(ComfySettings settings, Workflows workflows) {
    return settings.urls().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ComfyApi(settings.urls(), workflows, settings.calls(), settings.pictures()));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String edition(Generation.Step step) {
    return offer(step)
        .flatMap(offer -> workflows.find(offer.model()))
        .map(Workflow::edition)
        .orElse("");
  }

  @Override
  public boolean charges() {
    return false;
  }

  @Override
  public Relay.Machine machine() {
    return Relay.Machine.GPU;
  }

  /// Servers that have not answered yet count as having everything: the order itself will tell.
  @Override
  public Optional<Offer> offer(Generation.Step step) {
    Values values = Values.of(step, workflows.themes());
    return workflows.serving(step).stream()
        .filter(workflow -> servers.stream().anyMatch(server -> mayHave(server, workflow, values)))
        .findFirst()
        .map(workflow ->
            new Offer(
                workflow.id(),
                MOST_BYTES,
                workflow.maxInputSide(),
                Offer.Travel.UPLOAD,
                0,
                Long.MAX_VALUE,
                workflow.pictures().keySet()));
  }

  private static boolean mayHave(ComfyServer server, Workflow workflow, Values values) {
    Catalog catalog = server.catalog();
    return catalog == null || catalog.has(workflow, values);
  }

  @Override
  public Reply submit(Order order, Watch watch) throws InterruptedException {
    Optional<Values> values = Values.of(order, workflows.themes());
    if (values.isEmpty()) {
      return new Reply.Refused("The theme of this job is not there any more.");
    }
    var replies = new ArrayList<Reply>();
    for (ComfyServer server : Queues.shortestFirst(servers)) {
      Reply reply = submit(order, values.get(), server, watch);
      boolean mayGoElsewhere = reply instanceof Reply.Down || reply instanceof Reply.Busy;
      if (!mayGoElsewhere && !(reply instanceof Reply.Refused)) {
        return reply;
      }
      replies.add(reply);
    }
    // A server that lacks a node is no reason to give up while another is only away or busy.
    return replies.stream()
        .filter(reply -> !(reply instanceof Reply.Refused))
        .findFirst()
        .orElse(replies.getFirst());
  }

  private Reply submit(Order order, Values values, ComfyServer server, Watch watch)
      throws InterruptedException {
    Catalog catalog = server.learned(classes());
    if (catalog == null) {
      return new Reply.Down("a ComfyUI server does not answer as it should");
    }
    List<Workflow> serving = candidates(order);
    Optional<Workflow> workflow =
        serving.stream().filter(each -> catalog.has(each, values)).findFirst();
    return workflow.isPresent()
        ? new Submission(server, order, watch).of(workflow.get(), values)
        : new Reply.Refused(lacking(serving, catalog));
  }

  /// The one that was offered comes first; it may be gone since.
  private List<Workflow> candidates(Order order) {
    var candidates = new ArrayList<>(workflows.serving(order.step()));
    candidates.sort(Comparator.comparing((Workflow each) -> !each.id().equals(order.model())));
    return candidates;
  }

  private static String lacking(List<Workflow> workflows, Catalog catalog) {
    List<String> missing = workflows.isEmpty() ? List.of() : catalog.missing(workflows.getFirst());
    return missing.isEmpty()
        ? "The ComfyUI server has no workflow for this."
        : "The ComfyUI server lacks " + String.join(", ", missing) + ".";
  }

  private Set<String> classes() {
    var classes = new HashSet<String>();
    workflows.all().forEach(each -> classes.addAll(each.nodeClasses()));
    return classes;
  }

  @Override
  public Reply poll(Order order, String handle) throws InterruptedException {
    Matcher parts = HANDLE.matcher(handle);
    if (!parts.matches()) {
      return new Reply.Failed("No ComfyUI server knows this job.");
    }
    Optional<ComfyServer> server = server(parts.group(1));
    return server.isEmpty()
        ? new Reply.Failed("The ComfyUI server that has the job is not set up any more.")
        : poll(order, server.get(), parts.group(2));
  }

  private Reply poll(Order order, ComfyServer server, String prompt) throws InterruptedException {
    for (int look = 1; ; look++) {
      switch (server.where(prompt)) {
        case Whereabouts.Waiting _ -> {
          return new Reply.Running(0, null);
        }
        case Whereabouts.Running _ -> {
          return new Reply.Running(server.socket().share(prompt), null);
        }
        case Whereabouts.NotAsked(String why) -> {
          return new Reply.Down(why);
        }
        case Whereabouts.Over(JsonNode entry) -> {
          server.socket().forget(prompt);
          return Results.of(server, entry, outputOf(order));
        }
        case Whereabouts.Unknown _ -> {
          if (look == LOOKS) {
            server.socket().forget(prompt);
            return new Reply.Failed(
                "The ComfyUI server does not know the job any more; it was probably restarted.");
          }
          Thread.sleep(MILLIS_BETWEEN_LOOKS);
        }
      }
    }
  }

  private String outputOf(Order order) {
    return workflows.find(order.model()).map(Workflow::output).orElse("");
  }

  private Optional<ComfyServer> server(String tag) {
    return servers.stream().filter(each -> each.tag().equals(tag)).findFirst();
  }

  @Override
  public Reply find(Order order) throws InterruptedException {
    String prompt = order.id().toString();
    boolean allAsked = true;
    for (ComfyServer server : servers) {
      switch (server.where(prompt)) {
        case Whereabouts.Waiting _, Whereabouts.Running _, Whereabouts.Over _ -> {
          return new Reply.Accepted(server.tag() + "." + prompt);
        }
        case Whereabouts.NotAsked _ -> allAsked = false;
        case Whereabouts.Unknown _ -> {}
      }
    }
    return allAsked
        ? new Reply.Down("no ComfyUI server has the job")
        : new Reply.UnknownOutcome("a ComfyUI server that may have the job does not answer");
  }

  @Override
  public boolean cancel(String handle) throws InterruptedException {
    Matcher parts = HANDLE.matcher(handle);
    Optional<ComfyServer> server = parts.matches() ? server(parts.group(1)) : Optional.empty();
    if (server.isEmpty()) {
      return true;
    }
    server.get().socket().forget(parts.group(2));
    return server.get().cancel(parts.group(2));
  }

  @Override
  public Health health() throws InterruptedException {
    Examination.Finding finding = Examination.of(servers, workflows, classes());
    if (!finding.lacking().equals(lastLacking)) {
      lastLacking = finding.lacking();
      finding.lacking().values().forEach(sentence -> LOG.warn("ComfyUI: {}", sentence));
    }
    return finding.health();
  }

  @Override
  public void close() {
    servers.forEach(ComfyServer::close);
  }

  @Override
  public String toString() {
    return "ComfyApi[" + servers.size() + " servers]";
  }

  /// The name that a picture is stored under.
  static String fileName(Order order, Role role, String digest) {
    return "%s-%s-%s.%s".formatted(order.id(), role.word(), digest, order.picture(role).ending());
  }
}
