package dev.pictor.providers.comfy;

import dev.pictor.providers.Generation;
import dev.pictor.providers.remote.Ability;
import dev.pictor.providers.remote.ProviderContract;
import dev.pictor.providers.remote.RemoteApi;
import dev.pictor.providers.remote.SampleOrders;
import dev.pictor.providers.remote.SpeakingThemes;
import dev.pictor.providers.simulated.SimulatedComfy;
import dev.pictor.providers.simulated.SimulatedProvider;
import dev.pictor.providers.workflows.Workflows;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A ComfyUI server keeps what every provider promises.
class ComfyContractTest extends ProviderContract {
  @Override
  protected SimulatedProvider simulate() {
    return new SimulatedComfy(0);
  }

  @Override
  protected RemoteApi api(Target target) {
    return new ComfyApi(
        List.of(target.base()),
        new Workflows(Path.of("no-such-folder"), new SpeakingThemes()),
        target.limits(),
        target.limits());
  }

  @Override
  protected List<Generation.Step> served() {
    return List.of(
        SampleOrders.RESTORE,
        SampleOrders.SKETCH,
        SampleOrders.SWAP,
        SampleOrders.UPSCALE,
        SampleOrders.THEME,
        SampleOrders.PAGE,
        SampleOrders.THUMBNAIL,
        SampleOrders.CUT_OUT);
  }

  @Override
  protected Set<Ability> abilities() {
    return Set.of(Ability.WORKS_ON, Ability.FINDS, Ability.CANCELS, Ability.TELLS_PROGRESS);
  }

  @Override
  protected Optional<Generation.Step> saying() {
    return Optional.of(SpeakingThemes.SPEAKING);
  }
}
