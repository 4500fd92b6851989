package dev.pictor.providers.comfy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.partner.HttpAnswer;
import dev.pictor.platform.partner.PartnerHttp.Exchange;
import dev.pictor.providers.remote.Reply;
import java.util.ArrayList;
import java.util.List;

/// What became of a prompt, from its entry in the history.
final class Results {
  private Results() {}

  /// @param output the node whose pictures count; those of all nodes when it has none
  static Reply of(ComfyServer server, JsonNode entry, String output) throws InterruptedException {
    JsonNode status = entry.path("status");
    if (status.path("status_str").asText().equals("error")) {
      return new Reply.Failed(NodeErrors.failure(status));
    }
    List<JsonNode> images = images(entry.path("outputs"), output);
    if (images.isEmpty()) {
      return new Reply.Failed("The ComfyUI server finished without a picture.");
    }
    var pictures = new ArrayList<Reply.Output>();
    for (JsonNode image : images) {
      switch (server.view(image)) {
        case Exchange.Answered(HttpAnswer answer) when answer.status() == 200 ->
            pictures.add(new Reply.Output.Bytes(answer.body()));
        case Exchange.Answered(HttpAnswer answer) when answer.status() / 100 == 4 -> {
          return new Reply.Failed("The ComfyUI server does not have the picture any more.");
        }
        case Exchange.Answered(HttpAnswer answer) -> {
          return new Reply.Down("the ComfyUI server answered " + answer.status());
        }
        case Exchange.NotReached(String why) -> {
          return new Reply.Down(why);
        }
        case Exchange.NoAnswer(String why) -> {
          return new Reply.Down(why);
        }
      }
    }
    return new Reply.Done(pictures, null);
  }

  private static List<JsonNode> images(JsonNode outputs, String output) {
    var images = new ArrayList<JsonNode>();
    if (outputs.path(output).path("images").isEmpty()) {
      outputs.forEach(node -> addKept(node, images));
    } else {
      addKept(outputs.path(output), images);
    }
    return images;
  }

  /// Previews are of type `temp`.
  private static void addKept(JsonNode node, List<JsonNode> images) {
    for (JsonNode image : node.path("images")) {
      boolean isKept = image.path("type").asText("output").equals("output");
      if (isKept && !image.path("filename").asText().isEmpty()) {
        images.add(image);
      }
    }
  }
}
