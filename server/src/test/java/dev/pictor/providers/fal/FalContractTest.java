package dev.pictor.providers.fal;

import dev.pictor.providers.Generation;
import dev.pictor.providers.cloud.CloudMeans;
import dev.pictor.providers.remote.Ability;
import dev.pictor.providers.remote.ProviderContract;
import dev.pictor.providers.remote.RemoteApi;
import dev.pictor.providers.remote.SampleOrders;
import dev.pictor.providers.simulated.SimulatedFal;
import dev.pictor.providers.simulated.SimulatedProvider;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class FalContractTest extends ProviderContract {
  @Override
  protected SimulatedProvider simulate() {
    return new SimulatedFal(0);
  }

  @Override
  protected RemoteApi api(Target target) {
    return new FalApi(
        FalSamples.settings(target.base(), target.key()), CloudMeans.then(), target.limits());
  }

  @Override
  protected List<Generation.Step> served() {
    return List.of(
        SampleOrders.SKETCH,
        SampleOrders.THEME,
        SampleOrders.PAGE,
        SampleOrders.THUMBNAIL,
        SampleOrders.SWAP,
        SampleOrders.UPSCALE);
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
    return Optional.of(CloudMeans.SAYING);
  }
}
