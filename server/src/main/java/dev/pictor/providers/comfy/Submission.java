package dev.pictor.providers.comfy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.platform.partner.HttpAnswer;
import dev.pictor.platform.partner.PartnerHttp.Exchange;
import dev.pictor.providers.Role;
import dev.pictor.providers.remote.Order;
import dev.pictor.providers.remote.Reply;
import dev.pictor.providers.remote.Watch;
import dev.pictor.providers.workflows.Unfit;
import dev.pictor.providers.workflows.Values;
import dev.pictor.providers.workflows.Workflow;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;

/// Hands one order to one server: pictures first, then the graph that names them.
record Submission(ComfyServer server, Order order, Watch watch) {
  Reply of(Workflow workflow, Values values) throws InterruptedException {
    Map<Role, Workflow.Source> sources = new EnumMap<>(Role.class);
    for (Role role : workflow.pictures().keySet()) {
      if (order.find(role).isEmpty()) {
        return new Reply.Refused("The picture \"" + role.word() + "\" is missing.");
      }
      switch (uploaded(role)) {
        case Uploaded.Stored(String name) -> sources.put(role, new Workflow.Source.File(name));
        case Uploaded.Not(Reply why) -> {
          return why;
        }
      }
    }
    ObjectNode graph;
    try {
      graph = workflow.filled(values, sources);
    } catch (Unfit e) {
      return new Reply.Refused("This workflow cannot do that: " + e.getMessage() + ".");
    }
    return queued(workflow, graph);
  }

  /// How an upload went.
  private sealed interface Uploaded {
    /// Under the server's name for it.
    record Stored(String name) implements Uploaded {}

    /// Nothing was ordered yet.
    record Not(Reply why) implements Uploaded {}
  }

  private Uploaded uploaded(Role role) throws InterruptedException {
    Order.Picture picture = order.picture(role);
    String name = ComfyApi.fileName(order, role, digest(picture.file()));
    return switch (server.upload(picture, name)) {
      case Exchange.Answered(HttpAnswer answer) when answer.status() == 200 ->
          stored(answer.json());
      case Exchange.Answered(HttpAnswer answer) when answer.status() == 413 ->
          new Uploaded.Not(new Reply.Refused("The picture is too large for the ComfyUI server."));
      case Exchange.Answered(HttpAnswer answer) -> new Uploaded.Not(turnedAway(answer));
      case Exchange.NotReached(String why) -> new Uploaded.Not(new Reply.Down(why));
      case Exchange.NoAnswer(String why) -> new Uploaded.Not(new Reply.Down(why));
    };
  }

  /// The server may have chosen another name than ours.
  private static Uploaded stored(JsonNode answer) {
    String name = answer.path("name").asText();
    String folder = answer.path("subfolder").asText();
    return name.isEmpty()
        ? new Uploaded.Not(new Reply.Down("an upload was not answered as ComfyUI does"))
        : new Uploaded.Stored(folder.isEmpty() ? name : folder + "/" + name);
  }

  private static Reply turnedAway(HttpAnswer answer) {
    return answer.status() == 429 || answer.status() == 503
        ? new Reply.Busy(answer.retryAfter(Instant.now()).orElse(null))
        : new Reply.Down("the ComfyUI server answered " + answer.status());
  }

  private static String digest(Path file) {
    try (InputStream in = Files.newInputStream(file);
        var digesting = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      digesting.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digesting.getMessageDigest().digest(), 0, 4);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  private Reply queued(Workflow workflow, ObjectNode graph) throws InterruptedException {
    String id = order.id().toString();
    // Before the prompt: what the server tells before it is followed is lost.
    server.socket().follow(id, workflow, watch);
    Reply reply =
        switch (server.queue(id, graph)) {
          case Exchange.Answered(HttpAnswer answer) -> answered(answer);
          case Exchange.NotReached(String why) -> new Reply.Down(why);
          case Exchange.NoAnswer(String why) -> new Reply.UnknownOutcome(why);
        };
    if (!(reply instanceof Reply.Accepted)) {
      server.socket().forget(id);
    }
    return reply;
  }

  private Reply answered(HttpAnswer answer) throws InterruptedException {
    return switch (answer.status()) {
      case 200 -> taken(answer.json());
      case 400 -> refused(answer.json());
      case 413 -> new Reply.Refused("The workflow is too large for the ComfyUI server.");
      case 500 -> new Reply.Failed("The ComfyUI server failed when it got the job.");
      // A gateway lost patience with the server behind it, which may have the prompt.
      case 502, 504, 520, 522, 524 ->
          new Reply.UnknownOutcome("a gateway answered " + answer.status());
      default -> turnedAway(answer);
    };
  }

  private Reply refused(JsonNode answer) {
    // The model lists may have changed since they were read.
    server.forget();
    return new Reply.Refused(NodeErrors.refusal(answer));
  }

  /// With errors of nodes the rest of the graph runs on without its output: it is stopped.
  private Reply taken(JsonNode answer) throws InterruptedException {
    String prompt = answer.path("prompt_id").asText();
    if (!answer.isObject() || prompt.isEmpty()) {
      return new Reply.UnknownOutcome("the prompt was not answered as ComfyUI does");
    }
    if (!answer.path("node_errors").isEmpty()) {
      server.cancel(prompt);
      return refused(answer);
    }
    return new Reply.Accepted(server.tag() + "." + prompt);
  }
}
