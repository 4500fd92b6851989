package dev.pictor.webhooks;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What receivers are told of.
public enum EventType {
  /// A job runs and has come further; at most every few seconds for each job, and tried once.
  JOB_PROGRESS("job.progress"),
  /// A job is done and its pictures can be fetched.
  JOB_SUCCEEDED("job.succeeded"),
  /// A job has failed for good; nothing was charged.
  JOB_FAILED("job.failed"),
  /// A job was stopped or deleted before it was done.
  JOB_CANCELLED("job.cancelled"),
  /// The credits of the user, or those that jobs hold, have changed.
  CREDITS_CHANGED("credits.changed"),
  /// The plan of the user was bought, renewed, changed or has ended.
  SUBSCRIPTION_CHANGED("subscription.changed"),
  /// Nothing happened: the user wants to see whether the endpoint answers.
  TEST("webhook.test");

  /// What an endpoint gets that does not say what it wants.
  static final List<EventType> USUAL =
      List.of(JOB_SUCCEEDED, JOB_FAILED, JOB_CANCELLED, CREDITS_CHANGED, SUBSCRIPTION_CHANGED);

  private final String word;

  EventType(String word) {
    this.word = word;
  }

  /// As it stands in a delivery.
  public String word() {
    return word;
  }

  /// Whether it tells of a job.
  boolean isOfJob() {
    return word.startsWith("job.");
  }

  /// Those that an endpoint can ask for.
  public static List<String> words() {
    return Arrays.stream(values()).filter(each -> each != TEST).map(EventType::word).toList();
  }

  static Optional<EventType> find(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }

  /// The type of this name, which must exist.
  public static EventType ofWord(String word) {
    return find(word)
        .orElseThrow(() -> new IllegalStateException("there is no event of type " + word));
  }
}
