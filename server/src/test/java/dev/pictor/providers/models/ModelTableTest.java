package dev.pictor.providers.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.providers.models.ModelTable.Ending;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ModelTableTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
  private static final ModelTable TABLE = ModelTable.read();

  static Stream<Model> rows() {
    return TABLE.all().stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyRowSaysWhatItMakesTakesAndCostsAndWhoSaidSo(Model model) {
    assertThat(model.operations())
        .isNotEmpty()
        .isSubsetOf("sketch", "theme", "book_page", "thumbnail", "cut_out", "face_swap", "upscale");
    assertThat(model.price().perPicture()).isBetween(1_000L, 1_000_000L);
    assertThat(model.price().source()).isNotBlank();
    assertThat(model.limits().references()).isPositive();
    assertThat(model.limits().inputBytes()).isGreaterThan(1L << 20);
    assertThat(model.limits().inputSide()).isGreaterThanOrEqualTo(1024);
    assertThat(TABLE.all())
        .filteredOn(other -> other.id().equals(model.id()))
        .filteredOn(other -> other.provider().equals(model.provider()))
        .hasSize(1);
  }

  @Test
  void eachProviderPrefersOneModelForAnOperation() {
    for (String provider : List.of("openai", "gemini", "seedream", "volcengine", "fal")) {
      List<Model> preferred =
          TABLE.all().stream()
              .filter(model -> model.provider().equals(provider) && model.preferred())
              .toList();
      List<String> operations =
          preferred.stream().flatMap(model -> model.operations().stream()).toList();
      assertThat(operations).as(provider).isNotEmpty().doesNotHaveDuplicates();
      assertThat(preferred).noneMatch(model -> model.hasEnded(TODAY));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "openai,sketch,gpt-image-2.5-flare",
    "openai,cut_out,gpt-image-2.5-flare",
    "gemini,face_swap,gemini-nano-banana-2.1",
    "seedream,theme,seedream-5-0-260128",
    "volcengine,theme,doubao-seedream-5-0-260128",
    "fal,upscale,fal-ai/seedvr/upscale/image",
    "fal,face_swap,easel-ai/advanced-face-swap",
    "fal,book_page,google/nano-banana-2.1/edit"
  })
  void withoutAChoiceThePreferredOneServes(String provider, String operation, String id) {
    assertThat(TABLE.choose(provider, operation, "", TODAY)).map(Model::id).hasValue(id);
  }

  @Test
  void whatAProviderDoesNotMakeHasNoModel() {
    assertThat(TABLE.choose("openai", "upscale", "", TODAY)).isEmpty();
    assertThat(TABLE.choose("gemini", "cut_out", "", TODAY)).isEmpty();
    assertThat(TABLE.choose("nobody", "sketch", "", TODAY)).isEmpty();
  }

  @Test
  void theOperatorsChoiceComesFirst() {
    assertThat(TABLE.choose("openai", "sketch", "gpt-image-1-mini", TODAY))
        .map(Model::id)
        .hasValue("gpt-image-1-mini");
  }

  @Test
  void aChoiceThatDoesNotServeAnOperationIsNotOfferedForIt() {
    assertThat(TABLE.choose("openai", "cut_out", "gpt-image-2", TODAY)).isEmpty();
  }

  @Test
  void aModelThatIsNewerThanTheTableIsTakenToBeLikeThePreferredOne() {
    Model newer = TABLE.choose("openai", "sketch", "gpt-image-9", TODAY).orElseThrow();
    Model preferred = TABLE.choose("openai", "sketch", "", TODAY).orElseThrow();
    assertThat(newer.id()).isEqualTo("gpt-image-9");
    assertThat(newer.sizes()).isEqualTo(preferred.sizes());
    assertThat(newer.price().perPicture()).isEqualTo(preferred.price().perPicture());
    assertThat(newer.price().confirmed()).isFalse();
    assertThat(newer.ends()).isNull();
  }

  @Test
  void anEndedModelIsNotOfferedEvenWhenItIsNamed() {
    LocalDate last = LocalDate.parse("2026-11-30");
    assertThat(TABLE.choose("openai", "sketch", "gpt-image-1.5", last)).isPresent();
    assertThat(TABLE.choose("openai", "sketch", "gpt-image-1.5", last.plusDays(1))).isEmpty();
  }

  @Test
  void whenThePreferredOneHasEndedTheNextOneServes() {
    Model first = TABLE.choose("gemini", "sketch", "", TODAY).orElseThrow();
    var ended =
        new Model(
            first.id(),
            first.provider(),
            first.operations(),
            true,
            first.price(),
            first.limits(),
            first.sizes(),
            first.traits(),
            TODAY);
    Model second = TABLE.find("gemini", "gemini-3-pro-image").orElseThrow();
    var table = new ModelTable(List.of(ended, second));
    assertThat(table.choose("gemini", "sketch", "", TODAY)).hasValue(second);
    assertThat(table.choose("gemini", "sketch", "", TODAY.minusDays(1))).hasValue(ended);
  }

  @Test
  void modelsThatEndWithinThirtyDaysAreTold() {
    assertThat(TABLE.ending(TODAY))
        .filteredOn(ending -> ending.days() > 0)
        .extracting(ending -> ending.model().id())
        .containsExactlyInAnyOrder("gpt-image-1.5", "gpt-image-1-mini", "chatgpt-image-latest");
    Ending ending = TABLE.ending(TODAY).getLast();
    assertThat(ending.days()).isEqualTo(9);
    assertThat(ending.sentence()).contains("openai").contains("2026-12-01").contains("9 days");
  }

  @ParameterizedTest
  @CsvSource({"2026-10-31,false", "2026-11-01,true", "2026-12-01,true", "2027-06-01,true"})
  void theWarningBeginsThirtyDaysBeforeAndStays(LocalDate day, boolean told) {
    Model model = TABLE.find("openai", "gpt-image-1-mini").orElseThrow();
    assertThat(ModelTable.ending(Set.of(model), day)).hasSize(told ? 1 : 0);
  }

  @Test
  void anEndedModelIsToldAsGone() {
    assertThat(TABLE.ending(TODAY))
        .filteredOn(ending -> ending.model().id().equals("gpt-image-1"))
        .singleElement()
        .satisfies(ending -> {
          assertThat(ending.days()).isNegative();
          assertThat(ending.sentence()).contains("gone since 2026-10-23");
        });
  }

  @Test
  void onlyModelsInUseAreWatched() {
    assertThat(ModelTable.ending(TABLE.inUse("openai", "", TODAY), TODAY)).isEmpty();
    assertThat(ModelTable.ending(TABLE.inUse("openai", "gpt-image-1", TODAY), TODAY)).hasSize(1);
    assertThat(TABLE.inUse("openai", "gpt-image-9", TODAY))
        .extracting(Model::provider)
        .containsExactly("openai");
  }

  @Test
  void tokensAndMegapixelsAreRoundedUpToAMillionth() {
    Price price = TABLE.find("openai", "gpt-image-2").orElseThrow().price();
    Price.Tokens tokens = price.tokens();
    assertThat(tokens).isNotNull();
    assertThat(tokens.of(100, 300, 1056)).isEqualTo(500 + 2_400 + 31_680);
    Price larger = TABLE.find("fal", "fal-ai/seedvr/upscale/image").orElseThrow().price();
    assertThat(larger.ofMegapixels(4_000_000)).isEqualTo(4_000);
    assertThat(larger.ofMegapixels(1)).isEqualTo(1);
  }
}
