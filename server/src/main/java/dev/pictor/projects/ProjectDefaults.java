package dev.pictor.projects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.identity.Principal;
import dev.pictor.images.InputField;
import dev.pictor.images.Operation;
import java.util.List;
import java.util.Optional;

/// What a project adds to a request for a job that names an operation as well: the pictures that
/// the request does not name, and for a thumbnail everything else that it leaves open.
public final class ProjectDefaults {
  private final Projects projects;
  private final Assets assets;

  ProjectDefaults(Projects projects, Assets assets) {
    this.projects = projects;
    this.assets = assets;
  }

  /// The request completed; it stays as it is when it names no project.
  ///
  /// @throws dev.pictor.platform.Problem NOT_FOUND when the project is not there
  public ObjectNode fill(Principal caller, ObjectNode body) {
    if (!body.path("project_id").isTextual()) {
      return body;
    }
    Project project = projects.get(caller, body.get("project_id").asText());
    ObjectNode filled = body.deepCopy();
    filled.put("project_id", project.id().toString());
    Operation.find(body.path("job_type").asText())
        .ifPresent(operation -> fill(project, operation, filled));
    return filled;
  }

  private void fill(Project project, Operation operation, ObjectNode body) {
    String name = body.has("parameters") && !body.has("params") ? "parameters" : "params";
    if (body.has(name) && !body.get(name).isObject()) {
      return; // What is wrong with it is told by who reads it.
    }
    ObjectNode params = body.withObject("/" + name);
    for (InputField field : operation.inputs()) {
      boolean isGiven = field.fields().anyMatch(each -> params.has(each) || body.has(each));
      if (!isGiven) {
        picture(project, operation, field)
            .ifPresent(asset -> params.put(field.keyField(), asset.objectKey()));
      }
    }
    if (operation == Operation.THUMBNAIL) {
      boolean isResized = params.has("platform");
      project
          .design()
          .params()
          .properties()
          .forEach(each -> {
            boolean isSize = each.getKey().equals("width") || each.getKey().equals("height");
            if (!params.has(each.getKey()) && !(isSize && isResized)) {
              params.set(each.getKey(), each.getValue());
            }
          });
    }
  }

  /// The person of the project is the source where a face goes into another picture, and the
  /// picture that is worked on where there is one only.
  private Optional<Asset> picture(Project project, Operation operation, InputField field) {
    boolean hasSource = operation.inputs().stream().anyMatch(each -> each.name().equals("source"));
    List<AssetType> wanted =
        switch (field.name()) {
          case "source" -> List.of(AssetType.SELFIE);
          case "ref" -> List.of(AssetType.REF);
          case "copy_target" ->
              project.design().isCopy() ? List.of(AssetType.COPY_TARGET) : List.of();
          default ->
              hasSource ? List.of(AssetType.COPY_TARGET, AssetType.REF) : List.of(AssetType.SELFIE);
        };
    return wanted.stream().flatMap(type -> assets.forProject(project, type).stream()).findFirst();
  }
}
