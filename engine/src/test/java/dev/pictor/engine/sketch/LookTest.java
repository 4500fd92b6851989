package dev.pictor.engine.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LookTest {
  @Test
  void thereAreTwentyOneLooksEachWithAnIdOfItsOwn() {
    assertThat(Look.ALL).hasSize(21).doesNotHaveDuplicates();
    assertThat(Look.ALL.stream().map(Look::id)).doesNotHaveDuplicates().contains("oil-artistic");
  }

  @Test
  void namesAreReadInAnyCase() {
    assertThat(Look.of("Watercolor", " artistic ")).isEqualTo(Look.of("WATERCOLOR", "ARTISTIC"));
    assertThat(Style.of("iNk")).isEqualTo(Style.INK);
  }

  @Test
  void anUnknownNameIsRefusedWithTheOnesThereAre() {
    assertThatThrownBy(() -> Style.of("crayon"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"crayon\"")
        .hasMessageContaining("PENCIL, CHARCOAL, WATERCOLOR, INK, PASTEL, OIL, ACRYLIC");
    assertThatThrownBy(() -> Method.of("fast"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("BASIC, ADVANCED, ARTISTIC");
  }

  @Test
  void everyStyleAndMethodSaysWhatItIs() {
    for (Style style : Style.values()) {
      assertThat(style.title()).isNotBlank();
      assertThat(style.description()).isNotBlank();
    }
    for (Method method : Method.values()) {
      assertThat(method.description()).isNotBlank();
    }
  }
}
