package dev.pictor.images;

import dev.pictor.providers.Role;
import java.util.List;
import java.util.stream.Stream;

/// A picture that an operation needs, and what callers call it.
///
/// @param name without an ending: a request has it as `…_url` or, for an upload, as `…_key`
/// @param aliases other names of the field, with their endings
public record InputField(
    Role role, String name, List<String> aliases, boolean isRequired, String sentence) {
  public InputField {
    aliases = List.copyOf(aliases);
  }

  static InputField required(Role role, String name, String sentence, String... aliases) {
    return new InputField(role, name, List.of(aliases), true, sentence);
  }

  static InputField optional(Role role, String name, String sentence, String... aliases) {
    return new InputField(role, name, List.of(aliases), false, sentence);
  }

  /// Its word among the inputs of an order.
  public String slot() {
    return role.word();
  }

  /// The field for an address.
  public String urlField() {
    return name + "_url";
  }

  /// The field for the key of an upload.
  public String keyField() {
    return name + "_key";
  }

  /// Every field that may carry it.
  public Stream<String> fields() {
    return Stream.concat(Stream.of(urlField(), keyField()), aliases.stream());
  }
}
