package dev.pictor.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The built-in PostgreSQL through every kind of end: each is really performed, on processes of
/// their own.
final class EmbeddedPostgresTest {
  /// Shared by all tests of the module, so that the programs are unpacked once a build.
  static final Path BINARIES = Path.of("target", "postgres-binaries").toAbsolutePath();

  @TempDir static Path shared;
  @TempDir Path folder;
  private Path home;

  @BeforeAll
  static void makeOneDatabase() throws Exception {
    EmbeddedPostgres.start(shared.resolve("made"), BINARIES).close();
  }

  @BeforeEach
  void nameTheHome() throws IOException {
    home = folder.toRealPath().resolve("post gres");
  }

  /// Saves a test that is about something else the second that making a database takes.
  private void copyTheMadeDatabase() throws Exception {
    Command.run(List.of("cp", "-a", shared.resolve("made").toString(), home.toString()));
  }

  @Test
  void everyCommitIsDurable() throws Exception {
    try (var database = EmbeddedPostgres.start(home, BINARIES);
        var connection = connect(database)) {
      assertThat(show(connection, "fsync")).isEqualTo("on");
      assertThat(show(connection, "synchronous_commit")).isEqualTo("on");
      assertThat(show(connection, "full_page_writes")).isEqualTo("on");
      assertThat(show(connection, "data_checksums")).isEqualTo("on");
      assertThat(show(connection, "server_version")).isEqualTo(Binaries.VERSION);
    }
  }

  @Test
  void onlyThePasswordOpensTheDatabase() throws Exception {
    copyTheMadeDatabase();
    try (var database = EmbeddedPostgres.start(home, BINARIES)) {
      assertThatThrownBy(
              () -> DriverManager.getConnection(database.jdbcUrl(), database.user(), "guess"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      assertThat(Files.getPosixFilePermissions(home.resolve("password")))
          .extracting(Enum::name)
          .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
      assertThat(Files.getPosixFilePermissions(home)).hasSize(3);
    }
  }

  @Test
  void theSecondStartFindsTheRowsOfTheFirst() throws Exception {
    try (var database = EmbeddedPostgres.start(home, BINARIES);
        var connection = connect(database)) {
      insert(connection, 7);
    }
    assertThat(ServerProcesses.on(home.resolve("data"))).isEmpty();
    try (var database = EmbeddedPostgres.start(home, BINARIES);
        var connection = connect(database)) {
      assertThat(count(connection)).isEqualTo(7);
    }
  }

  @Test
  void aKilledJvmTakesItsDatabaseAlong() throws Exception {
    copyTheMadeDatabase();
    try (var database = DatabaseProcess.start(home)) {
      insertThrough(database, 3);
      database.killHard();
    }
    awaitNoServer();
    assertThat(rowsAfterAStart()).isEqualTo(3);
  }

  @Test
  void whenAllAreKilledAtOnceCommittedRowsSurvive() throws Exception {
    copyTheMadeDatabase();
    try (var database = DatabaseProcess.start(home)) {
      insertThrough(database, 5);
      List<ProcessHandle> supervision = database.supervision();
      List<ProcessHandle> servers = ServerProcesses.on(home.resolve("data"));
      database.killHard();
      supervision.forEach(ProcessHandle::destroyForcibly);
      servers.forEach(ProcessHandle::destroyForcibly);
    }
    awaitNoServer();
    assertThat(home.resolve("data/postmaster.pid")).exists();
    assertThat(rowsAfterAStart()).isEqualTo(5);
  }

  @Test
  void aServerLeftBehindIsStoppedByTheNextStart() throws Exception {
    copyTheMadeDatabase();
    try (var database = DatabaseProcess.start(home)) {
      insertThrough(database, 4);
      List<ProcessHandle> supervision = database.supervision();
      supervision.getLast().destroyForcibly();
      database.killHard();
      supervision.forEach(ProcessHandle::destroyForcibly);
    }
    assertThat(ServerProcesses.on(home.resolve("data"))).isNotEmpty();
    assertThat(rowsAfterAStart()).isEqualTo(4);
    assertThat(ServerProcesses.on(home.resolve("data"))).isEmpty();
  }

  @Test
  void aPidFileThatNamesAStrangerHurtsNobody() throws Exception {
    copyTheMadeDatabase();
    try (var database = DatabaseProcess.start(home)) {
      insertThrough(database, 2);
    }
    Process stranger = new ProcessBuilder("sleep", "300").start();
    try {
      Path pidFile = home.resolve("data/postmaster.pid");
      Files.writeString(
          pidFile, stranger.pid() + "\n" + home.resolve("data") + "\n1\n1\n\n\n0 0\n");
      assertThat(rowsAfterAStart()).isEqualTo(2);
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void aSecondProcessOnTheSameFolderIsToldSo() throws Exception {
    copyTheMadeDatabase();
    try (var database = DatabaseProcess.start(home)) {
      assertThat(DatabaseProcess.startInVain(home))
          .contains(home + " is in use by another running Pictor")
          .contains("process " + database.pid());
      insertThrough(database, 1);
    }
  }

  @Test
  void aSecondStartInOneJvmIsRefusedAndKeepsTheLock() throws Exception {
    copyTheMadeDatabase();
    try (var database = EmbeddedPostgres.start(home, BINARIES)) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(home, BINARIES))
          .isInstanceOf(EmbeddedPostgresException.class)
          .hasMessageContaining("in use");
      assertThat(DatabaseProcess.startInVain(home)).contains("in use");
      assertThat(database.user()).isEqualTo("pictor");
    }
  }

  @Test
  void aTermSignalStopsTheDatabaseInOrder() throws Exception {
    copyTheMadeDatabase();
    try (var database = DatabaseProcess.start(home)) {
      insertThrough(database, 1);
      assertThat(database.terminate()).isLessThan(Duration.ofSeconds(10));
    }
    assertThat(ServerProcesses.on(home.resolve("data"))).isEmpty();
    assertThat(home.resolve("postgres.log")).content().contains("database system is shut down");
  }

  @Test
  void aKilledServerIsStartedAgainOnItsPort() throws Exception {
    copyTheMadeDatabase();
    try (var database = EmbeddedPostgres.start(home, BINARIES)) {
      try (var connection = connect(database)) {
        insert(connection, 6);
      }
      ServerProcesses.on(home.resolve("data")).forEach(ProcessHandle::destroyForcibly);
      assertThat(countWhenItIsBack(database)).isEqualTo(6);
    }
    assertThat(ServerProcesses.on(home.resolve("data"))).isEmpty();
  }

  @Test
  void aHalfMadeClusterIsThrownAway() throws Exception {
    Path half = Files.createDirectories(home.resolve("data.init-1"));
    Files.writeString(half.resolve("PG_VERSION"), "18\n");
    Files.writeString(home.resolve("password"), "of the half-made one");
    try (var database = EmbeddedPostgres.start(home, BINARIES);
        var connection = connect(database)) {
      assertThat(show(connection, "data_directory")).isEqualTo(home.resolve("data").toString());
      assertThat(half).doesNotExist();
    }
  }

  @Test
  void aClusterOfAnotherReleaseIsLeftAlone() throws Exception {
    Path data = Files.createDirectories(home.resolve("data"));
    Files.writeString(data.resolve("PG_VERSION"), "17\n");
    assertThatThrownBy(() -> EmbeddedPostgres.start(home, BINARIES))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("made by PostgreSQL 17");
    assertThat(data.resolve("PG_VERSION")).hasContent("17");
  }

  @Test
  void aServerThatCannotStartSaysWhy() throws Exception {
    Files.createDirectories(home);
    Files.writeString(home.resolve("custom.conf"), "shared_buffers = plenty\n");
    assertThatThrownBy(() -> EmbeddedPostgres.start(home, BINARIES))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("postgres.log")
        .hasMessageContaining("shared_buffers");
  }

  @Test
  void rootWithoutNamespacesRunsItAsNobody() throws Exception {
    assumeTrue(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "not root");
    Path open = Files.createTempDirectory(Path.of("/tmp"), "pictor-nobody-");
    try {
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
      for (int start = 1; start <= 2; start++) {
        try (var database =
                EmbeddedPostgres.start(
                    open.resolve("pg"), open.resolve("bin"), Unprivileged.NOBODY);
            var connection = connect(database)) {
          insert(connection, 1);
          assertThat(count(connection)).isEqualTo(start);
        }
      }
    } finally {
      Folders.delete(open);
    }
  }

  @Test
  void aFolderThatNobodyCannotReachIsNamed() throws Exception {
    assumeTrue(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "not root");
    assertThatThrownBy(() -> EmbeddedPostgres.start(home, BINARIES, Unprivileged.NOBODY))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining(home.toString())
        .hasMessageContaining("normal user");
  }

  private long rowsAfterAStart() throws Exception {
    try (var database = DatabaseProcess.start(home);
        var connection = database.connect()) {
      return count(connection);
    }
  }

  private static void insertThrough(DatabaseProcess database, int rows) throws SQLException {
    try (var connection = database.connect()) {
      insert(connection, rows);
    }
  }

  private static Connection connect(EmbeddedPostgres database) throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }

  private static void insert(Connection connection, int rows) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS kept (id bigint GENERATED ALWAYS AS IDENTITY)");
      for (int row = 0; row < rows; row++) {
        statement.execute("INSERT INTO kept DEFAULT VALUES");
      }
    }
  }

  private static long count(Connection connection) throws SQLException {
    return Long.parseLong(ask(connection, "SELECT count(*) FROM kept"));
  }

  private static String show(Connection connection, String setting) throws SQLException {
    return ask(connection, "SHOW " + setting);
  }

  private static String ask(Connection connection, String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      answer.next();
      return answer.getString(1);
    }
  }

  private static long countWhenItIsBack(EmbeddedPostgres database) throws InterruptedException {
    for (int attempt = 0; attempt < 300; attempt++) {
      try (var connection = connect(database)) {
        return count(connection);
      } catch (SQLException e) {
        Thread.sleep(50);
      }
    }
    throw new AssertionError("the server did not come back within 15 s");
  }

  private void awaitNoServer() throws Exception {
    for (int attempt = 0; attempt < 200; attempt++) {
      if (ServerProcesses.on(home.resolve("data")).isEmpty()) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("PostgreSQL still runs 10 s after its parent was killed");
  }
}
