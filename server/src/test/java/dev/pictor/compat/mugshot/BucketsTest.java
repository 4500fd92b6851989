package dev.pictor.compat.mugshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.testkit.RunningApp;
import dev.pictor.testkit.S3Server;
import dev.pictor.testkit.SketchClient;
import dev.pictor.testkit.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// The three buckets of the contract on a real S3 server: what lies in which.
class BucketsTest {
  private static TestPostgres.Address database;
  private static S3Server store;
  private static S3Client reader;
  private static RunningApp app;
  private static SketchClient ada;

  @BeforeAll
  static void start() throws SQLException {
    database = TestPostgres.emptyDatabase();
    store = S3Server.start();
    List.of("faces", "material", "thumbnails").forEach(store::addBucket);
    reader =
        S3Client.builder()
            .endpointOverride(store.uri())
            .region(Region.EU_CENTRAL_1)
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(S3Server.KEY_ID, S3Server.SECRET)))
            .build();
    var variables = new HashMap<>(store.environment());
    variables.put("PROFILE_PHOTOS_BUCKET", "faces");
    variables.put("USER_ASSETS_BUCKET", "material");
    variables.put("RENDERS_BUCKET", "thumbnails");
    variables.put("DATABASE_URL", database.url());
    app = RunningApp.start(variables);
    ada = SketchClient.signedIn(app);
  }

  @AfterAll
  static void stop() {
    app.close();
    reader.close();
    store.close();
  }

  @Test
  void finishedThumbnailsLandInTheBucketForRenders() throws Exception {
    int before = objects("thumbnails");
    Map<String, Object> design =
        Map.of("platform", "custom", "width", 320, "height", 180, "headline", "Go");
    String project = ada.post("/api/v1/projects/", design).is(201).json().get("id").asText();
    Map<String, Object> wish = Map.of("project_id", project, "variants", 2, "quality", "draft");
    String job = ada.post("/api/v1/jobs/", wish).is(201).json().get("id").asText();
    JsonNode artifacts = finished(job).get("artifacts");
    // Two thumbnails, each with its preview.
    assertThat(objects("thumbnails") - before).isEqualTo(4);
    for (JsonNode artifact : artifacts) {
      var request = HttpRequest.newBuilder(URI.create(artifact.get("url").asText()));
      var picture = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
      assertThat(picture.statusCode()).as("for everybody").isEqualTo(200);
      assertThat(picture.body()).hasSize(artifact.get("size").asInt());
    }
  }

  private static JsonNode finished(String job) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    JsonNode now = ada.get("/api/v1/jobs/" + job).is(200).json();
    while (!now.get("status").asText().equals("completed") && System.nanoTime() < end) {
      Thread.sleep(100);
      now = ada.get("/api/v1/jobs/" + job).is(200).json();
    }
    assertThat(now.get("status").asText()).isEqualTo("completed");
    return now;
  }

  @Test
  void photosAndMaterialHaveTheirOwn() throws Exception {
    upload("profile_photo", "grace_hopper.jpg");
    assertThat(objects("faces")).isEqualTo(1);
    int before = objects("material");
    upload("copy_target", "rocket.jpg");
    assertThat(objects("material") - before).isEqualTo(1);
  }

  /// A trigger that the row of an asset passes only in the transaction that wrote its picture.
  @Test
  void anAssetAndItsPictureAreWrittenInOneTransaction() throws Exception {
    try (Connection direct = direct()) {
      direct
          .createStatement()
          .execute(
              """
              create function demand_one_transaction() returns trigger language plpgsql as $$
              begin
                if not exists (select 1 from storage_object where key = new.object_key
                    and xmin = pg_current_xact_id()::xid) then
                  raise exception 'the picture was written by itself';
                end if;
                return new;
              end $$
              """);
      direct
          .createStatement()
          .execute(
              """
              create trigger one_transaction before insert on project_asset
              for each row execute function demand_one_transaction()
              """);
    }
    upload("selfie", "astronaut.png");
  }

  @Test
  void anAssetThatCannotBeWrittenLeavesNoPictureInTheList() throws Exception {
    try (Connection direct = direct()) {
      direct
          .createStatement()
          .execute("alter table project_asset add constraint no_refs check (type <> 'ref')");
      int before = rows(direct);
      assertThat(send("ref", "temple.jpg")).isEqualTo(500);
      assertThat(rows(direct)).isEqualTo(before);
    }
  }

  private static int rows(Connection direct) throws SQLException {
    try (ResultSet counted =
        direct.createStatement().executeQuery("select count(*) from storage_object")) {
      counted.next();
      return counted.getInt(1);
    }
  }

  private static Connection direct() throws SQLException {
    return DriverManager.getConnection(database.url());
  }

  private static int objects(String bucket) {
    return reader.listObjectsV2(request -> request.bucket(bucket)).contents().size();
  }

  private static void upload(String type, String file) throws Exception {
    assertThat(send(type, file)).isEqualTo(201);
  }

  private static int send(String type, String file) throws IOException, InterruptedException {
    var body = new ByteArrayOutputStream();
    body.writeBytes(
        ("--abc\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\n"
                + type
                + "\r\n--abc\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                + file
                + "\"\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(Files.readAllBytes(Path.of("..", "testdata", file)));
    body.writeBytes("\r\n--abc--\r\n".getBytes(StandardCharsets.UTF_8));
    var request =
        HttpRequest.newBuilder(app.uri("/api/v1/assets/upload"))
            .header("Authorization", "Bearer " + ada.token())
            .header("Content-Type", "multipart/form-data; boundary=abc")
            .POST(BodyPublishers.ofByteArray(body.toByteArray()));
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding()).statusCode();
  }
}
