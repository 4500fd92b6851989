package dev.pictor.api;

import dev.pictor.webhooks.EventType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The `webhooks` of the OpenAPI document: what receivers are sent.
public final class WebhookDocument {
  private static final Map<String, Object> TEXT = Map.of("type", "string");
  private static final Map<String, Object> WHOLE = Map.of("type", "integer");

  private WebhookDocument() {}

  /// Each event by its type, as OpenAPI 3.1 writes paths.
  public static Map<String, Object> describe() {
    var events = new LinkedHashMap<String, Object>();
    for (EventType type : EventType.values()) {
      events.put(type.word(), Map.of("post", operation(type)));
    }
    return events;
  }

  private static Map<String, Object> operation(EventType type) {
    var operation = new LinkedHashMap<String, Object>();
    operation.put("operationId", "on" + camel(type.word()));
    operation.put("tags", List.of(WebhookRoutes.GROUP));
    operation.put("summary", sentence(type));
    operation.put("parameters", headers());
    operation.put(
        "requestBody",
        Map.of("required", true, "content", Map.of("application/json", content(type))));
    operation.put(
        "responses",
        Map.of(
            "2XX",
            Map.of("description", "Taken; nothing of the answer is used"),
            "410",
            Map.of("description", "Never again: the endpoint is disabled"),
            "default",
            Map.of("description", "Tried again later; Retry-After is honoured")));
    return operation;
  }

  private static String sentence(EventType type) {
    return switch (type) {
      case JOB_PROGRESS -> "A running job has come further";
      case JOB_SUCCEEDED -> "A job is done";
      case JOB_FAILED -> "A job has failed for good";
      case JOB_CANCELLED -> "A job was stopped or deleted before it was done";
      case CREDITS_CHANGED -> "Your credits, or those that jobs hold, have changed";
      case SUBSCRIPTION_CHANGED -> "Your plan, its state or its end has changed";
      case TEST -> "You wanted to see whether the endpoint answers";
    };
  }

  private static List<Map<String, Object>> headers() {
    return List.of(
        header("webhook-id", "The same in every attempt and replay of an event"),
        header("webhook-timestamp", "Seconds since 1970, of this attempt"),
        header(
            "webhook-signature",
            "v1, and the HMAC-SHA256 of id.timestamp.body in base64; may be two"),
        header("X-Webhook-Signature", "sha256= and the HMAC-SHA256 of the body in hexadecimal"));
  }

  private static Map<String, Object> header(String name, String sentence) {
    return Map.of(
        "name", name, "in", "header", "required", true, "description", sentence, "schema", TEXT);
  }

  private static Map<String, Object> content(EventType type) {
    return Map.of("schema", body(type), "example", example(type));
  }

  /// The schema of what is said of an event.
  static Map<String, Object> body(EventType type) {
    return Map.of(
        "type",
        "object",
        "properties",
        Map.of(
            "type",
            Map.of("const", type.word()),
            "timestamp",
            Map.of("type", "string", "format", "date-time"),
            "data",
            data(type)),
        "required",
        List.of("type", "timestamp", "data"));
  }

  private static Map<String, Object> data(EventType type) {
    Map<String, Object> properties =
        switch (type) {
          case JOB_PROGRESS, JOB_SUCCEEDED, JOB_FAILED, JOB_CANCELLED ->
              Map.of(
                  "job_id",
                  TEXT,
                  "status",
                  TEXT,
                  "progress",
                  WHOLE,
                  "sequence",
                  WHOLE,
                  "url",
                  TEXT);
          case CREDITS_CHANGED -> Map.of("credits", WHOLE, "held", WHOLE);
          case SUBSCRIPTION_CHANGED -> Map.of();
          case TEST -> Map.of("endpoint_id", TEXT, "message", TEXT);
        };
    return Map.of(
        "type",
        "object",
        "properties",
        properties,
        "required",
        properties.keySet().stream().sorted().toList());
  }

  private static Map<String, Object> example(EventType type) {
    String job = "0199f0c2-9d00-7000-8000-2b1f0c9e8d7a";
    String status = type.word().substring(type.word().indexOf('.') + 1);
    Map<String, Object> data =
        switch (type) {
          case JOB_PROGRESS, JOB_SUCCEEDED, JOB_FAILED, JOB_CANCELLED ->
              Map.of(
                  "job_id",
                  job,
                  "status",
                  type == EventType.JOB_PROGRESS ? "running" : status,
                  "progress",
                  type == EventType.JOB_SUCCEEDED ? 100 : 40,
                  "sequence",
                  7,
                  "url",
                  "https://pictor.example.com/api/v1/jobs/" + job);
          case CREDITS_CHANGED ->
              Map.of("credits", 8, "held", 2, "previous_credits", 10, "previous_held", 0);
          case SUBSCRIPTION_CHANGED -> Map.of();
          case TEST -> Map.of("endpoint_id", job, "message", "This is a test.");
        };
    return Map.of("type", type.word(), "timestamp", "2026-11-22T10:00:03Z", "data", data);
  }

  /// `job.succeeded` as `JobSucceeded`.
  private static String camel(String word) {
    var text = new StringBuilder();
    for (String part : word.split("\\.", -1)) {
      text.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
    }
    return text.toString();
  }
}
