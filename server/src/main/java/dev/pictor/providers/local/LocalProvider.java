package dev.pictor.providers.local;

import dev.pictor.engine.LocalEngine;
import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.BadPicture;
import dev.pictor.engine.codec.PixelsBusy;
import dev.pictor.engine.cutout.NoSubject;
import dev.pictor.engine.face.FaceProblem;
import dev.pictor.engine.model.BrokenModel;
import dev.pictor.engine.type.MissingCharacters;
import dev.pictor.engine.type.TextTooLong;
import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.providers.Generated;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Inputs;
import dev.pictor.providers.Output;
import dev.pictor.providers.Provider;
import dev.pictor.providers.Refusals;
import dev.pictor.providers.ThemeShelf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes pictures on this machine's cores. Waits for memory first and for a core then, so that
/// waiting costs nothing. A pipeline stays in memory: each input is decoded once, each result is
/// encoded once.
public final class LocalProvider implements Provider {
  /// Where decoding ends and encoding begins, as shares of the progress.
  private static final double DECODED = 0.05;

  private static final double MADE = 0.95;

  private final LocalEngine engine;
  private final Steps steps;
  private final boolean marks;
  private final @Nullable Edition edition;

  /// One whose results are never given to another job.
  ///
  /// @param themes asked at every job, so that a new theme is found
  /// @param marks whether results say in their metadata that they were altered
  public LocalProvider(LocalEngine engine, ThemeShelf themes, boolean marks) {
    this(engine, themes, marks, null);
  }

  /// @param edition what results depend on; null when nobody knows
  public LocalProvider(
      LocalEngine engine, ThemeShelf themes, boolean marks, @Nullable Edition edition) {
    this.engine = engine;
    this.steps = new Steps(engine, themes);
    this.marks = marks;
    this.edition = edition;
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public boolean offers(Generation generation) {
    return true;
  }

  @Override
  public List<FieldError> faults(Generation.Step step) {
    return steps.faults(step);
  }

  /// Variants are asked for to be different; who asks again wants others.
  @Override
  public Optional<String> edition(Generation generation) {
    boolean isRepeatable = generation.steps().stream().allMatch(step -> step.variants() == 1);
    return edition == null || !isRepeatable
        ? Optional.empty()
        : Optional.of(edition.of(generation) + (marks ? " marked" : ""));
  }

  @Override
  public Generated generate(Generation generation, Inputs inputs, Output output, Progress progress)
      throws InterruptedException {
    return Thread.currentThread().isVirtual()
        ? OwnThread.run(() -> generated(generation, inputs, output, progress))
        : generated(generation, inputs, output, progress);
  }

  private Generated generated(
      Generation generation, Inputs inputs, Output output, Progress progress)
      throws InterruptedException {
    progress.at(0, "reading the pictures");
    try {
      SourceFiles sources = SourceFiles.read(inputs, engine.limits());
      Plan plan = Plan.of(generation, sources, engine.limits());
      var writing = new Writing(output, marks ? Marks.of(generation) : Optional.empty());
      try (var _ = engine.budget().take(plan.peakBytes())) {
        return computed(plan, sources, writing, progress);
      }
    } catch (BadPicture e) {
      throw Refusals.of(e);
    } catch (FaceProblem e) {
      throw Refusals.of(e);
    } catch (NoSubject e) {
      throw Refusals.of(e);
    } catch (MissingCharacters | TextTooLong e) {
      throw Refusals.ofText(e);
    } catch (BrokenModel e) {
      throw Refusals.of(e);
    } catch (PixelsBusy e) {
      throw Refusals.of(e);
    } catch (IOException e) {
      throw Problem.because(Problem.Kind.UNAVAILABLE, "A source picture cannot be read now.", e);
    }
  }

  /// On a core of its own. What the gate lets through has one type of exception, so others travel
  /// inside.
  private Generated computed(Plan plan, SourceFiles sources, Writing writing, Progress progress)
      throws BadPicture,
          FaceProblem,
          NoSubject,
          MissingCharacters,
          TextTooLong,
          InterruptedException {
    try {
      return engine.cores().with(() -> made(plan, sources, writing, progress));
    } catch (BadPicture
        | FaceProblem
        | NoSubject
        | MissingCharacters
        | TextTooLong
        | InterruptedException
        | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("no step throws this", e);
    }
  }

  private Generated made(Plan plan, SourceFiles sources, Writing writing, Progress progress)
      throws Exception {
    var used = new ArrayList<Generated.Used>();
    List<Generated.Missed> missed = List.of();
    var shares = new Shares(plan, DECODED, MADE);
    try (Desk desk = new Desk(engine.decoder(), sources)) {
      for (int i = 0; i < plan.stages().size(); i++) {
        Progress.checkInterrupt();
        Generation.Step step = plan.stages().get(i).step();
        Steps.Done done = steps.run(i, step, desk, shares.of(i, progress));
        desk.put(i, done.pictures());
        missed = done.missed();
        used.add(new Generated.Used(step.kind(), done.model()));
      }
      return new Generated(written(desk, writing, progress), missed, used);
    }
  }

  private static List<Generated.Variant> written(Desk desk, Writing writing, Progress progress)
      throws InterruptedException {
    var variants = new ArrayList<Generated.Variant>();
    for (var picture : desk.results()) {
      Progress.checkInterrupt();
      progress.at(
          MADE + (1 - MADE) * variants.size() / desk.results().size(), "writing the picture");
      variants.add(writing.written(picture));
    }
    return variants;
  }
}
