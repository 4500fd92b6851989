package dev.pictor.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.providers.Generation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The tables of operations, and the passes that they come to.
class OperationTest {
  /// What must be given, for the operations where something must.
  private static final Map<String, String> NEEDED = Map.of("style", "OIL", "theme", "scrubs");

  @Test
  void everyOperationMakesPassesOfItsUsualParameters() {
    for (Operation operation : Operation.ALL) {
      ObjectNode params = JsonNodeFactory.instance.objectNode();
      operation.parameters().stream()
          .filter(Parameter::isRequired)
          .forEach(each -> params.put(each.name(), NEEDED.get(each.name())));
      assertThat(operation.read(params, new ArrayList<>())).as(operation.word()).isPresent();
      assertThat(Operation.find(operation.word())).containsSame(operation);
    }
  }

  @Test
  void aSwapWithEverythingShrinksFirstAndEnlargesLast() {
    ObjectNode params =
        JsonNodeFactory.instance
            .objectNode()
            .put("face_restore", true)
            .put("upscale", 4)
            .put("max_side", 800);
    Generation swap = Operation.FACE_SWAP.read(params, new ArrayList<>()).orElseThrow();
    assertThat(swap.steps().stream().map(Generation.Step::kind))
        .containsExactly("fit", "face_swap", "face_restore", "upscale");
  }

  @Test
  void equalChoicesAreEqualHoweverTheyAreWritten() {
    ObjectNode one = JsonNodeFactory.instance.objectNode().put("blend", 1).put("faces", 2);
    ObjectNode other =
        JsonNodeFactory.instance.objectNode().put("blend_ratio", 1.0).put("faces", "2");
    var faults = new ArrayList<FieldError>();
    List<Parameter> known = Operation.FACE_SWAP.parameters();
    assertThat(Params.read(known, one, "", faults))
        .isEqualTo(Params.read(known, other, "", faults));
    assertThat(faults).isEmpty();
  }

  @Test
  void twoNamesOfOneParameterAreAFault() {
    ObjectNode params =
        JsonNodeFactory.instance.objectNode().put("blend", 1).put("blend_ratio", 0.5);
    var faults = new ArrayList<FieldError>();
    assertThat(Operation.FACE_SWAP.read(params, faults)).isEmpty();
    assertThat(faults.getFirst().field()).isEqualTo("blend_ratio");
  }

  @Test
  void eachFormSaysWhatItTakes() {
    var params =
        JsonNodeFactory.instance
            .objectNode()
            .put("tile", 63)
            .put("scale", 2.5)
            .put("model", 7)
            .put("max_side", "large");
    var faults = new ArrayList<FieldError>();
    assertThat(Operation.UPSCALE.read(params, faults)).isEmpty();
    assertThat(faults)
        .extracting(FieldError::field)
        .containsExactlyInAnyOrder("tile", "scale", "model", "max_side");
    assertThat(faults.stream().map(FieldError::message))
        .anyMatch(message -> message.contains("0 or 64 to 1024"));
  }
}
