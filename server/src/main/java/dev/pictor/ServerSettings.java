package dev.pictor;

import dev.pictor.platform.http.HttpSettings;
import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import dev.pictor.platform.telemetry.Logging;
import java.nio.file.Path;
import java.util.List;

/// What concerns the process as a whole.
///
/// @param databaseUrl empty for the embedded database
/// @param baseUrl without a slash at its end; empty until the port is known
public record ServerSettings(
    App app,
    Path data,
    Path temporary,
    String databaseUrl,
    int databaseConnections,
    String baseUrl,
    Console console,
    HttpSettings http) {
  static final Setting<String> APP_NAME =
      Setting.text("APP_NAME", "Pictor", "The name in the documentation of the API.");
  static final Setting<String> APP_VERSION =
      Setting.text("APP_VERSION", Version.CURRENT, "The version that clients are told.");
  static final Setting<Path> DATA =
      new Setting<>(
          List.of("PICTOR_DATA"),
          "folder",
          "data",
          "Where everything is kept: database, pictures, secrets, logs, outbox.",
          false,
          Path::of);
  static final Setting<String> TEMP_DIR =
      Setting.text(
          "TEMP_DIR",
          "",
          "Where uploads lie while they come; tmp in the data folder when not given.");
  static final Setting<String> DATABASE_URL =
      Setting.secret(
          "DATABASE_URL",
          "A PostgreSQL of your own, as jdbc:postgresql://, postgres:// or postgresql+asyncpg://;"
              + " the embedded one is used when not given.");
  static final Setting<Integer> DATABASE_CONNECTIONS =
      Setting.whole(
          "DATABASE_CONNECTIONS", 16, 4, 200, "The most connections to the database at once.");
  static final Setting<String> BASE_URL =
      Setting.text(
              "BASE_URL",
              "",
              "The address that clients see, such as https://pictor.example.com; links are built"
                  + " with it.")
          .alsoKnownAs("APP_URL");
  static final Setting<Logging.Format> LOG_FORMAT =
      Setting.oneOf(
          "LOG_FORMAT",
          Logging.Format.class,
          Logging.Format.TEXT,
          "How log lines look on the console; the file in the data folder is always JSON.");
  static final Setting<Long> LOG_FILE_BYTES =
      Setting.bytes(
          "LOG_FILE_BYTES",
          50_000_000,
          10_000,
          10_000_000_000L,
          "When logs/pictor.log is this large it is compressed and another one begun; so it is each"
              + " day.");
  static final Setting<Integer> LOG_DAYS =
      Setting.whole("LOG_DAYS", 7, 1, 3650, "How many days compressed log files are kept.");
  static final Setting<Long> LOG_TOTAL_BYTES =
      Setting.bytes(
          "LOG_TOTAL_BYTES",
          500_000_000,
          10_000,
          1_000_000_000_000L,
          "The most that compressed log files take together; the oldest go first.");
  static final Setting<Boolean> DEBUG =
      Setting.flag("DEBUG", false, "More log lines; production refuses it.");
  static final Setting<String> METRICS_TOKEN =
      Setting.secret("METRICS_TOKEN", "When given, /metrics wants it as a bearer token.");
  static final Setting<Role> ROLE =
      Setting.oneOf(
          "PICTOR_ROLE",
          Role.class,
          Role.ALL,
          "What this node does: api answers requests, worker runs jobs, all does both.");

  /// In the order of the documentation.
  public static final List<Setting<?>> ALL =
      List.of(
          APP_NAME,
          APP_VERSION,
          DATA,
          TEMP_DIR,
          DATABASE_URL,
          DATABASE_CONNECTIONS,
          BASE_URL,
          LOG_FORMAT,
          LOG_FILE_BYTES,
          LOG_DAYS,
          LOG_TOTAL_BYTES,
          DEBUG,
          METRICS_TOKEN,
          ROLE);

  /// What a node does.
  public enum Role {
    /// Requests and jobs.
    ALL,
    /// Requests only.
    API,
    /// Jobs only; health and metrics are still answered.
    WORKER;

    boolean works() {
      return this != API;
    }
  }

  /// What this program calls itself.
  public record App(String name, String version, Role role) {}

  /// What is printed and measured for the operator.
  public record Console(
      Logging.Format format, Logging.Files files, boolean debug, String metricsToken) {
    @Override
    public String toString() {
      return "Console[format="
          + format
          + ", files="
          + files
          + ", debug="
          + debug
          + ", metricsToken=***]";
    }
  }

  static ServerSettings from(Environment environment) {
    return new ServerSettings(
        new App(APP_NAME.in(environment), APP_VERSION.in(environment), ROLE.in(environment)),
        DATA.in(environment).toAbsolutePath().normalize(),
        temporary(environment),
        DATABASE_URL.in(environment),
        DATABASE_CONNECTIONS.in(environment),
        BASE_URL.in(environment).replaceAll("/+$", ""),
        new Console(
            LOG_FORMAT.in(environment),
            logFiles(environment),
            DEBUG.in(environment),
            METRICS_TOKEN.in(environment)),
        HttpSettings.from(environment));
  }

  private static Logging.Files logFiles(Environment environment) {
    return new Logging.Files(
        DATA.in(environment).toAbsolutePath().normalize().resolve("logs"),
        LOG_FILE_BYTES.in(environment),
        LOG_DAYS.in(environment),
        LOG_TOTAL_BYTES.in(environment));
  }

  private static Path temporary(Environment environment) {
    String given = TEMP_DIR.in(environment);
    Path folder = given.isBlank() ? DATA.in(environment).resolve("tmp") : Path.of(given);
    return folder.toAbsolutePath().normalize();
  }
}
