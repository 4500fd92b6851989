package dev.pictor.engine.theme;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathDataTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "M1 2",
        " M 1,2 L3-4z ",
        "m0 0h1v1H0Z m5 5 l1 1",
        "M10 10 20 20 30 30",
        "M.5.5l-1.5e-3+2",
        "M0 0C1 2 3 4 5 6 7 8 9 10 11 12",
        "M0 0a5 5 0 0 1 3 4 5 5 0 113 4",
        "M0 0S1 2 3 4Q1 2 3 4T5 6",
        ""
      })
  void dataOfTheGrammarIsTaken(String data) {
    assertThat(PathData.isWellFormed(data)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "M1 2 Z 4",
        "M1 2 3",
        "L1 2",
        "M",
        "M1 2 C1 2 3 4 5",
        "M1 2 X3 4",
        "M1 2,,3 4",
        "M1 2 L1e 2",
        "M1 2 A5 5 0 2 1 3 4",
        "M1 . 2",
        "M1 2 L NaN 3",
        "1 2"
      })
  void otherDataIsRefused(String data) {
    assertThat(PathData.isWellFormed(data)).isFalse();
  }
}
