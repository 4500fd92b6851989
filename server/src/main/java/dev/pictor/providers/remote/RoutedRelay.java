package dev.pictor.providers.remote;

import dev.pictor.engine.codec.ImageInfo.Size;
import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.platform.fetch.GuardedFetch;
import dev.pictor.providers.Callbacks;
import dev.pictor.providers.Commission;
import dev.pictor.providers.Generated;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Inputs;
import dev.pictor.providers.Inputs.Slot;
import dev.pictor.providers.Output;
import dev.pictor.providers.Provider;
import dev.pictor.providers.Relay;
import dev.pictor.providers.Role;
import dev.pictor.providers.local.Darkroom;
import dev.pictor.providers.models.ModelTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes what a job wants step by step, each step where the operator's rules lead it: at a provider
/// on another machine, or by the built-in engine, which also steps in where the rules name it and
/// nobody else takes the order.
public final class RoutedRelay implements Relay {
  private final Provider local;
  private final List<RemoteProvider> remotes;
  private final Routes routes;
  private final Darkroom darkroom;
  private final Errand.Desk desk;

  /// What it uses.
  ///
  /// @param longest that an order may take at a provider
  public record Uses(
      Calls calls, Darkroom darkroom, GuardedFetch fetch, Routes routes, Duration longest) {}

  /// @param local the built-in engine
  /// @param remotes providers on other machines, each with a name of its own
  public RoutedRelay(Provider local, List<RemoteProvider> remotes, Uses uses) {
    this.local = local;
    this.remotes = List.copyOf(remotes);
    this.routes = uses.routes();
    this.darkroom = uses.darkroom();
    this.desk =
        new Errand.Desk(
            uses.calls(),
            new Signals(),
            new Packing(uses.darkroom()),
            new Results(uses.fetch(), uses.darkroom()),
            uses.longest());
  }

  /// Providers on other machines.
  public List<RemoteProvider> remotes() {
    return remotes;
  }

  /// Models in use that are gone soon, or gone: a sentence for each.
  public List<String> warnings(LocalDate today) {
    return remotes.stream()
        .flatMap(each -> ModelTable.ending(each.models(), today).stream())
        .map(ModelTable.Ending::sentence)
        .toList();
  }

  Optional<RemoteProvider> find(String name) {
    return remotes.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /// What happens when a provider calls.
  public List<Callbacks> callbacks() {
    return remotes.stream().map(each -> desk.signals().callbacks(each.api())).toList();
  }

  @Override
  public List<OpenOrder> open(int most) {
    return desk.calls().open(most);
  }

  @Override
  public boolean stop(OpenOrder order) throws InterruptedException {
    Optional<Call> call = desk.calls().find(order.id());
    return call.isEmpty() || stop(call.get());
  }

  private boolean stop(Call call) throws InterruptedException {
    String handle = call.handle();
    Optional<RemoteProvider> provider = find(call.provider());
    boolean told = handle == null || provider.isEmpty() || provider.get().api().cancel(handle);
    if (told) {
      boolean sent = handle == null;
      desk.calls()
          .end(
              call.id(),
              new Call.End(
                  sent ? Call.State.UNKNOWN : Call.State.CANCELLED, sent, 0, "its job is over"));
    }
    return told;
  }

  @Override
  public List<String> names() {
    return Stream.concat(Stream.of(LOCAL), remotes.stream().map(RemoteProvider::name)).toList();
  }

  @Override
  public List<FieldError> faults(Generation.Step step, String wanted) {
    boolean isServed =
        step instanceof Generation.Fit
            || wanted.equals(AUTO)
            || wanted.equals(LOCAL)
            || find(wanted).flatMap(each -> each.offer(step)).isPresent();
    if (!isServed) {
      return List.of(
          new FieldError(
              "provider", "is auto or one that makes a " + step.kind().replace('_', ' ') + "."));
    }
    return local.faults(step);
  }

  @Override
  public boolean isByPlan() {
    return routes.isByPlan();
  }

  @Override
  public List<Maker> makers(Generation.Step step, Wish wish) {
    Way way = way(step, wish);
    var makers = new ArrayList<Maker>();
    for (RemoteProvider each : way.remotes()) {
      each.offer(step).map(each::maker).ifPresent(makers::add);
    }
    if (way.isLocal()) {
      makers.add(new Maker(LOCAL, Machine.HERE, "", true, Optional.empty()));
    }
    return List.copyOf(makers);
  }

  @Override
  public Optional<String> firstAsked(Generation generation, Wish wish) {
    return generation.steps().stream()
        .map(step -> way(step, wish))
        .filter(way -> !way.isOnlyLocal())
        .map(way -> way.remotes().getFirst().name())
        .findFirst();
  }

  @Override
  public Optional<String> edition(Generation generation, String wanted, String plan) {
    var wish = new Wish(wanted, plan, 0);
    boolean isLocal = false;
    var said = new StringBuilder();
    for (Generation.Step step : generation.steps()) {
      Way way = way(step, wish);
      isLocal |= way.isLocal();
      // Sorted: whose turn it is changes from job to job.
      said.append(" | ")
          .append(
              way.remotes().stream()
                  .map(each -> each.name() + "=" + each.api().edition(step))
                  .sorted()
                  .collect(Collectors.joining(" ")));
    }
    boolean isRepeatable = generation.steps().stream().allMatch(step -> step.variants() == 1);
    Optional<String> here = isLocal ? local.edition(generation) : Optional.of("");
    return isRepeatable ? here.map(known -> known + said) : Optional.empty();
  }

  /// @throws Problem UNAVAILABLE when nobody makes such a step
  Way way(Generation.Step step, Wish wish) {
    String wanted = wish.provider();
    List<String> names =
        step instanceof Generation.Fit
            ? List.of(LOCAL)
            : wanted.equals(AUTO)
                ? routes.order(wish.plan(), step.kind(), wish.draw())
                : List.of(wanted);
    var found = new ArrayList<RemoteProvider>();
    for (String name : names) {
      if (name.equals(LOCAL)) {
        return new Way(List.copyOf(found), true);
      }
      find(name).filter(each -> each.offer(step).isPresent()).ifPresent(found::add);
    }
    if (found.isEmpty()) {
      throw Problem.of(
          Problem.Kind.UNAVAILABLE,
          "No provider here makes a "
              + step.kind().replace('_', ' ')
              + (wanted.equals(AUTO) ? "" : " as " + wanted)
              + " now; ask the operator.");
    }
    return new Way(List.copyOf(found), false);
  }

  @Override
  public Made make(Commission commission) throws InterruptedException {
    Generation generation = commission.generation();
    List<Way> ways = generation.steps().stream().map(step -> way(step, commission.wish())).toList();
    if (ways.stream().allMatch(Way::isOnlyLocal)) {
      Generated made =
          local.generate(
              generation,
              commission.inputs(),
              commission.output(),
              (done, _) -> commission.progress(done, false));
      return new Made(made, LOCAL, here(generation.steps().size(), made));
    }
    return new Run(commission, ways).make();
  }

  /// Steps that the built-in engine made.
  private static List<List<Machine>> here(int steps, Generated made) {
    var machines = new ArrayList<>(Collections.nCopies(steps - 1, List.of(Machine.HERE)));
    machines.add(Collections.nCopies(made.variants().size(), Machine.HERE));
    return machines;
  }

  /// One job at work.
  private final class Run {
    private final Commission commission;
    private final List<Generation.Step> steps;
    private final List<Way> ways;
    private final List<Generated.Used> used = new ArrayList<>();
    private final List<List<Machine>> machines = new ArrayList<>();
    private String provider = LOCAL;
    private Optional<Path> current = Optional.empty();

    Run(Commission commission, List<Way> ways) {
      this.commission = commission;
      this.steps = commission.generation().steps();
      this.ways = ways;
    }

    Made make() throws InterruptedException {
      int step = 0;
      while (true) {
        int end = endOfStage(step);
        boolean isLast = end == steps.size();
        Generated made =
            ways.get(step).isOnlyLocal() ? locally(step, end, isLast) : remotely(step, isLast);
        used.addAll(made.used());
        if (isLast) {
          return new Made(new Generated(made.variants(), made.missed(), used), provider, machines);
        }
        current = Optional.of(written(step, made.variants().getFirst().picture().bytes()));
        step = end;
      }
    }

    /// Steps of the built-in engine that follow each other stay in memory.
    private int endOfStage(int begin) {
      int end = begin + 1;
      while (ways.get(begin).isOnlyLocal() && end < steps.size() && ways.get(end).isOnlyLocal()) {
        end++;
      }
      return end;
    }

    private Path written(int step, byte[] bytes) {
      try {
        return Files.write(commission.folder().resolve("step-" + step), bytes);
      } catch (IOException e) {
        throw Problem.because(
            Problem.Kind.STORAGE_FULL, "There is no room for a step's result now.", e);
      }
    }

    private Output output(boolean isLast) {
      return isLast ? commission.output() : new Output(Output.Format.PNG, 100);
    }

    private Generated locally(int begin, int end, boolean isLast) throws InterruptedException {
      var files = new HashMap<Slot, Path>();
      for (Map.Entry<Slot, Path> each : commission.inputs().files().entrySet()) {
        int step = each.getKey().step();
        if (step >= begin && step < end) {
          files.put(new Slot(step - begin, each.getKey().role()), each.getValue());
        }
      }
      current.ifPresent(picture -> files.putIfAbsent(new Slot(0, Role.INPUT), picture));
      Generated made =
          local.generate(
              Generation.of(steps.subList(begin, end)),
              new Inputs(files),
              output(isLast),
              (done, _) -> report(begin + done * (end - begin)));
      machines.addAll(here(end - begin, made));
      return made;
    }

    private void report(double stepsDone) {
      commission.progress(Math.clamp(stepsDone / steps.size(), 0, 1), false);
    }

    private Generated remotely(int index, boolean isLast) throws InterruptedException {
      Generation.Step step = steps.get(index);
      Map<Role, Path> pictures = pictures(index, step);
      Path input = pictures.get(Role.INPUT);
      Size wanted = step.resultOf(input == null ? new Size(1, 1) : darkroom.sizeOf(input));
      Way way = ways.get(index).able(step, wanted, pictures.keySet());
      if (way.isOnlyLocal()) {
        return locally(index, index + 1, isLast);
      }
      var parcel = new Packing.Parcel(pictures, wanted, commission.folder());
      var finish =
          new Darkroom.Finish(
              commission.generation(),
              wanted,
              step instanceof Generation.Thumbnail,
              step.keepsAlpha() ? input : null,
              output(isLast));
      var variants = new Variants(step.variants(), share -> report(index + share));
      Variants.Outcome outcome =
          variants.run((number, progress) ->
              errand(
                  way,
                  new Call.Place(commission.job(), index, number),
                  new Work(parcel, finish, progress)));
      if (outcome.isForLocal()) {
        return locally(index, index + 1, isLast);
      }
      var made = outcome.delivered().stream().map(Errand.Delivered::variant).toList();
      provider = outcome.delivered().getLast().provider();
      machines.add(outcome.delivered().stream().map(each -> machine(each.provider())).toList());
      String model = outcome.delivered().getFirst().model();
      return new Generated(made, outcome.missed(), List.of(new Generated.Used(step.kind(), model)));
    }

    /// One that is configured no more was paid by the picture, as far as anybody knows.
    private Machine machine(String name) {
      return find(name).map(each -> each.api().machine()).orElse(Machine.CLOUD);
    }

    private Map<Role, Path> pictures(int index, Generation.Step step) {
      var pictures = new EnumMap<Role, Path>(Role.class);
      commission
          .inputs()
          .find(index, Role.INPUT)
          .or(() -> current)
          .ifPresent(path -> pictures.put(Role.INPUT, path));
      for (Role role : step.others()) {
        commission.inputs().find(index, role).ifPresent(path -> pictures.put(role, path));
      }
      return pictures;
    }

    /// What the pictures of a step have in common, with the progress of one of them.
    private record Work(Packing.Parcel parcel, Darkroom.Finish finish, DoubleConsumer progress) {}

    private Optional<Errand.Delivered> errand(Way way, Call.Place place, Work work)
        throws InterruptedException {
      Generation.Step step = steps.get(place.step());
      var task =
          new Errand.Task(
              commission,
              step,
              place,
              work.parcel(),
              steps.size() > 1 || step.variants() > 1,
              work.finish(),
              work.progress());
      return new Errand(desk, task).run(way.remotes(), way.isLocal(), RoutedRelay.this::find);
    }
  }
}
