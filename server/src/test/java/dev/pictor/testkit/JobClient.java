package dev.pictor.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/// One user of the OneShot contract's jobs.
public final class JobClient {
  private final SketchClient http;

  private JobClient(SketchClient http) {
    this.http = http;
  }

  /// Somebody new who has signed up and in.
  public static JobClient signedIn(RunningApp app) {
    return new JobClient(SketchClient.signedIn(app));
  }

  public SketchClient http() {
    return http;
  }

  /// Uploads a picture of `testdata` and gives a signed link to it.
  public String upload(String name) {
    return link(key(name));
  }

  public String key(String name) {
    String type = name.endsWith(".png") ? "image/png" : "image/jpeg";
    return http.upload(name, type, testdata(name));
  }

  /// A signed link to an upload.
  public String link(String key) {
    return http.get("/api/upload/download-url/" + key).is(200).json().get("download_url").asText();
  }

  public static byte[] testdata(String name) {
    try {
      return Files.readAllBytes(Path.of("..", "testdata", name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public SketchClient.Answer submit(Map<String, ?> body, String... headers) {
    return http.post("/api/v1/jobs", body, headers);
  }

  /// An operation with its pictures among the parameters.
  public static Map<String, Object> job(String type, Map<String, ?> params) {
    var body = new HashMap<String, Object>();
    body.put("job_type", type);
    body.put("params", params);
    return body;
  }

  public static Map<String, Object> pipeline(List<Map<String, Object>> steps) {
    return Map.of("job_type", "pipeline", "steps", steps);
  }

  public JsonNode get(String id) {
    return http.get("/api/v1/jobs/" + id).is(200).json();
  }

  /// Submits a job and waits until it is finished.
  public JsonNode run(Map<String, ?> body) {
    return finished(submit(body).is(201).json().get("id").asText());
  }

  /// The same for a job that is to succeed.
  public JsonNode succeed(Map<String, ?> body) {
    JsonNode job = run(body);
    if (!job.get("status").asText().equals("succeeded")) {
      throw new AssertionError("the job did not succeed: " + job);
    }
    return job;
  }

  public JsonNode finished(String id) {
    long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    while (System.nanoTime() < end) {
      JsonNode job = get(id);
      if (!job.get("finished_at").isNull()) {
        return job;
      }
      pause();
    }
    throw new AssertionError("job " + id + " did not finish");
  }

  /// The bytes of a job's artifact.
  public byte[] bytes(JsonNode job, int artifact) {
    String url = job.get("artifacts").get(artifact).get("output_url").asText();
    return http.follow(url).is(200).response().body();
  }

  /// The first result of a job.
  public BufferedImage picture(JsonNode job) {
    return read(bytes(job, 0));
  }

  /// The picture at a link.
  public BufferedImage picture(String link) {
    return read(http.follow(link).is(200).response().body());
  }

  private static BufferedImage read(byte[] bytes) {
    try {
      return ImageIO.read(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
