package dev.pictor.providers.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What each type takes.
class ParameterTest {
  private static final Map<String, Parameter.Type> TYPES =
      Map.of(
          "whole", new Parameter.Type.Whole(new Parameter.Range(0, 20)),
          "number", new Parameter.Type.Decimal(new Parameter.Range(0, 1)),
          "text", new Parameter.Type.Text(5),
          "flag", new Parameter.Type.Flag(),
          "choice", new Parameter.Type.Choice(List.of("one", "two")));

  private static JsonNode checked(String type, String value) throws Unfit, JsonProcessingException {
    JsonNode given = Json.MAPPER.readTree(value);
    var parameter =
        new Parameter(
            "it",
            "1",
            "x",
            Objects.requireNonNull(TYPES.get(type)),
            null,
            given,
            Map.of(),
            null,
            "");
    return parameter.checked(given);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "whole|0|0",
        "whole|20|20",
        "whole|3.6|4",
        "number|1|1.0",
        "number|0.25|0.25",
        "text|\"\"|\"\"",
        "text|\"fünf5\"|\"fünf5\"",
        "flag|true|true",
        "choice|\"two\"|\"two\""
      })
  void whatIsAllowedGoesThrough(String type, String value, String expected) throws Exception {
    assertThat(checked(type, value).toString()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "whole|21|it is a whole number, 0 to 20, not \"21\"",
        "whole|\"3\"|it is a whole number",
        "whole|null|it is a whole number",
        "number|1.01|it is a number, 0 to 1",
        "number|true|it is a number",
        "text|\"sixsix\"|it is a text of at most 5",
        "text|5|it is a text",
        "flag|1|it is true or false",
        "choice|\"three\"|it is one of one, two, not \"three\""
      })
  void whatIsNotIsSaid(String type, String value, String message) {
    assertThatThrownBy(() -> checked(type, value))
        .isInstanceOf(Unfit.class)
        .hasMessageStartingWith(message);
  }
}
