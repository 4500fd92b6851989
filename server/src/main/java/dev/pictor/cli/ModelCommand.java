package dev.pictor.cli;

import dev.pictor.engine.model.BrokenModel;
import dev.pictor.engine.model.Model;
import dev.pictor.engine.model.ModelFile;
import dev.pictor.engine.model.Task;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// `models list` and `models check`: what nets there are, and whether they are what they should be.
final class ModelCommand {
  static final String NAME = "models";

  private final Console console;

  ModelCommand(Console console) {
    this.console = console;
  }

  static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name(NAME);
    spec.usageMessage()
        .customSynopsis("pictor models list | check [--data FOLDER]")
        .description("The neural nets: those that ship, and yours in the folder models.", "");
    spec.addSubcommand("list", action("list", "What there is, and what for."));
    spec.addSubcommand("check", action("check", "Reads every file and compares its checksum."));
    spec.mixinStandardHelpOptions(true);
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
      throw new Refused(ExitCode.USAGE, "Say list or check; see ./pictor models --help.");
    }
    Path data = Path.of(action.matchedOptionValue("--data", Wish.usualData()));
    try (Workshop workshop = opening.open(data)) {
      return action.commandSpec().name().equals("list") ? list(workshop) : check(workshop);
    }
  }

  private ExitCode list(Workshop workshop) {
    for (ModelFile file : workshop.models().all()) {
      Model model = file.model();
      console
          .out()
          .printf(
              Locale.ROOT,
              "%-24s %8.1f MB  %-14s %-8s %s%n",
              model.name(),
              model.bytes() / 1e6,
              model.licence(),
              file.isBundled() ? "ships" : "yours",
              model.tasks().stream().map(Task::id).sorted().collect(Collectors.joining(", ")));
    }
    return ExitCode.OK;
  }

  private ExitCode check(Workshop workshop) {
    ExitCode worst = ExitCode.OK;
    for (ModelFile file : workshop.models().all()) {
      try {
        var _ = file.read();
        console.out().println("good    " + file.model().name());
      } catch (BrokenModel e) {
        console.out().println("broken  " + file.model().name() + ": " + e.getMessage());
        worst = ExitCode.UNAVAILABLE;
      }
    }
    return worst;
  }
}
