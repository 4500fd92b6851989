package dev.pictor.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.jobs.Job;
import dev.pictor.jobs.JobSettings;
import dev.pictor.jobs.Jobs;
import dev.pictor.jobs.OwnerId;
import dev.pictor.jobs.Submission;
import dev.pictor.platform.Json;
import dev.pictor.platform.settings.Environment;
import dev.pictor.testkit.TestDatabase;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Jobs as other versions of this service wrote them, while nodes are upgraded one by one.
class StoredOrderTest {
  private static final String OLDEST =
      """
      {"version": 1,
       "steps": [{"operation": "sketch", "params":
         {"style": "INK", "method": "BASIC", "intensity": 0.7}, "inputs": {"input": "a"}}],
       "output": {"format": "png", "quality": 92}, "provider": "auto", "metadata": {},
       "pictures": ["a"], "name": "ada"}
      """;

  private static TestDatabase database;
  private static Jobs jobs;

  @BeforeAll
  static void open() {
    database = TestDatabase.open();
    jobs =
        Jobs.open(
            database.database(),
            JobSettings.from(new Environment(Map.of())),
            InstantSource.system());
  }

  @AfterAll
  static void close() {
    jobs.close();
    database.close();
  }

  @Test
  void aJobFromBeforeThereWerePricesAndProjectsCostsNothing() throws IOException {
    ImageJob job = ImageJob.of(stored(Json.MAPPER.readTree(OLDEST)));

    assertThat(job.cost()).isEqualTo(new ImageJob.Cost(0, 0));
    assertThat(job.order().project()).isNull();
    assertThat(job.order().generation().kind()).isEqualTo("sketch");
    assertThat(job.result()).isNotNull();
  }

  @Test
  void whatANewerNodeAddedIsPassedOver() throws IOException {
    ObjectNode newer = (ObjectNode) Json.MAPPER.readTree(OLDEST);
    newer.put("colour_of_the_frame", "blue");

    assertThat(ImageJob.of(stored(newer)).order().name()).isEqualTo("ada");
  }

  private static Job stored(JsonNode args) throws IOException {
    JsonNode result =
        Json.MAPPER.readTree(
            """
            {"artifacts": [{"id": "1", "type": "image", "key": "k", "preview": "p", "width": 4,
              "height": 3, "size": 9, "mime_type": "image/png", "sha256": "0"}],
             "provider": "local", "used": [], "millis": 3}
            """);
    var owner = new OwnerId(UUID.randomUUID());
    return jobs.submit(Submission.of(owner, "sketch", args).alreadyDone(result)).job();
  }
}
