package dev.pictor.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.platform.Json;
import dev.pictor.platform.Problem;
import dev.pictor.platform.settings.Environment;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The one table of prices.
class PricesTest {
  private final Prices usual = new Prices(Map.of());

  private static Prices.Step step(String operation) {
    boolean isSized = List.of("face_swap", "face_restore", "upscale").contains(operation);
    return new Prices.Step(operation, null, isSized ? "x2" : null, 1);
  }

  private static Prices.Step thumbnail(@Nullable String quality, int variants) {
    return new Prices.Step("thumbnail", quality, null, variants);
  }

  private static Price price(Prices prices, String surface, Prices.Step... steps) {
    return prices.of(surface, List.of(steps), Prices.Askable.ALL);
  }

  private static long total(Prices prices, String surface, Prices.Step... steps) {
    return price(prices, surface, steps).total();
  }

  private static Prices reading(String text) {
    var environment = new Environment(Map.of("PRICES", text));
    var prices = new Prices(BillingSettings.from(environment).prices());
    environment.check();
    return prices;
  }

  @Test
  void oneShotsThreeCostWhatItsDocumentSays() {
    assertThat(total(usual, "oneshot", step("face_restore"))).isEqualTo(1);
    assertThat(total(usual, "oneshot", step("face_swap"))).isEqualTo(2);
    assertThat(total(usual, "oneshot", step("upscale"))).isEqualTo(1);
  }

  /// MugShot's document: two variants of std cost 2.
  @Test
  void aThumbnailCostsItsVariantsTimesTheFactorOfTheQuality() {
    assertThat(price(usual, "mugshot", thumbnail("std", 2))).isEqualTo(new Price(2, 2, 1));
    assertThat(total(usual, "mugshot", thumbnail("draft", 4))).isEqualTo(4);
    assertThat(total(usual, "mugshot", thumbnail("high", 4))).isEqualTo(8);
    assertThat(total(usual, "mugshot", thumbnail("4k", 4))).isEqualTo(12);
  }

  @Test
  void aPipelineCostsTheSumOfItsSteps() {
    Price price = price(usual, "oneshot", step("face_swap"), step("upscale"), thumbnail("high", 3));
    assertThat(price).isEqualTo(new Price(9, 3, 2));
    assertThat(price.dueFor(3)).isEqualTo(9);
    assertThat(price.dueFor(1)).isEqualTo(5);
    assertThat(price.dueFor(0)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sketch", "pictoora", "nursefilter"})
  void surfacesThatKnowNoCreditsAreFreeUntilTheOperatorPricesThem(String surface) {
    assertThat(total(usual, surface, step("theme"))).isZero();
    var priced = new Prices(Map.of(surface + "/theme", 3L));
    assertThat(total(priced, surface, step("theme"))).isEqualTo(3);
    assertThat(total(priced, surface, step("sketch"))).isZero();
    assertThat(total(priced, "oneshot", step("theme"))).isEqualTo(1);
  }

  @Test
  void whatHasNoPriceIsRefusedAndNeverFree() {
    for (var unknown :
        List.of(
            step("colourise"),
            thumbnail("8k", 1),
            thumbnail(null, 1),
            new Prices.Step("upscale", null, "x8", 1),
            new Prices.Step("upscale", null, null, 1),
            new Prices.Step("upscale", "std", "x2", 1),
            new Prices.Step("sketch", null, "x2", 1),
            new Prices.Step("thumbnail", "std", "x2", 1))) {
      for (String surface : List.of("oneshot", "mugshot", "a new one", "pictoora")) {
        assertThatThrownBy(() -> price(usual, surface, unknown))
            .isInstanceOfSatisfying(
                Problem.class,
                problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NO_PRICE));
      }
    }
  }

  @Test
  void theOperatorsPricesGoFirstTheExactOneBeforeTheWideOne() {
    var prices = reading("face_swap=5, thumbnail=7, thumbnail:4k = 20, oneshot/upscale=0");
    assertThat(total(prices, "oneshot", step("face_swap"))).isEqualTo(5);
    assertThat(total(prices, "mugshot", thumbnail("std", 1))).isEqualTo(7);
    assertThat(total(prices, "mugshot", thumbnail("4k", 1))).isEqualTo(20);
    assertThat(total(prices, "oneshot", step("upscale"))).isZero();
    assertThat(total(prices, "mugshot", step("upscale"))).isEqualTo(1);
    assertThat(prices.table())
        .containsEntry("thumbnail:draft", new ClassPrices(7, 7, 7))
        .containsKeys("upscale:x4", "face_swap:x1")
        .hasSize(19);
  }

  @Test
  void aSizeMayCostWhatItTakes() {
    var prices = reading("upscale:x4=4, face_swap:x2=3");
    assertThat(total(prices, "oneshot", new Prices.Step("upscale", null, "x4", 1))).isEqualTo(4);
    assertThat(total(prices, "oneshot", new Prices.Step("upscale", null, "x3", 1))).isEqualTo(1);
    assertThat(total(prices, "oneshot", step("face_swap"))).isEqualTo(3);
  }

  @Test
  void theDearestOfThoseWhoMayBeAskedIsHeldAndTheOneWhoMadeItIsCharged() {
    var prices = reading("sketch@gpu=3, sketch@cloud=5, thumbnail:std@cloud=4");
    var steps = List.of(step("sketch"), thumbnail("std", 3));
    Price any = prices.of("oneshot", steps, Prices.Askable.ALL);
    assertThat(any.total()).isEqualTo(5 + 3 * 4);
    assertThat(any.perVariant()).isEqualTo(4);
    var ours = EnumSet.of(ProviderClass.BUILT_IN, ProviderClass.GPU);
    assertThat(prices.of("oneshot", steps, _ -> ours).total()).isEqualTo(3 + 3);
    var onGpu = List.of(ProviderClass.GPU);
    var mixed = List.of(ProviderClass.CLOUD, ProviderClass.BUILT_IN);
    assertThat(any.dueFor(new Price.Makers(onGpu, mixed))).isEqualTo(3 + 4 + 1);
    assertThat(any.dueFor(new Price.Makers(onGpu, List.of()))).isZero();
    assertThat(prices.of("oneshot", steps, _ -> ours).dueFor(new Price.Makers(onGpu, mixed)))
        .as("never more than was held for two")
        .isEqualTo(3 + 2);
  }

  /// As it lies among the arguments of a job.
  @Test
  void aPriceIsWrittenWithItsClassesOnlyWhereTheyMatter() throws Exception {
    assertThat(Json.write(new Price(2, 1, 2)))
        .isEqualTo("{\"total\":2,\"variants\":1,\"per_variant\":2}");
    Price priced = price(reading("sketch@cloud=5"), "oneshot", step("sketch"));
    String text = Json.write(priced);
    assertThat(text).contains("\"by_class\":[{\"built_in\":1,\"gpu\":1,\"cloud\":5}]");
    assertThat(Json.MAPPER.readValue(text, Price.class)).isEqualTo(priced);
  }

  @Test
  void whereNoClassCostsDifferentlyNobodyIsAskedWhoMayMakeIt() {
    Prices.Askable nobody =
        _ -> {
          throw new AssertionError("asked");
        };
    assertThat(usual.of("oneshot", List.of(step("sketch")), nobody)).isEqualTo(new Price(1, 1, 1));
    assertThat(reading("upscale@cloud=9").of("oneshot", List.of(step("sketch")), nobody).byClass())
        .isNull();
  }

  @Test
  void twoPricesOfWhichNoneGoesFirstRefuseTheStartUntilTheThirdIsSaid() {
    assertThatThrownBy(() -> reading("upscale:x4=2, upscale@cloud=5"))
        .hasMessageContaining("upscale:x4@cloud");
    var prices = reading("upscale:x4=2, upscale@cloud=5, upscale:x4@cloud=8, oneshot/upscale=1");
    var x4 = new Prices.Step("upscale", null, "x4", 1);
    assertThat(prices.of("mugshot", x4)).isEqualTo(new ClassPrices(2, 2, 8));
    assertThat(prices.of("mugshot", step("upscale"))).isEqualTo(new ClassPrices(1, 1, 5));
    assertThat(prices.of("oneshot", x4))
        .as("the surface's own")
        .isEqualTo(new ClassPrices(1, 1, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "face_swop=1",
        "face_swap",
        "face_swap=-1",
        "thumbnail:8k=1",
        "upscale:x5=1",
        "sketch:x2=1",
        "upscale@gpus=1",
        "upscale@gpu@cloud=1",
        "nursefiltr/theme=1",
        "upscale@cloud=1,upscale@cloud=1",
        "upscale=1,upscale=2"
      })
  void aPriceThatMeansNothingRefusesTheStart(String text) {
    var environment = new Environment(Map.of("PRICES", text));
    BillingSettings.from(environment);
    assertThatThrownBy(environment::check)
        .isInstanceOf(Environment.BadSettings.class)
        .hasMessageContaining("PRICES");
  }
}
