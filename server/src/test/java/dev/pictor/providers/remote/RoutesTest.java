package dev.pictor.providers.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
  private static final List<String> ALL = List.of("comfy_local", "runpod", "openai");
  private static final long JOB = 15;

  @Test
  void withoutRulesAllAreAskedAndTheBuiltInEngineAtLast() {
    assertThat(Routes.of(ALL, List.of()).order("free", "sketch", JOB))
        .containsExactly("comfy_local", "runpod", "openai", "local");
  }

  @Test
  void theMostParticularRuleAppliesAlone() {
    Routes routes =
        Routes.of(
            ALL,
            List.of(
                "*=local",
                "face_swap=comfy_local,local",
                "premium/*=openai",
                "premium/sketch=runpod"));
    assertThat(routes.order("free", "sketch", JOB)).containsExactly("local");
    assertThat(routes.order("free", "face_swap", JOB)).containsExactly("comfy_local", "local");
    assertThat(routes.order("premium", "face_swap", JOB)).containsExactly("openai");
    assertThat(routes.order("premium", "sketch", JOB)).containsExactly("runpod");
  }

  @Test
  void weightsShareTheWorkAndAJobAlwaysGoesTheSameWay() {
    Routes routes = Routes.of(ALL, List.of("*=comfy_local*3|runpod,local"));
    var random = new Random(5);
    int first = 0;
    for (int i = 0; i < 4000; i++) {
      long job = random.nextLong();
      List<String> order = routes.order("free", "upscale", job);
      assertThat(order)
          .containsExactlyInAnyOrder("comfy_local", "runpod", "local")
          .endsWith("local");
      assertThat(routes.order("free", "upscale", job)).isEqualTo(order);
      first += order.getFirst().equals("comfy_local") ? 1 : 0;
    }
    assertThat(first).isBetween(2850, 3150);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sketch",
        "sketch=",
        "sketch=nobody",
        "sketch=runpod*0",
        "sketch=runpod*x",
        "=local"
      })
  void whatIsNoRuleIsToldToTheOperator(String rule) {
    assertThatThrownBy(() -> Routes.of(ALL, List.of(rule)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("ROUTES");
  }

  @Test
  void twoRulesForTheSameAreRefused() {
    assertThatThrownBy(() -> Routes.of(ALL, List.of("*=local", "*=runpod")))
        .hasMessageContaining("two rules");
  }
}
