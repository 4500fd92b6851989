package dev.pictor.providers.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.platform.limits.Limiter;
import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.telemetry.Metrics;
import dev.pictor.providers.cloud.CloudMeans;
import dev.pictor.providers.models.EndingModels;
import dev.pictor.providers.openai.OpenAiApi;
import dev.pictor.providers.openai.OpenAiSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// That operators hear of a model in use that is gone soon, by a metric, a line of the log and a
/// line of `/health`; at times of the tests' own.
class ModelsThatEndTest {
  private static final RelayBed BED = new RelayBed();

  @AfterAll
  static void close() {
    BED.close();
  }

  private static RemoteApi openAi(String model, Clock clock) {
    var variables = new HashMap<>(Map.of("OPENAI_API_KEY", "a-key"));
    if (!model.isEmpty()) {
      variables.put("OPENAI_IMAGE_MODEL", model);
    }
    return OpenAiApi.open(OpenAiSettings.from(new Environment(variables)), CloudMeans.asOf(clock))
        .orElseThrow();
  }

  private static double metric(RemoteApi api, Clock clock) {
    var metrics = new Metrics();
    try (var limiter = Limiter.local(clock);
        var provider =
            new RemoteProvider(
                api,
                new RemoteProvider.Use(1, 0, Duration.ofSeconds(1)),
                limiter,
                metrics,
                clock)) {
      String line = "pictor_provider_models_ending{provider=\"" + provider.name() + "\"} ";
      String told =
          metrics.scrape().lines().filter(each -> each.startsWith(line)).findFirst().orElseThrow();
      return Double.parseDouble(told.substring(line.length()));
    }
  }

  private static LocalDate day(Clock clock) {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  @ParameterizedTest
  @CsvSource({"2026-10-31, 0", "2026-11-01, 1", "2026-11-22, 1", "2026-11-30, 1", "2026-12-01, 1"})
  void itIsToldFromThirtyDaysBefore(LocalDate today, int told) {
    Clock clock = Clock.fixed(today.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
    RemoteApi api = openAi("gpt-image-1.5", clock);
    assertThat(metric(api, clock)).isEqualTo(told);
    RoutedRelay relay = BED.relay("", api);
    assertThat(relay.warnings(day(clock))).hasSize(told);
    try (CapturedLog log = CapturedLog.open()) {
      new EndingModels(() -> relay.warnings(day(clock))).runOnce();
      assertThat(log.text().contains("gpt-image-1.5 of openai")).isEqualTo(told == 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-image-1.5", "gpt-image-1-mini", "chatgpt-image-latest"})
  void thoseOfTheFirstOfDecemberAreNamedWithTheirDay(String model) {
    List<String> said =
        BED.relay("", openAi(model, CloudMeans.THEN)).warnings(day(CloudMeans.THEN));
    assertThat(said)
        .containsExactly(
            model + " of openai will be gone on 2026-12-01, in 9 days; name another one");
  }

  @Test
  void whatServesWithoutASettingIsNotGoneSoon() {
    Clock later = Clock.fixed(Instant.parse("2027-11-22T00:00:00Z"), ZoneOffset.UTC);
    for (Clock clock : List.of(CloudMeans.THEN, later)) {
      RemoteApi api = openAi("", clock);
      assertThat(api.models()).isNotEmpty();
      assertThat(metric(api, clock)).isZero();
      assertThat(BED.relay("", api).warnings(day(clock))).isEmpty();
    }
  }
}
