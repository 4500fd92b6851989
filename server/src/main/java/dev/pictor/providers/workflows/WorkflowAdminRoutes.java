package dev.pictor.providers.workflows;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.PUT;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Json;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.RequestBody;
import dev.pictor.platform.http.Route;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Workflows of ComfyUI and RunPod, for admins: what ships and what is their own, added and changed
/// without code.
public final class WorkflowAdminRoutes {
  private static final String GROUP = "Admin: workflows";
  private static final String ALL = "/api/v1/admin/workflows";
  private static final String ONE = ALL + "/{workflow_id}";

  /// Two files of at most a million characters.
  private static final int MOST_BODY = 4 << 20;

  private final Workflows workflows;
  private final WorkflowFolder folder;

  public WorkflowAdminRoutes(Workflows workflows) {
    this.workflows = workflows;
    this.folder = new WorkflowFolder(workflows.folder());
  }

  /// The two files of a template.
  record Files(@Nullable JsonNode template, @Nullable JsonNode workflow) {}

  /// A template in a list.
  ///
  /// @param origin `shipped`, `own`, or `broken` for one of the folder that is left out
  /// @param nodeClasses that a server must have
  /// @param fault what is wrong with a broken one
  record Summary(
      String id,
      String origin,
      @Nullable String name,
      @Nullable String serves,
      @Nullable Integer rank,
      List<String> parameters,
      List<String> nodeClasses,
      @Nullable String fault) {}

  public List<Route> routes() {
    var example =
        new Summary(
            "face-restore",
            "shipped",
            "Face restore (CodeFormer or GFPGAN)",
            "face_restore",
            100,
            List.of("model", "fidelity"),
            List.of("FaceRestoreCFWithModel", "LoadImage", "SaveImage"),
            null);
    return List.of(
        route(GET, ALL, Access.ADMIN)
            .in(GROUP)
            .says("Every workflow for ComfyUI and RunPod, broken ones with what is wrong")
            .answers(200, "By rank; broken ones last", List.of(example))
            .by(request -> Reply.json(request, summaries())),
        route(GET, ONE, Access.ADMIN)
            .in(GROUP)
            .says("The two files of a workflow")
            .answers(200, "The manifest and the graph", example())
            .answers(404, "There is none that can be read")
            .by(this::get),
        route(PUT, ONE, Access.ADMIN)
            .in(GROUP)
            .says("Put a workflow into the folder of this node; it serves from now on")
            .takes(example())
            .answers(200, "The workflow as it is now", example)
            .answers(422, "What is wrong with it: the file, the field and what is allowed")
            .by(this::put),
        route(DELETE, ONE, Access.ADMIN)
            .in(GROUP)
            .says("Delete one of your own; what ships under its name serves again")
            .answers(204, "It is gone")
            .answers(404, "There is none")
            .answers(409, "It ships with the server")
            .by(this::delete));
  }

  private static Files example() {
    try {
      return new Files(
          Json.MAPPER.readTree(
              """
              {"name": "Negative", "serves": "sketch", "rank": 10, "output": "3",
               "pictures": {"input": {"node": "1", "input": "image"}}}
              """),
          Json.MAPPER.readTree(
              """
              {"1": {"class_type": "LoadImage", "inputs": {"image": "x.png"}},
               "2": {"class_type": "ImageInvert", "inputs": {"image": ["1", 0]}},
               "3": {"class_type": "SaveImage",
                     "inputs": {"images": ["2", 0], "filename_prefix": "x"}}}
              """));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the example is JSON", e);
    }
  }

  private List<Summary> summaries() {
    var all = new ArrayList<Summary>();
    workflows.all().forEach(each -> all.add(summary(each)));
    for (Map.Entry<String, String> each : workflows.broken().entrySet()) {
      all.add(
          new Summary(
              each.getKey(), "broken", null, null, null, List.of(), List.of(), each.getValue()));
    }
    return all;
  }

  private Summary summary(Workflow workflow) {
    boolean isOwn = folder.has(workflow.id()) && !workflows.broken().containsKey(workflow.id());
    return new Summary(
        workflow.id(),
        isOwn ? "own" : "shipped",
        workflow.name(),
        workflow.serves(),
        workflow.rank(),
        workflow.parameters().stream().map(Parameter::name).toList(),
        List.copyOf(workflow.nodeClasses()),
        null);
  }

  private static String id(Context request) {
    return request.pathParam("workflow_id");
  }

  private Workflow found(Context request) {
    return workflows.find(id(request)).orElseThrow(() -> Problem.notFound("workflow"));
  }

  private void get(Context request) {
    Workflow found = found(request);
    Reply.json(request, new Files(found.manifest(), found.graph()));
  }

  private void put(Context request) {
    Files files = RequestBody.json(request, Files.class, MOST_BODY);
    if (files.template() == null) {
      throw Problem.invalid("template", "The manifest must be there.");
    }
    if (files.workflow() == null) {
      throw Problem.invalid("workflow", "The graph must be there.");
    }
    try {
      folder.put(id(request), files.template(), files.workflow());
    } catch (BadWorkflow e) {
      throw Problem.because(Problem.Kind.INVALID_REQUEST, "The " + e.getMessage() + ".", e);
    } catch (IOException e) {
      throw notWritable(e);
    }
    Reply.json(request, summary(found(request)));
  }

  private void delete(Context request) {
    try {
      if (!folder.delete(id(request))) {
        Workflow shipped = found(request);
        throw Problem.of(
            Problem.Kind.CONFLICT,
            "The workflow \"%s\" ships with the server; put another in its place instead."
                .formatted(shipped.id()));
      }
    } catch (IOException e) {
      throw notWritable(e);
    }
    request.status(204);
  }

  private static Problem notWritable(IOException e) {
    return Problem.because(
        Problem.Kind.UNAVAILABLE, "The folder with the workflows cannot be written now.", e);
  }
}
