package dev.pictor.cli;

import dev.pictor.engine.model.BrokenModel;
import dev.pictor.engine.model.Listed;
import dev.pictor.engine.model.Model;
import dev.pictor.engine.model.ModelStore;
import dev.pictor.engine.model.Task;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `models list`, `models add` and `models check`: what nets there are, taking one in, and whether
/// they are what they should be and run.
final class ModelCommand {
  static final String NAME = "models";

  private final Console console;

  ModelCommand(Console console) {
    this.console = console;
  }

  static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name(NAME);
    spec.usageMessage()
        .customSynopsis("pictor models list | add FILE | check [--data FOLDER]")
        .description("The neural nets: those that ship, and yours in the folder models.", "");
    spec.addSubcommand("list", action("list", "What there is, and what for."));
    spec.addSubcommand("add", adding());
    spec.addSubcommand(
        "check", action("check", "Compares every checksum, loads every net, runs it once."));
    spec.mixinStandardHelpOptions(true);
    return spec;
  }

  private static CommandSpec adding() {
    CommandSpec spec = action("add", "Tries an ONNX file and copies it into the folder models.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("FILE")
            .arity("1")
            .type(Path.class)
            .description("x4plus, ISNet, GFPGAN or CodeFormer; docs/models.md says which.")
            .build());
    return spec;
  }

  private static CommandSpec action(String name, String sentence) {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage().description(sentence, "");
    spec.addOption(
        OptionSpec.builder("--data")
            .paramLabel("FOLDER")
            .type(String.class)
            .description("The data folder (PICTOR_DATA, or data).")
            .build());
    spec.mixinStandardHelpOptions(true);
    return spec;
  }

  ExitCode run(ParseResult called, Workshop.Opening opening) {
    ParseResult action = called.subcommand();
    if (action == null) {
      throw new Refused(ExitCode.USAGE, "Say list, add or check; see ./pictor models --help.");
    }
    Path data = Path.of(action.matchedOptionValue("--data", Wish.usualData()));
    try (Workshop workshop = opening.open(data)) {
      return switch (action.commandSpec().name()) {
        case "list" -> list(workshop.models());
        case "add" -> add(workshop.models(), action.matchedPositionalValue(0, Path.of("")));
        default -> check(workshop.models());
      };
    } catch (BrokenModel e) {
      throw new Refused(ExitCode.UNAVAILABLE, String.valueOf(e.getMessage()));
    }
  }

  private ExitCode list(ModelStore models) {
    ExitCode worst = ExitCode.OK;
    for (Listed line : models.list()) {
      console
          .out()
          .println(line.model().map(model -> row(model, line.state())).orElse(line.name()));
      if (!line.usable()) {
        console.err().println("pictor: " + line.name() + ": " + line.state());
        worst = ExitCode.UNAVAILABLE;
      }
    }
    return worst;
  }

  private static String row(Model model, String state) {
    return String.format(
        Locale.ROOT,
        "%-22s %-16s %7.1f MB  %-8s %s",
        model.name(),
        model.tasks().stream().map(Task::id).sorted().collect(Collectors.joining(", ")),
        model.bytes() / 1e6,
        state,
        model.licence());
  }

  private ExitCode add(ModelStore models, Path file) {
    Model model = models.add(file).model();
    console.out().println("added   " + row(model, "added"));
    console
        .out()
        .printf(
            Locale.ROOT,
            "It takes about %,d MB of memory while it works.%n",
            model.memoryBytes() / 1_000_000);
    return ExitCode.OK;
  }

  private ExitCode check(ModelStore models) {
    ExitCode worst = ExitCode.OK;
    for (Listed line : models.list()) {
      try {
        if (line.model().isEmpty()) {
          throw new BrokenModel(line.state());
        }
        models.check(line.name());
        console.out().println("good    " + line.name());
      } catch (BrokenModel e) {
        console.out().println("broken  " + line.name() + ": " + e.getMessage());
        worst = ExitCode.UNAVAILABLE;
      }
    }
    return worst;
  }
}
