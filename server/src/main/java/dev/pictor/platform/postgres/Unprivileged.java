package dev.pictor.platform.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// How PostgreSQL, which refuses to run as root, is started.
enum Unprivileged {
  /// We are not root: PostgreSQL runs as the user that we are.
  AS_IS(""),
  /// We are root and may make a user namespace: inside it PostgreSQL sees the id of nobody, while
  /// its files stay ours.
  NAMESPACE("unshare --user"),
  /// We are root where namespaces are forbidden (most containers): PostgreSQL runs as nobody, and
  /// its folder is given to nobody.
  NOBODY("setpriv --reuid=65534 --regid=65534 --clear-groups");

  private static final int NOBODY_ID = 65534;

  private final String prefix;

  Unprivileged(String prefix) {
    this.prefix = prefix;
  }

  static Unprivileged here() throws IOException, InterruptedException {
    // Linux only, like the programs themselves; user.name would miss other names of uid 0.
    if (!Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
      return AS_IS;
    }
    for (Unprivileged way : List.of(NAMESPACE, NOBODY)) {
      if (Command.succeeds(way.command(List.of("true")))) {
        return way;
      }
    }
    throw new EmbeddedPostgresException(
        "PostgreSQL does not run as root, and neither 'unshare --user' nor 'setpriv --reuid' works"
            + " here. Run ./pictor as a normal user, install util-linux, or set DATABASE_URL.");
  }

  List<String> command(List<String> words) {
    return prefix.isEmpty()
        ? words
        : Stream.concat(Stream.of(prefix.split(" ", -1)), words.stream()).toList();
  }

  /// Lets PostgreSQL read and write below `folder`, and checks that it can reach the programs.
  void handOver(Path folder, Path program) throws IOException, InterruptedException {
    if (this != NOBODY) {
      return;
    }
    try (Stream<Path> below = Files.walk(folder)) {
      below.forEach(Unprivileged::giveToNobody);
    }
    if (!Command.succeeds(
        command(List.of("test", "-w", folder.toString(), "-a", "-x", program.toString())))) {
      throw new EmbeddedPostgresException(
          "PostgreSQL does not run as root, and the user nobody cannot reach "
              + folder
              + " or "
              + program
              + ". Choose a data folder below one that everybody may enter, with --data, or run"
              + " ./pictor as a normal user.");
    }
  }

  private static void giveToNobody(Path path) {
    try {
      Files.setAttribute(path, "unix:uid", NOBODY_ID, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
