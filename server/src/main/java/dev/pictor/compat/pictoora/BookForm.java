package dev.pictor.compat.pictoora;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.images.ImageOrder;
import dev.pictor.images.InputRules;
import dev.pictor.images.JobForm;
import dev.pictor.images.Operation;
import dev.pictor.images.StepForm;
import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.platform.http.RequestBody;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a page is made of.
///
/// @param sourceUrl the person's photo: the `file_url` or `file_path` of an upload, a `data:` URL,
///   or an address on a public host
/// @param targetUrl the page, likewise
/// @param prompt what to do, 1 to 4000 characters
record BookForm(
    @Nullable String initId,
    @Nullable String sourceUrl,
    @Nullable String targetUrl,
    @Nullable String prompt) {
  private static final int LONGEST_PROMPT = 4_000;

  String ticket() {
    return Objects.requireNonNull(initId).strip();
  }

  String promptText() {
    return Objects.requireNonNull(prompt).strip();
  }

  private List<FieldError> faults() {
    var faults = new ArrayList<FieldError>();
    checkGiven("init_id", initId, faults);
    checkGiven("source_url", sourceUrl, faults);
    checkGiven("target_url", targetUrl, faults);
    checkGiven("prompt", prompt, faults);
    if (prompt != null && prompt.strip().length() > LONGEST_PROMPT) {
      faults.add(new FieldError("prompt", "has at most " + LONGEST_PROMPT + " characters."));
    }
    if (prompt != null && prompt.indexOf('\0') >= 0) {
      faults.add(new FieldError("prompt", "has a NUL character; send plain text."));
    }
    return faults;
  }

  private static void checkGiven(String field, @Nullable String value, List<FieldError> faults) {
    if (value == null || value.isBlank()) {
      faults.add(new FieldError(field, "is missing."));
    }
  }

  /// Reads requests, and makes jobs of them.
  ///
  /// @param maxBodyBytes enough for two pictures as `data:` URLs
  /// @param output how pages are written
  /// @param rules what is taken as a picture
  record Reader(int maxBodyBytes, ImageOrder.Written output, InputRules rules) {
    /// @throws Problem INVALID_REQUEST with everything that is missing
    BookForm read(Context request) {
      BookForm form = RequestBody.json(request, BookForm.class, maxBodyBytes);
      List<FieldError> faults = form.faults();
      if (!faults.isEmpty()) {
        throw Problem.invalid(faults);
      }
      return form;
    }

    JobForm job(BookForm form, PagePrompt prompt) {
      ObjectNode fields = JsonNodeFactory.instance.objectNode();
      put(fields, "source", Objects.requireNonNull(form.sourceUrl), "source_url");
      put(fields, "page", Objects.requireNonNull(form.targetUrl), "target_url");
      fields.put("prompt", form.promptText());
      fields.put("faces", prompt.faces());
      return new JobForm(
          Operation.BOOK_PAGE.word(),
          List.of(new StepForm(Operation.BOOK_PAGE, "", fields)),
          output,
          JobForm.Extras.NONE,
          rules,
          "pictoora");
    }

    private static void put(ObjectNode fields, String picture, String given, String field) {
      Optional<String> key = FileLinks.keyIn(given);
      fields.put(key.isPresent() ? picture + "_key" : field, key.orElse(given.strip()));
    }
  }
}
