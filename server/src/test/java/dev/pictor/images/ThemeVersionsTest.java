package dev.pictor.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.testkit.TestDatabase;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// How many versions of a theme there are after many changes.
class ThemeVersionsTest {
  private static final UUID ADMIN = UUID.randomUUID();
  private static final ThemeRows.Draft DRAFT = new ThemeRows.Draft(true, 1, null);

  private static TestDatabase database;
  private static ThemeRows rows;

  @BeforeAll
  static void open() {
    database = TestDatabase.open();
    rows = new ThemeRows(database.jdbi());
  }

  @AfterAll
  static void close() {
    database.close();
  }

  private static void change(String id, int times) {
    for (int i = 0; i < times; i++) {
      int seen = rows.place(id).orElseThrow().version();
      assertThat(rows.replace(id, seen, DRAFT, ADMIN)).isTrue();
    }
  }

  private static void makeOld(String id) {
    database
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "update images_theme_version set created_at = now() - interval '9 days'"
                    + " where theme_id = ?",
                id));
  }

  @Test
  void theNewestFiftyAreKeptAndOthersThemesAreLeftAlone() {
    rows.insert("other", DRAFT, ADMIN);
    makeOld("other");
    rows.insert("many", DRAFT, ADMIN);
    change("many", 59);
    makeOld("many");
    change("many", 1);

    var left = rows.versions("many").stream().map(ThemeRows.Version::version).toList();
    assertThat(left).hasSize(ThemeRows.VERSIONS_KEPT).startsWith(61, 60).endsWith(13, 12);
    assertThat(rows.was("many", 11)).isEmpty();
    assertThat(rows.versions("other")).hasSize(1);
  }

  @Test
  void whatAJobMayStillWaitWithIsKept() {
    rows.insert("young", DRAFT, ADMIN);
    change("young", 60);

    assertThat(rows.was("young", 1)).isPresent();
  }

  @Test
  void aThemeThatWasDeletedGoesOnCounting() {
    rows.insert("again", DRAFT, ADMIN);
    change("again", 54);
    makeOld("again");
    assertThat(rows.delete("again", 55)).isTrue();

    assertThat(rows.insert("again", DRAFT, ADMIN)).contains(56);
    assertThat(rows.versions("again")).hasSize(ThemeRows.VERSIONS_KEPT);
  }
}
