package dev.pictor.compat.nursefilter;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.identity.Principal;
import dev.pictor.images.ImageJobs;
import dev.pictor.images.ImageOrder;
import dev.pictor.images.JobContract;
import dev.pictor.images.JobForm;
import dev.pictor.images.Operation;
import dev.pictor.images.StepForm;
import dev.pictor.images.ThemeRegistry;
import dev.pictor.images.Uploads;
import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes a job of a picture in base64 and a theme.
final class ProcessImage {
  static final Wish EXAMPLE = new Wish("/9j/4AAQSkZJRg…", "scrubs", null);

  private static final String SURFACE = "nursefilter";
  private static final String PICTURE = "image_base64";
  private static final int MOST_TOKEN = 255;

  private final ImageJobs jobs;
  private final Uploads uploads;
  private final ThemeRegistry themes;

  ProcessImage(ImageJobs jobs, Uploads uploads, ThemeRegistry themes) {
    this.jobs = jobs;
    this.uploads = uploads;
    this.themes = themes;
  }

  /// What is asked for.
  ///
  /// @param imageBase64 a picture in base64, bare or as a `data:` URL
  /// @param workflowId the id of a theme
  /// @param webhookUrl who is told how it ended
  record Wish(
      @Nullable String imageBase64, @Nullable String workflowId, @Nullable String webhookUrl) {
    @Override
    public String toString() {
      return "Wish[workflowId=" + workflowId + "]";
    }
  }

  ImageJobs.Submitted submit(Principal caller, Wish wish, JobContract.Wishes wishes)
      throws InterruptedException {
    String token = wishes.retryToken();
    var faults = new ArrayList<FieldError>();
    byte[] bytes = picture(wish.imageBase64(), faults);
    String theme = theme(wish.workflowId(), faults);
    faults.addAll(jobs.notices().faults(wish.webhookUrl()));
    if (token != null && (token.isBlank() || token.length() > MOST_TOKEN)) {
      faults.add(new FieldError("Idempotency-Key", "has 1 to " + MOST_TOKEN + " characters."));
    }
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
    String key = uploads.add(caller, "photo", new ByteArrayInputStream(bytes)).key().value();
    boolean isUsed = false;
    try {
      ImageJobs.Submitted made =
          jobs.submit(
              caller, form(theme, key, token, wish.webhookUrl()).with(wishes.caching()), List.of());
      isUsed = !made.replayed();
      return made;
    } finally {
      if (!isUsed) {
        uploads.delete(caller, key);
      }
    }
  }

  private JobForm form(
      String theme, String key, @Nullable String token, @Nullable String webhookUrl) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    fields.put("theme", theme).put("input_key", key);
    return new JobForm(
        Operation.THEME.word(),
        List.of(new StepForm(Operation.THEME, "", fields)),
        ImageOrder.Written.JPEG,
        new JobForm.Extras("auto", 0, Map.of(), token, null, webhookUrl),
        uploads.usual(),
        SURFACE);
  }

  private String theme(@Nullable String id, List<FieldError> faults) {
    if (id != null && themes.newest(id.strip()).isPresent()) {
      return id.strip();
    }
    String known = String.join(", ", themes.ids());
    faults.add(
        new FieldError(
            "workflow_id", (id == null ? "is missing; it " : "") + "is one of " + known + "."));
    return "";
  }

  /// @return empty when it is at fault
  private static byte[] picture(@Nullable String given, List<FieldError> faults) {
    if (given == null || given.isBlank()) {
      faults.add(new FieldError(PICTURE, "is missing."));
      return new byte[0];
    }
    String text = given.strip();
    if (text.regionMatches(true, 0, "data:", 0, 5)) {
      int comma = text.indexOf(',');
      String head = comma < 0 ? "" : text.substring(0, comma).toLowerCase(Locale.ROOT);
      if (!head.endsWith(";base64")) {
        faults.add(new FieldError(PICTURE, "a data: URL carries base64: data:image/jpeg;base64,…"));
        return new byte[0];
      }
      text = text.substring(comma + 1);
    }
    try {
      return Base64.getMimeDecoder().decode(checked(text));
    } catch (IllegalArgumentException _) {
      faults.add(new FieldError(PICTURE, "is not base64."));
      return new byte[0];
    }
  }

  /// The decoder for mails passes over ends of lines, and over everything else that is not base64.
  private static String checked(String text) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      boolean isKnown =
          (each >= 'A' && each <= 'Z')
              || (each >= 'a' && each <= 'z')
              || (each >= '0' && each <= '9')
              || "+/=\r\n \t".indexOf(each) >= 0;
      if (!isKnown) {
        throw new IllegalArgumentException("not base64");
      }
    }
    return text;
  }
}
