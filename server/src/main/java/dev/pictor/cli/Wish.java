package dev.pictor.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.images.Parameter;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Output;
import dev.pictor.providers.Role;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import picocli.CommandLine.ParseResult;

/// What one call of a command asks for, read from its options.
///
/// @param files as they were named, in the order of the command line
/// @param extra pictures given as options
record Wish(
    Verb verb,
    Generation generation,
    List<String> files,
    Map<Role, String> extra,
    Results results,
    Output output,
    Path data,
    boolean isQuiet) {
  private static final int USUAL_QUALITY = 92;

  /// @throws Refused with every option that is not valid
  static Wish of(Verb verb, ParseResult options, PrintStream out) {
    var faults = new ArrayList<FieldError>();
    Generation generation =
        verb.operation()
            .read(params(verb, options), faults)
            .orElseThrow(() -> new Refused(ExitCode.USAGE, inWords(faults)));
    var results =
        new Results(
            options.matchedOptionValue("--output", ""),
            options.matchedOptionValue("--force", false),
            out);
    String format = options.matchedOptionValue("--output-format", null);
    int quality = options.matchedOptionValue("--output-quality", USUAL_QUALITY);
    if (quality < 1 || quality > 100) {
      throw new Refused(ExitCode.USAGE, "--output-quality is a whole number, 1 to 100.");
    }
    return new Wish(
        verb,
        generation,
        options.matchedPositionalValue(0, List.<String>of()),
        extra(verb, options),
        results,
        new Output(results.format(format), quality),
        Path.of(options.matchedOptionValue("--data", usualData())),
        options.matchedOptionValue("--quiet", false));
  }

  /// As for the service.
  static String usualData() {
    return Objects.requireNonNullElse(System.getenv("PICTOR_DATA"), "data");
  }

  private static ObjectNode params(Verb verb, ParseResult options) {
    ObjectNode params = JsonNodeFactory.instance.objectNode();
    for (Parameter parameter : verb.operation().parameters()) {
      String text = options.matchedOptionValue(optionOf(parameter.name()), null);
      if (text != null) {
        params.set(parameter.name(), parameter.form().ofText(text));
      }
    }
    return params;
  }

  private static Map<Role, String> extra(Verb verb, ParseResult options) {
    var extra = new EnumMap<Role, String>(Role.class);
    for (Role role : verb.extra()) {
      String file = options.matchedOptionValue(optionOf(role), null);
      if (file != null) {
        extra.put(role, file);
      }
    }
    return extra;
  }

  private static String inWords(List<FieldError> faults) {
    return faults.stream()
        .map(fault -> optionOf(fault.field()) + " " + fault.message())
        .collect(Collectors.joining(" "));
  }

  /// `max_side` as `--max-side`.
  static String optionOf(String parameter) {
    return "--" + parameter.replace('_', '-');
  }

  static String optionOf(Role role) {
    return switch (role) {
      case REFERENCE -> "--ref";
      case COPY_TARGET -> "--copy";
      case INPUT, SOURCE -> throw new IllegalArgumentException(role + " is no option");
    };
  }

  /// The files that come before those that are worked on.
  List<String> firstFiles() {
    return files.subList(0, Math.min(files.size(), verb.first().size()));
  }

  /// The files that are worked on, one after the other.
  List<String> inputs() {
    return files.subList(firstFiles().size(), files.size());
  }
}
