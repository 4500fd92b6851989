package dev.pictor.providers.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pictor.engine.codec.BadPicture;
import dev.pictor.engine.codec.PixelBudget;
import dev.pictor.engine.codec.PixelsBusy;
import dev.pictor.engine.sketch.Look;
import dev.pictor.platform.Problem;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Output;
import dev.pictor.providers.Relay;
import dev.pictor.providers.Role;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What comes back from providers on other machines: when, how large, see-through or not, and what
/// it costs when nothing does.
class RelayResultsTest {
  private static final Generation.Sketch INK = new Generation.Sketch(Look.of("ink", "basic"), 0.8);
  private static final RelayBed BED = new RelayBed();

  @TempDir private Path folder;

  @AfterAll
  static void close() {
    BED.close();
  }

  private TestCommission job(Generation generation) {
    return new TestCommission(UUID.randomUUID(), generation, folder, Relay.AUTO);
  }

  private static Problem failure(Relay relay, TestCommission job) {
    return catchThrowableOfType(Problem.class, () -> relay.make(job));
  }

  @Test
  void whatAnEndWithoutAPictureCostsIsOnRecord() {
    for (Reply.Charge charge :
        List.of(Reply.Charge.NONE, Reply.Charge.of(123L), Reply.Charge.AS_FOR_A_PICTURE)) {
      for (Reply end :
          List.of(new Reply.Failed("no luck", charge), new Reply.Moderated("not so", charge))) {
        Long said = charge.cost();
        long cost = said == null ? PlannedApi.PRICE : said;
        var atOnce = new PlannedApi("far", false).submits(end);
        var later = new PlannedApi("far", true).polls(_ -> end);
        for (PlannedApi far : List.of(atOnce, later)) {
          var job = job(INK);
          failure(BED.relay("sketch=far", far), job);
          assertThat(BED.calls().of(new Call.Place(job.job(), 0, 1)))
              .extracting(Call::state)
              .containsExactly(Call.State.FAILED);
          assertThat(BED.calls().cost(job.job())).isEqualTo(cost);
          assertThat(BED.isPossiblyBilled(job.job())).isEqualTo(charge.isPossible());
        }
      }
    }
  }

  @Test
  void whatWasPaidAndCouldNotBeLookedAtIsThereForTheNextAttempt() throws Exception {
    var far = new PlannedApi("far", false);
    var leases = new ArrayList<PixelBudget.Lease>();
    far.submitsAs(order -> {
      leases.add(allPixels());
      return PlannedApi.done(order);
    });
    var job = job(INK);
    RoutedRelay relay = BED.relay("", far);
    var task = new FutureTask<>(() -> relay.make(job));
    Thread thread = Thread.ofPlatform().start(task);
    while (BED.pixels().waiting() == 0 && !task.isDone()) {
      Thread.sleep(5);
    }
    thread.interrupt();
    assertThatThrownBy(task::get).hasCauseInstanceOf(InterruptedException.class);
    leases.forEach(PixelBudget.Lease::close);
    assertThat(BED.calls().of(new Call.Place(job.job(), 0, 1)))
        .extracting(Call::state)
        .containsExactly(Call.State.DELIVERED);
    assertThat(relay.make(job.nextAttempt()).provider()).isEqualTo("far");
    assertThat(far.submitted).hasSize(1);
  }

  private static PixelBudget.Lease allPixels() throws InterruptedException {
    try {
      return BED.pixels().take(BED.pixels().freeBytes());
    } catch (BadPicture | PixelsBusy e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aProviderThatSaysWhenItIsReadyIsAskedAtOnce() throws Exception {
    var far = new PlannedApi("far", true).pushesAfter(Duration.ofMillis(200));
    far.polls(_ -> new Reply.Running(0.1, Duration.ofMinutes(1)));
    long begun = System.nanoTime();
    BED.relay("", far).make(job(INK));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    assertThat(far.polled).hasSize(2);
  }

  @Test
  void whatIsSeeThroughStaysSoWhereAProviderDropsIt() throws Exception {
    Path photo = folder.resolve("see-through.png");
    var drawn = new BufferedImage(40, 40, BufferedImage.TYPE_INT_ARGB);
    for (int x = 20; x < 40; x++) {
      for (int y = 0; y < 40; y++) {
        drawn.setRGB(x, y, 0xff00aa33);
      }
    }
    ImageIO.write(drawn, "png", photo.toFile());
    var far = new PlannedApi("far", true).enlarges();
    far.polls(_ -> PlannedApi.done(PlannedApi.painted(80, 80, Color.ORANGE)));
    var job =
        new TestCommission(
                UUID.randomUUID(), new Generation.Upscale("auto", 2, 0), folder, Relay.AUTO)
            .with(photo, new Output(Output.Format.PNG, 100));
    byte[] made = BED.relay("", far).make(job).generated().variants().getFirst().picture().bytes();
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(made));
    assertThat(picture.getRGB(10, 40) >>> 24).as("opacity on the left").isLessThan(10);
    assertThat(picture.getRGB(50, 40) >>> 24).as("opacity on the right").isGreaterThan(245);
    assertThat(picture.getRGB(50, 40) & 0xffffff).isEqualTo(Color.ORANGE.getRGB() & 0xffffff);
  }

  /// 30 a minute are three at once and one more every two seconds.
  @Test
  void ordersBeyondThePaceWaitAndDoNotFail() throws Exception {
    var far = new PlannedApi("far", false);
    RoutedRelay relay = BED.relay("sketch=far,local", 30, far);
    long begun = System.nanoTime();
    for (int i = 0; i < 4; i++) {
      assertThat(relay.make(job(INK)).provider()).isEqualTo("far");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isBetween(Duration.ofMillis(1500), Duration.ofSeconds(15));
  }

  @Test
  void resultsAreTakenForEqualOnlyWhereTheSameProvidersMakeThemWithTheSame() {
    var generation = Generation.of(List.of(INK));
    var one = new PlannedApi("one", true);
    var two = new PlannedApi("two", true);
    RoutedRelay both = BED.relay("sketch=one|two", one, two);
    String auto = both.edition(generation, Relay.AUTO, "free").orElseThrow();
    assertThat(auto).contains("one=one-1", "two=two-1");
    String named = both.edition(generation, "one", "free").orElseThrow();
    assertThat(named).contains("one=one-1").doesNotContain("two");
    assertThat(both.edition(generation, "two", "free"))
        .isNotEqualTo(both.edition(generation, "one", "free"));
    one.settings = "high";
    assertThat(both.edition(generation, "one", "free")).isNotEqualTo(Optional.of(named));
    assertThat(both.edition(generation, Relay.AUTO, "free")).isNotEqualTo(Optional.of(auto));
  }

  @Test
  void whoLacksAPictureForAnOrderIsNotAskedForIt() throws Exception {
    var picky = new PlannedApi("picky", true).wants(Role.INPUT, Role.REFERENCE);
    var plain = new PlannedApi("plain", true).wants(Role.INPUT);
    assertThat(BED.relay("", picky, plain).make(job(INK)).provider()).isEqualTo("plain");
    Problem problem = failure(BED.relay("sketch=picky", picky), job(INK));
    assertThat(problem.kind()).isEqualTo(Problem.Kind.PROVIDER_REFUSED);
    assertThat(picky.submitted).isEmpty();
    Offer offer = plain.offer(SampleOrders.THUMBNAIL).orElseThrow();
    assertThat(offer.takes(SampleOrders.THUMBNAIL, Set.of(Role.INPUT))).isTrue();
    assertThat(offer.takes(SampleOrders.THUMBNAIL, Set.of(Role.INPUT, Role.REFERENCE))).isFalse();
    assertThat(offer.takes(SampleOrders.THUMBNAIL, Set.of())).isFalse();
  }

  @Test
  void aResultThatAProviderCannotGiveBackIsMadeElsewhere() throws Exception {
    var small = new PlannedApi("small", true).givesBackAtMost(1000);
    var other = new PlannedApi("other", true);
    assertThat(BED.relay("", small, other).make(job(INK)).provider()).isEqualTo("other");
    assertThat(BED.relay("sketch=small,local", small).make(job(INK)).provider()).isEqualTo("local");
    Problem problem = failure(BED.relay("sketch=small", small), job(INK));
    assertThat(problem.kind()).isEqualTo(Problem.Kind.PROVIDER_REFUSED);
    assertThat(small.submitted).isEmpty();
  }
}
