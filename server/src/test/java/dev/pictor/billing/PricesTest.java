package dev.pictor.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.platform.Problem;
import dev.pictor.platform.settings.Environment;
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
    return new Prices.Step(operation, null, 1);
  }

  private static Prices.Step thumbnail(@Nullable String quality, int variants) {
    return new Prices.Step("thumbnail", quality, variants);
  }

  private static long total(Prices prices, String surface, Prices.Step... steps) {
    return prices.of(surface, List.of(steps)).total();
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
    assertThat(usual.of("mugshot", List.of(thumbnail("std", 2)))).isEqualTo(new Price(2, 2, 1));
    assertThat(total(usual, "mugshot", thumbnail("draft", 4))).isEqualTo(4);
    assertThat(total(usual, "mugshot", thumbnail("high", 4))).isEqualTo(8);
    assertThat(total(usual, "mugshot", thumbnail("4k", 4))).isEqualTo(12);
  }

  @Test
  void aPipelineCostsTheSumOfItsSteps() {
    Price price =
        usual.of("oneshot", List.of(step("face_swap"), step("upscale"), thumbnail("high", 3)));
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
    for (var unknown : List.of(step("colourise"), thumbnail("8k", 1), thumbnail(null, 1))) {
      for (String surface : List.of("oneshot", "mugshot", "a new one", "pictoora")) {
        boolean isFree = surface.equals("pictoora") && unknown.equals(thumbnail(null, 1));
        if (!isFree) {
          assertThatThrownBy(() -> usual.of(surface, List.of(unknown)))
              .isInstanceOfSatisfying(
                  Problem.class,
                  problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NO_PRICE));
        }
      }
    }
  }

  @Test
  void theOperatorsPricesGoFirstTheExactOneBeforeTheWideOne() {
    var environment =
        new Environment(
            Map.of("PRICES", "face_swap=5, thumbnail=7, thumbnail:4k = 20, oneshot/upscale=0"));
    var prices = new Prices(BillingSettings.from(environment).prices());
    environment.check();
    assertThat(total(prices, "oneshot", step("face_swap"))).isEqualTo(5);
    assertThat(total(prices, "mugshot", thumbnail("std", 1))).isEqualTo(7);
    assertThat(total(prices, "mugshot", thumbnail("4k", 1))).isEqualTo(20);
    assertThat(total(prices, "oneshot", step("upscale"))).isZero();
    assertThat(total(prices, "mugshot", step("upscale"))).isEqualTo(1);
    assertThat(prices.table()).containsEntry("thumbnail:draft", 7L).hasSize(11);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "face_swop=1",
        "face_swap",
        "face_swap=-1",
        "thumbnail:8k=1",
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
