package dev.pictor.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The commands that work on files: which there are, and running one.
public final class Commands {
  private static final String COMPLETION = "completion";

  private final Workshop.Opening opening;
  private final Console console;

  private Commands(Workshop.Opening opening, Console console) {
    this.opening = opening;
    this.console = console;
  }

  /// Whether this word is one of them.
  public static boolean knows(String word) {
    return names().contains(word);
  }

  private static List<String> names() {
    return Stream.concat(
            Verb.ALL.stream().map(Verb::name), Stream.of(ModelCommand.NAME, COMPLETION))
        .toList();
  }

  /// Runs one.
  ///
  /// @param arguments the command's word first
  /// @return the exit code, as in `sysexits.h`
  public static int run(String[] arguments, Workshop.Opening opening) {
    return new Commands(opening, Console.ofThisProcess()).run(arguments);
  }

  private int run(String[] arguments) {
    CommandLine line = commandLine(arguments.length == 0 ? "" : arguments[0]);
    line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setExecutionStrategy(this::execute);
    line.setParameterExceptionHandler(this::misused);
    return line.execute(arguments);
  }

  /// Only the command that is called is built; for completion all are.
  private static CommandLine commandLine(String called) {
    CommandSpec pictor = CommandSpec.create().name("pictor");
    for (Verb verb : Verb.ALL) {
      if (called.equals(verb.name()) || called.equals(COMPLETION)) {
        pictor.addSubcommand(verb.name(), Options.of(verb));
      }
    }
    if (called.equals(ModelCommand.NAME) || called.equals(COMPLETION)) {
      pictor.addSubcommand(ModelCommand.NAME, ModelCommand.spec());
    }
    CommandSpec completion = CommandSpec.create().name(COMPLETION);
    completion
        .usageMessage()
        .description("Prints a script that lets bash and zsh complete commands and options.");
    completion.mixinStandardHelpOptions(true);
    pictor.addSubcommand(COMPLETION, completion);
    return new CommandLine(pictor);
  }

  private int misused(ParameterException fault, String[] arguments) {
    String command = fault.getCommandLine().getCommandName();
    console.err().println("pictor: " + fault.getMessage());
    console.err().println("See ./pictor " + command + " --help.");
    return ExitCode.USAGE.number();
  }

  private int execute(ParseResult parsed) {
    if (CommandLine.executeHelpRequest(parsed) != null) {
      return ExitCode.OK.number();
    }
    ParseResult called = parsed.subcommand();
    try {
      return run(called).number();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED.number();
    } catch (Refused e) {
      return refuse(e.getMessage(), e.code());
    } catch (IOException e) {
      return refuse("Reading or writing failed: " + e.getMessage(), ExitCode.IO);
    }
  }

  private int refuse(@Nullable String message, ExitCode code) {
    console.err().println("pictor: " + message);
    return code.number();
  }

  private ExitCode run(ParseResult called) throws InterruptedException, IOException {
    String name = called.commandSpec().name();
    if (name.equals(COMPLETION)) {
      console.out().print(AutoComplete.bash("pictor", called.commandSpec().parent().commandLine()));
      return ExitCode.OK;
    }
    for (Verb verb : Verb.ALL) {
      if (verb.name().equals(name)) {
        return new Making(Wish.of(verb, called, console.out()), console).run(opening);
      }
    }
    return new ModelCommand(console).run(called, opening);
  }
}
