package dev.pictor.providers.runpod;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.providers.Role;
import dev.pictor.providers.remote.Order;
import dev.pictor.providers.workflows.Unfit;
import dev.pictor.providers.workflows.Values;
import dev.pictor.providers.workflows.Workflow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;

/// The body of `/run`, with the input that worker-comfyui 5 reads.
final class RunPodOrder {
  /// RunPod's own cap.
  static final int MOST_BYTES = 10_000_000;

  /// Room for the graph and the prompts.
  private static final int OTHERS = 200_000;

  private RunPodOrder() {}

  /// How large a file of each picture of a template may be to travel inside the order: base64 makes
  /// three bytes four.
  static long mostBytesInside(Workflow workflow) {
    return (MOST_BYTES - OTHERS) * 3L / 4 / Math.max(1, workflow.pictures().size());
  }

  /// @throws Unfit when the template cannot take the order
  static ObjectNode job(Order order, Workflow workflow, Values values, RunPodSettings settings)
      throws Unfit {
    ObjectNode job = JsonNodeFactory.instance.objectNode();
    ObjectNode input = job.putObject("input");
    ArrayNode images = input.putArray("images");
    Map<Role, Workflow.Source> sources = new EnumMap<>(Role.class);
    for (Map.Entry<Role, Workflow.Slot> each : workflow.pictures().entrySet()) {
      Order.Picture picture = order.find(each.getKey()).orElse(null);
      if (picture == null) {
        throw new Unfit("the picture \"" + each.getKey().word() + "\" is missing");
      }
      if (each.getValue().url() != null && picture.link() != null) {
        sources.put(each.getKey(), new Workflow.Source.Address(picture.link().toString()));
      } else {
        String name = "%s-%s.%s".formatted(order.id(), each.getKey().word(), picture.ending());
        sources.put(each.getKey(), new Workflow.Source.File(name));
        images.addObject().put("name", name).put("image", base64(picture));
      }
    }
    input.set("workflow", workflow.filled(values, sources));
    ObjectNode policy = job.putObject("policy");
    policy.put("executionTimeout", settings.execution().toMillis());
    policy.put("ttl", settings.ttl().toMillis());
    if (order.callback() != null) {
      job.put("webhook", order.callback().toString());
    }
    return job;
  }

  private static String base64(Order.Picture picture) {
    try {
      return Base64.getEncoder().encodeToString(Files.readAllBytes(picture.file()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
