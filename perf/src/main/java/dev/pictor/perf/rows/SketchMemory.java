package dev.pictor.perf.rows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.engine.codec.Encoder;
import dev.pictor.engine.codec.Encoding;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.sketch.Look;
import dev.pictor.perf.load.Visitor;
import dev.pictor.perf.process.PictorServer;
import dev.pictor.perf.process.Scratch;
import dev.pictor.perf.report.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How much memory the running server takes at most while it draws big photographs, all 21 looks
/// asked for at once.
public final class SketchMemory {
  private static final double MEGAPIXELS = 12;
  private static final double LIMIT_MEGABYTES = 1536;
  private static final int LIMIT_SECONDS = 900;

  private SketchMemory() {}

  public static List<Finding> measure() throws Exception {
    byte[] jpeg;
    try (Picture photo = Sketches.photo("mountains.jpg", MEGAPIXELS)) {
      jpeg = Encoder.encode(photo, new Encoding.Jpeg(90));
    }
    try (var scratch = Scratch.create();
        var server = PictorServer.start(scratch.folder().resolve("data"), Map.of());
        Visitor visitor = Visitor.signUp(server.address("/"))) {
      String key = visitor.upload(jpeg);
      var tasks = new ArrayList<String>();
      for (Look look : Look.ALL) {
        var wish = Visitor.wish(key, look.style().name(), look.method().name());
        JsonNode answer =
            Visitor.json(Visitor.check(202, visitor.post("/api/sketch/create", wish)));
        tasks.add(answer.path("id").asText());
      }
      for (String task : tasks) {
        awaitDone(visitor, task);
      }
      double peak = server.tree().peakRssMegabytes();
      Thread.sleep(15_000);
      return List.of(
          Finding.below(
                  "21 looks at 12 MP asked for at once, peak RSS", "%.0f MB", LIMIT_MEGABYTES, peak)
              .beside("the prototypes 3,000 to 7,000 MB (measured elsewhere)"),
          Finding.noted(
              "RSS 15 s after the last one", "%.0f MB".formatted(server.tree().rssMegabytes())));
    }
  }

  private static void awaitDone(Visitor visitor, String task)
      throws IOException, InterruptedException {
    for (int second = 0; second < LIMIT_SECONDS; second++) {
      JsonNode sketch = visitor.get("/api/sketch/" + task);
      switch (sketch.path("status").asText()) {
        case "completed" -> {
          return;
        }
        case "pending", "processing" -> Thread.sleep(1000);
        default -> throw new IOException("the sketch was not made: " + sketch);
      }
    }
    throw new IOException("a sketch took more than " + LIMIT_SECONDS + " s");
  }
}
