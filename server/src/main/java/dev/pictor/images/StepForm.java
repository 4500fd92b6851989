package dev.pictor.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One operation as a caller asks for it, not checked yet.
///
/// @param path what stands before the names of its fields, such as `steps[1].params.`
/// @param fields parameters and pictures together
public record StepForm(Operation operation, String path, ObjectNode fields) {
  /// A picture as a caller names it.
  ///
  /// @param field where it was named, for messages
  /// @param isKey whether it is the key of an upload; else an address
  record Named(String field, String value, boolean isKey) {}

  /// What is checked but for the pictures, which are looked at one by one later.
  record Checked(Operation operation, Params params, Map<Role, Named> inputs) {
    List<Generation.Step> passes() {
      return operation.steps(params);
    }
  }

  /// @param isFirst whether no step before it makes its input
  Checked check(boolean isFirst, List<FieldError> faults, Intake.Pictures pictures) {
    ObjectNode left = fields.deepCopy();
    var inputs = new EnumMap<Role, Named>(Role.class);
    for (InputField field : operation.inputs()) {
      Named named = named(field, left, faults);
      boolean chained = !isFirst && field.role() == Role.INPUT;
      if (named != null && chained) {
        faults.add(
            new FieldError(named.field(), "is not wanted: the step before makes this picture."));
      } else if (named != null) {
        inputs.put(field.role(), named);
      } else if (field.isRequired()
          && pictures == Intake.Pictures.NEEDED
          && !chained
          && !isAtFault(field, faults)) {
        faults.add(
            new FieldError(
                path + field.urlField(), "is missing; give it, or " + field.keyField() + "."));
      }
    }
    return new Checked(operation, Params.read(operation.parameters(), left, path, faults), inputs);
  }

  private boolean isAtFault(InputField field, List<FieldError> faults) {
    return field
        .fields()
        .anyMatch(name -> faults.stream().anyMatch(f -> f.field().equals(path + name)));
  }

  /// Takes the field out of what is left.
  private @Nullable Named named(InputField field, ObjectNode left, List<FieldError> faults) {
    var given = new ArrayList<Named>();
    for (String name : field.fields().toList()) {
      JsonNode value = left.remove(name);
      if (value == null || value.isNull()) {
        continue;
      }
      if (!value.isTextual() || value.asText().isBlank()) {
        faults.add(new FieldError(path + name, "is an address or a key, as text."));
      } else {
        given.add(new Named(path + name, value.asText().strip(), name.equals(field.keyField())));
      }
    }
    if (given.size() > 1) {
      faults.add(
          new FieldError(
              given.get(1).field(), "names the same picture as " + given.getFirst().field() + "."));
    }
    return given.isEmpty() ? null : given.getFirst();
  }
}
