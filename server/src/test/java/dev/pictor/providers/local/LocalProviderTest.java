package dev.pictor.providers.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pictor.engine.LocalEngine;
import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Encoder;
import dev.pictor.engine.codec.Encoding;
import dev.pictor.engine.codec.Fitted;
import dev.pictor.engine.codec.Limits;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.sketch.Look;
import dev.pictor.engine.theme.Themes;
import dev.pictor.platform.Problem;
import dev.pictor.providers.Generated;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Inputs;
import dev.pictor.providers.Inputs.Slot;
import dev.pictor.providers.Output;
import dev.pictor.providers.Role;
import dev.pictor.providers.ThemeShelf;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// The built-in engine as a provider: chains in memory, and what is refused before any work.
class LocalProviderTest {
  private static final Path GRACE = Path.of("..", "testdata", "grace_hopper.jpg");
  private static final Path MOUNTAINS = Path.of("..", "testdata", "mountains.jpg");
  private static final long MEMORY = 512L << 20;
  private static final Output PNG = new Output(Output.Format.PNG, 90);
  private static final Generation.Sketch INK = new Generation.Sketch(Look.of("ink", "basic"), 0.8);

  private static final LocalEngine ENGINE = new LocalEngine(Limits.STANDARD, 2, MEMORY);
  private static final LocalProvider PROVIDER =
      new LocalProvider(ENGINE, ThemeShelf.of(Themes::bundled), true);

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  private static Inputs on(Path picture) {
    return new Inputs(Map.of(new Slot(0, Role.INPUT), picture));
  }

  private static Generated generate(Output output, Generation.Step... steps)
      throws InterruptedException {
    return PROVIDER.generate(Generation.of(List.of(steps)), on(GRACE), output, Progress.SILENT);
  }

  private static byte[] bytes(Generated made) {
    return made.variants().getFirst().picture().bytes();
  }

  @Test
  void aChainGivesTheSamePixelsAsItsStepsByHand() throws Exception {
    var unmarked = new LocalProvider(ENGINE, ThemeShelf.of(Themes::bundled), false);
    Generated chained =
        unmarked.generate(
            Generation.of(List.of(INK, new Generation.Fit(300), INK)),
            on(GRACE),
            PNG,
            Progress.SILENT);
    try (Picture photo = ENGINE.decoder().decode(Files.readAllBytes(GRACE));
        Picture first = ENGINE.sketcher().sketch(photo, INK.look(), 0.8, Progress.SILENT);
        Picture small = Fitted.of(first, 300);
        Picture second = ENGINE.sketcher().sketch(small, INK.look(), 0.8, Progress.SILENT)) {
      assertThat(bytes(chained)).isEqualTo(Encoder.encode(second, new Encoding.Png(3)));
    }
    assertThat(chained.used().stream().map(Generated.Used::step))
        .containsExactly("sketch", "fit", "sketch");
  }

  @Test
  void anInputIsDecodedOnceAndFreedWhenNoStepNeedsItAnyMore() throws Exception {
    var slots =
        Map.of(
            new Slot(0, Role.INPUT), MOUNTAINS,
            new Slot(0, Role.SOURCE), GRACE,
            new Slot(2, Role.SOURCE), GRACE);
    SourceFiles files = SourceFiles.read(new Inputs(slots), Limits.STANDARD);
    try (Desk desk = new Desk(ENGINE.decoder(), files)) {
      Picture source = desk.other(0, Role.SOURCE).orElseThrow();
      Picture target = desk.input(0, false).orElseThrow();
      desk.put(0, List.of(Picture.blank(3, 2)));
      assertThat(target.mat().isNull()).as("the target is free").isTrue();
      assertThat(desk.other(2, Role.SOURCE)).containsSame(source);
      assertThat(desk.input(1, false).orElseThrow().width()).isEqualTo(3);
    }
  }

  @Test
  void progressGrowsOverTheWholeChainAndNamesItsSteps() throws Exception {
    var told = new ArrayList<Double>();
    var words = new ArrayList<String>();
    PROVIDER.generate(
        Generation.of(List.of(new Generation.Fit(400), INK, new Generation.CutOut("#ffffff"))),
        on(GRACE),
        Output.JPEG,
        (done, step) -> {
          told.add(done);
          words.add(step);
        });
    assertThat(told).isSorted().allMatch(done -> done >= 0 && done <= 1);
    assertThat(told.getLast()).isGreaterThanOrEqualTo(0.95);
    assertThat(words).anyMatch(each -> each.startsWith("sketch: "));
    assertThat(words).anyMatch(each -> each.startsWith("cut out: "));
  }

  @Test
  void anInterruptInTheMiddleOfAChainStopsItAndGivesItsMemoryBack() {
    var steps = new ArrayList<String>();
    Progress interrupting =
        (_, step) -> {
          steps.add(step);
          if (step.startsWith("cut out: ")) {
            Thread.currentThread().interrupt();
          }
        };
    var chain = Generation.of(List.of(INK, new Generation.CutOut("transparent"), INK));
    assertThatThrownBy(() -> PROVIDER.generate(chain, on(GRACE), PNG, interrupting))
        .isInstanceOf(InterruptedException.class);
    assertThat(steps.getLast()).startsWith("cut out: ");
    assertThat(ENGINE.budget().freeBytes()).isEqualTo(MEMORY);
    assertThat(ENGINE.cores().busy()).isZero();
  }

  @Test
  void aResultBeyondTheLimitsIsRefusedBeforeAnyWork() {
    var step =
        new Generation.Thumbnail(
            new Generation.Thumbnail.Frame("custom", 20_000, 100),
            new Generation.Thumbnail.Words("", ""),
            new Generation.Thumbnail.Look("bold", List.of()),
            "std",
            1);
    assertThat(problem(step).kind()).isEqualTo(Problem.Kind.TOO_LARGE);
    assertThat(problem(step).detail()).contains("thumbnail would make 20,000 x 100");
  }

  @Test
  void aChainThatNeedsMoreMemoryThanThereIsIsRefused() {
    try (var small = new LocalEngine(Limits.STANDARD, 1, 1L << 20)) {
      var provider = new LocalProvider(small, ThemeShelf.of(Themes::bundled), true);
      var refusal =
          catchThrowableOfType(
              Problem.class, () -> provider.generate(INK, on(GRACE), Output.JPEG, Progress.SILENT));
      assertThat(refusal.kind()).isEqualTo(Problem.Kind.TOO_LARGE);
    }
  }

  @Test
  void theStrongestChangeOfAChainIsMarkedUnlessMarksAreOff() throws Exception {
    var theme = new Generation.Theme("scrubs", 0, 1, 1, false);
    assertThat(text(generate(Output.JPEG, theme, INK))).contains("compositeSynthetic");
    assertThat(text(generate(PNG, INK))).contains("algorithmicMedia");
    assertThat(text(generate(PNG, new Generation.Fit(64)))).doesNotContain("digitalsourcetype");
    var off = new LocalProvider(ENGINE, ThemeShelf.of(Themes::bundled), false);
    assertThat(text(off.generate(INK, on(GRACE), PNG, Progress.SILENT)))
        .doesNotContain("digitalsourcetype");
  }

  @Test
  void whatIsSeeThroughStaysSoInAPngAndIsWhiteForTheNextDrawing() throws Exception {
    var cut = new Generation.CutOut("transparent");
    var alone = ImageIO.read(new ByteArrayInputStream(bytes(generate(PNG, cut))));
    assertThat(alone.getColorModel().hasAlpha()).isTrue();
    assertThat(alone.getRGB(2, 2) >>> 24).isZero();
    var small =
        ImageIO.read(new ByteArrayInputStream(bytes(generate(PNG, cut, new Generation.Fit(99)))));
    assertThat(small.getRGB(1, 1) >>> 24).isZero();
    var drawn = ImageIO.read(new ByteArrayInputStream(bytes(generate(PNG, cut, INK))));
    assertThat(drawn.getColorModel().hasAlpha()).isFalse();
    assertThat(drawn.getRGB(2, 2) & 0xff).as("paper").isGreaterThan(200);
  }

  @Test
  void aPictureWithoutAFaceIsAProblemOfItsOwnKindThatIsNotTriedAgain() {
    var theme = new Generation.Theme("scrubs", 0, 1, 1, false);
    var refusal =
        catchThrowableOfType(
            Problem.class, () -> PROVIDER.generate(theme, on(MOUNTAINS), PNG, Progress.SILENT));
    assertThat(refusal.kind()).isEqualTo(Problem.Kind.NO_FACE);
    assertThat(refusal.kind().retryable()).isFalse();
  }

  @Test
  void anUnknownThemeIsToldWithTheKnownOnes() {
    assertThat(PROVIDER.faults(new Generation.Theme("nope", 0, 1, 1, false)).getFirst().message())
        .contains("scrubs");
    assertThat(PROVIDER.faults(new Generation.Theme("scrubs", 0, 1, 1, false))).isEmpty();
  }

  private static Problem problem(Generation.Step step) {
    return catchThrowableOfType(
        Problem.class, () -> PROVIDER.generate(step, on(GRACE), PNG, Progress.SILENT));
  }

  private static String text(Generated made) {
    return new String(bytes(made), StandardCharsets.ISO_8859_1);
  }

  @Test
  void aVariantWhoseTextDoesNotFitLeavesTheOthers() throws Exception {
    Generated made =
        PROVIDER.generate(
            squareThumbnail("Antidisestablishmentarianism", 4),
            new Inputs(Map.of()),
            PNG,
            Progress.SILENT);
    assertThat(made.variants()).hasSize(2);
    assertThat(made.missed().stream().map(Generated.Missed::number)).containsExactly(2, 4);
    assertThat(made.missed().getFirst().why().kind()).isEqualTo(Problem.Kind.TEXT_TOO_LONG);
  }

  @Test
  void noVariantAtAllIsAFailure() {
    var fault =
        catchThrowableOfType(
            Problem.class,
            () ->
                PROVIDER.generate(
                    squareThumbnail("Pneumonoultramicroscopicsilicovolcanoconiosis".repeat(2), 2),
                    new Inputs(Map.of()),
                    PNG,
                    Progress.SILENT));
    assertThat(fault.kind()).isEqualTo(Problem.Kind.TEXT_TOO_LONG);
  }

  private static Generation.Thumbnail squareThumbnail(String headline, int variants) {
    return new Generation.Thumbnail(
        new Generation.Thumbnail.Frame("custom", 320, 320),
        new Generation.Thumbnail.Words(headline, ""),
        new Generation.Thumbnail.Look("bold", List.of()),
        "draft",
        variants);
  }
}
