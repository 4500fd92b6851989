package dev.pictor.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One thing that a caller may choose about an operation. HTTP and the command line read the same
/// table of them.
///
/// @param name in JSON; an option of the command line has hyphens for the underscores
/// @param aliases other names that clients use for it
/// @param fallback what holds when it is not given; null where it must be, or may be absent
public record Parameter(
    String name,
    List<String> aliases,
    ParameterForm form,
    boolean isRequired,
    @Nullable Object fallback,
    String sentence) {
  public Parameter {
    aliases = List.copyOf(aliases);
  }

  /// One that must be given.
  static Parameter required(String name, ParameterForm form, String sentence) {
    return new Parameter(name, List.of(), form, true, null, sentence);
  }

  /// One with a value that holds when it is not given.
  static Parameter usual(String name, ParameterForm form, Object fallback, String sentence) {
    return new Parameter(name, List.of(), form, false, fallback, sentence);
  }

  /// One that may be absent.
  static Parameter optional(String name, ParameterForm form, String sentence) {
    return new Parameter(name, List.of(), form, false, null, sentence);
  }

  Parameter orNamed(String... others) {
    return new Parameter(name, List.of(others), form, isRequired, fallback, sentence);
  }

  /// Every name it is known by.
  public Stream<String> names() {
    return Stream.concat(Stream.of(name), aliases.stream());
  }

  /// The value as it is kept; JSON's null means not given.
  ///
  /// @throws IllegalArgumentException when it is not one, with a half-sentence that says what is
  JsonNode read(JsonNode given) {
    return given.isNull() ? NullNode.instance : form.read(given);
  }
}
