package dev.pictor.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Json;
import dev.pictor.testkit.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Statement;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Sketches of before there were other operations read like those of today.
class SketchMigrationTest {
  private static final String OLD_JOB =
      """
      insert into job (id, owner, kind, surface, queue, priority, args, max_attempts, run_seconds,
        start_seconds, state, run_at, result)
      values (?, ?, 'sketch', 'sketch', 'default', 0, ?::jsonb, 3, 300, 3600, 'succeeded', now(),
        ?::jsonb)
      """;

  @Test
  void anOldSketchBecomesAnOperationWithItsPicture() throws Exception {
    try (var database = TestDatabase.open()) {
      var id = UUID.randomUUID();
      database
          .jdbi()
          .useHandle(handle ->
              handle.execute(
                  OLD_JOB,
                  id,
                  UUID.randomUUID(),
                  "{\"source\":\"users/a/uploads/b.jpg\",\"style\":\"INK\",\"method\":\"BASIC\","
                      + "\"intensity\":0.7,\"name\":\"ada\"}",
                  "{\"key\":\"users/a/results/c/1/sketch.jpg\",\"thumbnail\":\"t.jpg\","
                      + "\"width\":4,\"height\":3,\"millis\":12}"));
      migrate(database);

      ImageOrder order = Json.MAPPER.treeToValue(read(database, id, "args"), ImageOrder.class);
      assertThat(order.generation().kind()).isEqualTo("sketch");
      assertThat(order.slots().values()).containsExactly("users/a/uploads/b.jpg");
      assertThat(order.name()).isEqualTo("ada");
      ImageResult result = Json.MAPPER.treeToValue(read(database, id, "result"), ImageResult.class);
      assertThat(result.artifacts().getFirst().key()).endsWith("sketch.jpg");
      assertThat(result.artifacts().getFirst().preview()).isEqualTo("t.jpg");
      assertThat(result.millis()).isEqualTo(12);
    }
  }

  /// As Flyway does it; it changes nothing but old rows, so it may run again.
  private static void migrate(TestDatabase database) throws Exception {
    String file = "/db/migration/V0200__images_sketches_are_operations.sql";
    try (InputStream in =
        Objects.requireNonNull(SketchMigrationTest.class.getResourceAsStream(file))) {
      String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      database
          .jdbi()
          .useHandle(handle -> {
            try (Statement statement = handle.getConnection().createStatement()) {
              statement.execute(sql);
            }
          });
    }
  }

  private static JsonNode read(TestDatabase database, UUID id, String column) throws IOException {
    String text =
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery("select " + column + " from job where id = :id")
                    .bind("id", id)
                    .mapTo(String.class)
                    .one());
    return Json.MAPPER.readTree(text);
  }
}
