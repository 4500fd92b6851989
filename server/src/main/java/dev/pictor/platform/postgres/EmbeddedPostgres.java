package dev.pictor.platform.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running PostgreSQL that belongs to this process: its data stays in one folder, every commit is
/// durable, and it ends when this process ends, even by `kill -9`.
///
/// Should the server itself die (the kernel ran out of memory, somebody killed it), it is started
/// again on the same port; connections break meanwhile and pools open new ones.
///
/// Thread-safe.
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final Duration FIRST_RESTART_DELAY = Duration.ofMillis(100);
  private static final Duration LONGEST_RESTART_DELAY = Duration.ofSeconds(15);

  private static final int PORTS_TO_TRY = 3;

  private final FolderLock lock;
  private final Postmaster.Launch launch;
  private final int port;
  private final String password;
  private final AtomicReference<Postmaster> postmaster;
  private final Thread guard;

  private EmbeddedPostgres(
      FolderLock lock, Postmaster.Launch launch, int port, Postmaster postmaster, String password) {
    this.lock = lock;
    this.launch = launch;
    this.port = port;
    this.password = password;
    this.postmaster = new AtomicReference<>(postmaster);
    guard = Thread.ofVirtual().name("postgres-guard").unstarted(this::keepRunning);
  }

  /// Starts with the programs unpacked into `home` itself; see the other `start`.
  public static EmbeddedPostgres start(Path home) throws IOException, InterruptedException {
    return start(home, home);
  }

  /// Opens the database in `home`, which is made when it is not there, and returns when it accepts
  /// connections. What an earlier run left behind is repaired: a server without a parent is
  /// stopped, a stale pid file goes, and PostgreSQL replays its log.
  ///
  /// @param home the folder of the database, for one process at a time
  /// @param binaries where the programs are unpacked, once; may be shared by many databases
  /// @throws EmbeddedPostgresException with a message for a person when it cannot run here, or when
  ///   `home` is in use
  public static EmbeddedPostgres start(Path home, Path binaries)
      throws IOException, InterruptedException {
    return start(home, binaries, Unprivileged.here());
  }

  static EmbeddedPostgres start(Path home, Path binaries, Unprivileged way)
      throws IOException, InterruptedException {
    Folders.createPrivate(home);
    Path folder = home.toRealPath();
    FolderLock lock = FolderLock.take(folder);
    try {
      return startLocked(lock, folder, binaries, way);
    } catch (IOException | InterruptedException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static EmbeddedPostgres startLocked(
      FolderLock lock, Path home, Path binaries, Unprivileged way)
      throws IOException, InterruptedException {
    Binaries programs = Binaries.in(binaries.toAbsolutePath());
    Cluster cluster = Cluster.in(home, programs, way);
    var launch = new Postmaster.Launch(home, cluster.data(), programs, way);
    int orphans = ServerProcesses.stop(cluster.data());
    if (orphans > 0) {
      LOG.warn("stopped a PostgreSQL that an earlier run left behind ({} processes)", orphans);
    }
    var database = startOnAFreePort(lock, launch, cluster.password());
    database.guard.start();
    return database;
  }

  private static EmbeddedPostgres startOnAFreePort(
      FolderLock lock, Postmaster.Launch launch, String password)
      throws IOException, InterruptedException {
    for (int left = PORTS_TO_TRY - 1; ; left--) {
      int port = freePort();
      try {
        return new EmbeddedPostgres(lock, launch, port, Postmaster.start(launch, port), password);
      } catch (EmbeddedPostgresException e) {
        // Between our look and PostgreSQL's another program may have taken the port.
        if (left == 0 || isFree(port)) {
          throw e;
        }
      }
    }
  }

  /// Where the database answers, for the PostgreSQL JDBC driver. The port is another at each start.
  /// The address already has parameters, so more are appended with `&`.
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?sslmode=disable&gssEncMode=disable";
  }

  /// The owner of everything in the database.
  public String user() {
    return Cluster.USER;
  }

  /// Made at random when the database was made; kept in `home/password`, readable for its owner
  /// only.
  public String password() {
    return password;
  }

  private void keepRunning() {
    Duration delay = FIRST_RESTART_DELAY;
    try {
      while (true) {
        long since = System.nanoTime();
        awaitEnd();
        if (System.nanoTime() - since > LONGEST_RESTART_DELAY.toNanos()) {
          delay = FIRST_RESTART_DELAY;
        }
        LOG.error(
            "PostgreSQL has ended unexpectedly; it is started again in {} ms", delay.toMillis());
        Thread.sleep(delay);
        delay = longer(delay);
        startAgain();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // close() wants us to end.
    }
  }

  private void awaitEnd() throws InterruptedException {
    postmaster.get().awaitEnd();
  }

  private static Duration longer(Duration delay) {
    Duration doubled = delay.multipliedBy(2);
    return doubled.compareTo(LONGEST_RESTART_DELAY) < 0 ? doubled : LONGEST_RESTART_DELAY;
  }

  private void startAgain() throws InterruptedException {
    try {
      ServerProcesses.stop(launch.data());
      postmaster.set(Postmaster.start(launch, port));
      LOG.info("PostgreSQL is running again");
    } catch (IOException | EmbeddedPostgresException e) {
      LOG.error("PostgreSQL could not be started again", e);
    }
  }

  /// Stops the server in order and gives the folder free. Asks once, and turns to force after 6
  /// seconds; a second call does nothing.
  @Override
  public void close() throws IOException {
    guard.interrupt();
    try {
      guard.join();
      postmaster.get().stop();
    } catch (InterruptedException e) {
      // Our caller is in a hurry: the closed pipe lets the server end by itself.
      postmaster.get().askToStop();
      Thread.currentThread().interrupt();
    } finally {
      lock.close();
    }
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
