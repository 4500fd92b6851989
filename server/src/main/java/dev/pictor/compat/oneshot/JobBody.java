package dev.pictor.compat.oneshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.images.ImageOrder;
import dev.pictor.images.InputRules;
import dev.pictor.images.JobForm;
import dev.pictor.images.Operation;
import dev.pictor.images.StepForm;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.platform.http.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a request for a job in each of its spellings: `{"job_type","params":{…}}`,
/// `{"job_type","source_url","target_url","params":{…}}`,
/// `{"job_type","input_image_url","parameters":{…}}` and `{"job_type":"pipeline","steps":[…]}`.
final class JobBody {
  static final String SURFACE = "oneshot";
  static final List<String> PICTURES_AT_THE_TOP =
      List.of("input_url", "input_image_url", "source_url", "src_face_url", "target_url");
  private static final int MOST_METADATA = 50;
  private static final int LONGEST_METADATA = 1000;
  private static final int LONGEST_TOKEN = 255;

  private final ImageOrder.Written usualOutput;
  private final InputRules inputs;
  private final List<FieldError> faults = new ArrayList<>();

  /// @param usualOutput for requests that do not say how results are written
  /// @param inputs what is taken as a picture
  JobBody(ImageOrder.Written usualOutput, InputRules inputs) {
    this.usualOutput = usualOutput;
    this.inputs = inputs;
  }

  /// A request with everything that is wrong with it so far.
  record Read(JobForm form, List<FieldError> faults) {}

  /// @param token the header `Idempotency-Key`; null when there is none
  Read read(ObjectNode body, @Nullable String token) {
    var fields = new JsonFields(body, "", faults);
    String kind = fields.text("job_type");
    List<StepForm> steps =
        Operation.PIPELINE.equals(kind) ? pipeline(fields) : single(fields, kind);
    String retryToken = token(fields, token);
    var extras =
        new JobForm.Extras(
            provider(fields),
            fields.whole("priority", -100, 100, 0),
            fields.texts("metadata", MOST_METADATA, LONGEST_METADATA),
            retryToken,
            fields.text("project_id"),
            fields.text("webhook_url"));
    var output =
        new ImageOrder.Written(
            fields.word("output_format", ImageOrder.Written.FORMATS, usualOutput.format()),
            fields.whole("output_quality", 1, 100, usualOutput.quality()));
    fields.refuseOthers();
    String word =
        Optional.ofNullable(kind).flatMap(Operation::find).map(Operation::word).orElse("pipeline");
    return new Read(new JobForm(word, steps, output, extras, inputs, SURFACE), List.copyOf(faults));
  }

  private static String provider(JsonFields fields) {
    String provider = fields.text("provider");
    return provider == null ? "auto" : provider;
  }

  private static @Nullable String token(JsonFields fields, @Nullable String header) {
    String field = fields.text("idempotency_key");
    String name = field == null ? "Idempotency-Key" : "idempotency_key";
    String token = field == null ? header : field;
    if (token != null && (token.isBlank() || token.length() > LONGEST_TOKEN)) {
      fields.fault(name, "has 1 to " + LONGEST_TOKEN + " characters.");
    }
    if (field != null && header != null && !field.equals(header)) {
      fields.fault("idempotency_key", "is another one than the header Idempotency-Key.");
    }
    return token;
  }

  private List<StepForm> single(JsonFields fields, @Nullable String kind) {
    String name = fields.has("parameters") && !fields.has("params") ? "parameters" : "params";
    if (fields.has("parameters") && fields.has("params")) {
      fields.fault("parameters", "says the same as params; give one of them.");
    }
    ObjectNode params = fields.object(name).deepCopy();
    for (String picture : PICTURES_AT_THE_TOP) {
      String url = fields.text(picture);
      if (url != null && params.has(picture)) {
        fields.fault(picture, "is in " + name + " as well; give it once.");
      } else if (url != null) {
        params.put(picture, url);
      }
    }
    if (kind == null) {
      if (!fields.has("job_type")) {
        fields.fault("job_type", "is missing; it is one of " + kinds() + ".");
      }
      return List.of();
    }
    return operation("job_type", kind, fields)
        .map(operation -> List.of(new StepForm(operation, name + ".", params)))
        .orElse(List.of());
  }

  private List<StepForm> pipeline(JsonFields fields) {
    List<ObjectNode> given = fields.objects("steps");
    if (given.isEmpty() || given.size() > JobForm.MOST_STEPS) {
      fields.fault("steps", "has 1 to " + JobForm.MOST_STEPS + " steps.");
    }
    var steps = new ArrayList<StepForm>();
    for (int i = 0; i < given.size(); i++) {
      String path = "steps[" + i + "].";
      var step = new JsonFields(given.get(i), path, faults);
      String kind = step.text("job_type");
      ObjectNode params = step.object("params");
      step.refuseOthers();
      if (kind == null) {
        if (!step.has("job_type")) {
          step.fault("job_type", "is missing; it is one of " + kinds() + ".");
        }
      } else {
        operation("job_type", kind, step)
            .ifPresent(operation -> steps.add(new StepForm(operation, path + "params.", params)));
      }
    }
    return steps;
  }

  private static Optional<Operation> operation(String field, String kind, JsonFields fields) {
    Optional<Operation> operation = Operation.find(kind);
    if (operation.isEmpty()) {
      fields.fault(field, "is one of " + kinds() + ".");
    }
    return operation;
  }

  private static String kinds() {
    return String.join(", ", Operation.kinds());
  }
}
