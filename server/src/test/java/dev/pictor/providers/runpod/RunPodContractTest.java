package dev.pictor.providers.runpod;

import dev.pictor.providers.Generation;
import dev.pictor.providers.remote.Ability;
import dev.pictor.providers.remote.ProviderContract;
import dev.pictor.providers.remote.RemoteApi;
import dev.pictor.providers.remote.SampleOrders;
import dev.pictor.providers.remote.SpeakingThemes;
import dev.pictor.providers.simulated.SimulatedProvider;
import dev.pictor.providers.simulated.SimulatedRunPod;
import dev.pictor.providers.workflows.Workflows;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// RunPod keeps what every provider promises.
class RunPodContractTest extends ProviderContract {
  static RunPodSettings settings(URI url, String key, boolean hasBucket) {
    return new RunPodSettings(
        key,
        SimulatedRunPod.ENDPOINT,
        url,
        Duration.ofSeconds(10),
        Duration.ofMinutes(10),
        Duration.ofHours(24),
        hasBucket,
        190);
  }

  @Override
  protected SimulatedProvider simulate() {
    return new SimulatedRunPod(0);
  }

  @Override
  protected RemoteApi api(Target target) {
    return new RunPodApi(
        settings(target.base(), target.key(), false),
        new Workflows(Path.of("no-such-folder"), new SpeakingThemes()),
        false,
        target.limits());
  }

  @Override
  protected List<Generation.Step> served() {
    return List.of(
        SampleOrders.RESTORE,
        SampleOrders.SKETCH,
        SampleOrders.SWAP,
        SampleOrders.THEME,
        SampleOrders.PAGE,
        SampleOrders.UPSCALE,
        SampleOrders.THUMBNAIL,
        SampleOrders.CUT_OUT);
  }

  @Override
  protected Set<Ability> abilities() {
    return Set.of(
        Ability.WORKS_ON,
        Ability.CANCELS,
        Ability.TELLS_PROGRESS,
        Ability.CALLS_BACK,
        Ability.WANTS_KEY);
  }

  @Override
  protected Optional<Generation.Step> saying() {
    return Optional.of(SpeakingThemes.SPEAKING);
  }
}
