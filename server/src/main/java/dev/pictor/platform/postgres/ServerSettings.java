package dev.pictor.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// What we ask of PostgreSQL, and why: durable without exception, small when idle, and good at a
/// queue, which means many short transactions on a few hot rows.
final class ServerSettings {
  private static final String FILE = "pictor.conf";

  private static final List<Row> ROWS =
      List.of(
          // Durability. These are PostgreSQL's defaults; they stand here so that nobody "tunes"
          // them.
          row("fsync", "on", "A commit that was answered is on the disk."),
          row("synchronous_commit", "on", "The same, for each transaction."),
          row("full_page_writes", "on", "A power cut in the middle of a page is repaired."),
          row("wal_compression", "pglz", "Full pages are most of the log; lz4 is not built in."),

          // Who may come in: this machine, with a password.
          row("listen_addresses", "'127.0.0.1'", "Nobody from outside."),
          row("unix_socket_directories", "''", "The JDBC driver speaks TCP only."),
          row(
              "max_connections",
              "64",
              "Two nodes with pools of 16, a listener each, and an operator."),

          // Memory. A whole idle service is to stay small, and the kernel caches files as well.
          row("shared_buffers", "96MB", "Holds the hot tables; pages count only once touched."),
          row("huge_pages", "off", "They would be taken whole at the start."),
          row("work_mem", "8MB", "For each sort; our queries sort a page of rows."),
          row("maintenance_work_mem", "48MB", "For vacuum and CREATE INDEX."),
          row("effective_cache_size", "512MB", "An honest guess for a machine of 2 GB."),
          row("temp_buffers", "1MB", "We make no temporary tables."),

          // Processes. Each costs memory; a queue gains nothing from parallel queries.
          row("io_method", "sync", "No I/O workers: the working set is in memory."),
          row("max_parallel_workers_per_gather", "0", "Short queries only."),
          row("max_parallel_workers", "0", "Short queries only."),
          row("max_worker_processes", "2", "None of ours; room for an operator's extension."),
          row("max_logical_replication_workers", "0", "Saves the launcher process."),
          row("autovacuum_max_workers", "2", "One for the hot table and one for the rest."),
          row("autovacuum_worker_slots", "4", "Room to raise the line above without a restart."),
          row("jit", "off", "Compiling a query takes longer than running ours."),

          // A queue leaves dead rows behind every job: vacuum early, often and without pauses.
          row("autovacuum_naptime", "10s", "A drained backlog is cleaned within seconds."),
          row("autovacuum_vacuum_threshold", "200", "Small hot tables count too."),
          row("autovacuum_vacuum_scale_factor", "0.05", "At 5 % dead rows instead of 20 %."),
          row("autovacuum_vacuum_insert_scale_factor", "0.1", "Event tables only grow."),
          row("autovacuum_analyze_scale_factor", "0.05", "Plans follow a table that fills fast."),
          row("autovacuum_vacuum_cost_delay", "1ms", "Finish soon; the pages are in memory."),

          // The log of changes: room for a burst, few checkpoints, a disk that is not filled.
          row("checkpoint_timeout", "15min", "Each checkpoint makes full pages due again."),
          row("max_wal_size", "768MB", "A burst of submits does not force a checkpoint."),
          row("min_wal_size", "64MB", "Kept and used again; new segments cost time."),
          row("wal_buffers", "4MB", "Holds what 64 committers write between two flushes."),
          row("max_wal_senders", "2", "One backup or standby at a time."),
          row("random_page_cost", "1.1", "Solid-state disks and cached pages."),

          // What a forgotten session may hold up.
          row("idle_in_transaction_session_timeout", "5min", "A stuck one would stop vacuum."),
          row("tcp_keepalives_idle", "60", "Seconds; connections of a dead node go away."),

          // The log file: about the server, never about what is stored in it.
          row(
              "log_min_messages",
              "log",
              "Errors of a statement come to us anyway, and hold values."),
          row("log_checkpoints", "off", "The file stays small."),
          row("log_line_prefix", "'%m [%p] '", "When and which process."),
          row("log_timezone", "'UTC'", "As everywhere in Pictor."),
          row("timezone", "'UTC'", "As everywhere in Pictor."),
          row("datestyle", "'iso, ymd'", "Unambiguous for a person at a console."),
          row("default_text_search_config", "'pg_catalog.simple'", "No language is preferred."),
          row("include_if_exists", "'custom.conf'", "An operator's own settings win."));

  private ServerSettings() {}

  private record Row(String name, String value, String reason) {
    String line() {
      return "%-52s # %s".formatted(name + " = " + value, reason);
    }
  }

  private static Row row(String name, String value, String reason) {
    return new Row(name, value, reason);
  }

  /// Writes the file anew, so that a newer Pictor also means its settings for an older cluster.
  static Path write(Path home) throws IOException {
    Path file = home.resolve(FILE);
    Files.writeString(
        file,
        ROWS.stream()
            .map(Row::line)
            .collect(
                Collectors.joining(
                    "\n",
                    "# Written at each start; put settings of your own into custom.conf.\n",
                    "\n")));
    return file;
  }
}
