package dev.pictor.cli;

import dev.pictor.engine.Progress;
import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.providers.Generated;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Inputs;
import dev.pictor.providers.Provider;
import dev.pictor.providers.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs one command on its files, one after the other. A file that fails does not stop the others;
/// the first failure is the exit code.
final class Making {
  private final Wish wish;
  private final Console console;

  Making(Wish wish, Console console) {
    this.wish = wish;
    this.console = console;
  }

  ExitCode run(Workshop.Opening opening) throws InterruptedException, IOException {
    check();
    try (var files = new OpenFiles(console.in());
        Workshop workshop = opening.open(wish.data())) {
      checkOptions(workshop.provider());
      var known = new EnumMap<Role, Path>(Role.class);
      for (int i = 0; i < wish.firstFiles().size(); i++) {
        known.put(wish.verb().first().get(i), files.open(wish.firstFiles().get(i)).path());
      }
      for (Map.Entry<Role, String> each : wish.extra().entrySet()) {
        known.put(each.getKey(), files.open(each.getValue()).path());
      }
      ExitCode worst = ExitCode.OK;
      List<@Nullable String> inputs = new ArrayList<>(wish.inputs());
      if (inputs.isEmpty()) {
        inputs.add(null);
      }
      for (String input : inputs) {
        ExitCode code = one(workshop.provider(), files, known, input);
        worst = worst == ExitCode.OK ? code : worst;
      }
      return worst;
    }
  }

  private void check() {
    int least = wish.verb().first().size() + (wish.verb().isInputRequired() ? 1 : 0);
    if (wish.files().size() < least) {
      throw new Refused(
          ExitCode.USAGE, wish.verb().name() + " needs " + wish.verb().files() + "; see --help.");
    }
    if (!wish.verb().isInputRequired() && wish.inputs().size() > 1) {
      throw new Refused(ExitCode.USAGE, wish.verb().name() + " takes one picture at most.");
    }
    if (wish.files().stream().filter("-"::equals).count() > 1) {
      throw new Refused(ExitCode.USAGE, "Only one picture can come from the standard input.");
    }
    boolean several = wish.inputs().size() > 1 || variants() > 1;
    if (wish.inputs().size() > 1 && !wish.results().isStandardOut() && !wish.results().isFolder()) {
      throw new Refused(
          ExitCode.USAGE, "The results of several pictures go into a folder: -o FOLDER/.");
    }
    wish.results().check(several);
  }

  private int variants() {
    return wish.generation().steps().getLast().variants();
  }

  private void checkOptions(Provider provider) {
    for (Generation.Step step : wish.generation().steps()) {
      for (FieldError fault : provider.faults(step)) {
        throw new Refused(ExitCode.USAGE, Wish.optionOf(fault.field()) + " " + fault.message());
      }
    }
    if (!provider.offers(wish.generation())) {
      throw new Refused(
          ExitCode.UNAVAILABLE, "The engine here does not know " + wish.verb().name() + ".");
    }
  }

  private ExitCode one(
      Provider provider, OpenFiles files, Map<Role, Path> known, @Nullable String input)
      throws InterruptedException, IOException {
    String shown = input == null ? wish.verb().name() : input;
    try {
      var roles = new EnumMap<Role, Path>(known);
      String name = wish.verb().name();
      if (input != null) {
        SourceFile file = files.open(input);
        roles.put(Role.INPUT, file.path());
        name = file.name();
      }
      refuseToReplace(name);
      long begun = System.nanoTime();
      Generated made =
          provider.generate(
              wish.generation(),
              Inputs.of(wish.generation(), roles),
              wish.output(),
              progress(shown));
      write(made, name, (System.nanoTime() - begun) / 1e9);
      return ExitCode.OK;
    } catch (Refused e) {
      return failed(shown, String.valueOf(e.getMessage()), e.code());
    } catch (Problem e) {
      return failed(shown, e.detail(), ExitCode.of(e.kind()));
    }
  }

  private Progress progress(String shown) {
    return console.isTerminal() && !wish.isQuiet()
        ? new ProgressLine(console.err(), shown)
        : Progress.SILENT;
  }

  private void refuseToReplace(String name) {
    for (int i = 1; i <= variants() && !wish.results().isStandardOut(); i++) {
      wish.results().refuseToReplace(file(name, i));
    }
  }

  private Path file(String name, int number) {
    var label = new Results.Label(name, wish.verb().name(), variants() > 1 ? number : 0);
    return wish.results().file(label, wish.output().format());
  }

  private void write(Generated made, String name, double seconds) throws IOException {
    eraseProgress();
    for (int i = 0; i < made.variants().size(); i++) {
      Generated.Made picture = made.variants().get(i).picture();
      if (wish.results().isStandardOut()) {
        wish.results().writeOut(picture);
        continue;
      }
      Path file = file(name, i + 1);
      wish.results().write(file, picture);
      if (!wish.isQuiet()) {
        console
            .err()
            .printf(
                Locale.ROOT,
                "%s  %d x %d, %d kB, %.1f s%n",
                file,
                picture.width(),
                picture.height(),
                Math.ceilDiv(picture.bytes().length, 1024),
                seconds);
      }
    }
  }

  private ExitCode failed(String shown, String message, ExitCode code) {
    eraseProgress();
    console.err().println("pictor: " + shown + ": " + message);
    return code;
  }

  private void eraseProgress() {
    if (console.isTerminal() && !wish.isQuiet()) {
      new ProgressLine(console.err(), "").erase();
    }
  }
}
