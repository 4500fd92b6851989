package dev.pictor;

import dev.pictor.providers.simulated.SimulatedComfy;
import dev.pictor.providers.simulated.SimulatedProvider;
import dev.pictor.providers.simulated.SimulatedRunPod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Simulated providers beside the service, for trying out what happens with a provider without
/// having one: `./pictor up --simulate-providers`.
final class Simulations implements AutoCloseable {
  private final SimulatedComfy comfy = new SimulatedComfy(0);
  private final SimulatedRunPod runPod = new SimulatedRunPod(0);

  /// The settings that lead to them.
  Map<String, String> variables() {
    var variables = new HashMap<String, String>();
    variables.put("COMFY_LOCAL_URL", comfy.uri().toString());
    variables.put("RUNPOD_URL", runPod.uri().toString());
    variables.put("RUNPOD_API_KEY", runPod.key());
    variables.put("RUNPOD_ENDPOINT_ID", SimulatedRunPod.ENDPOINT);
    // Their links lead to this machine.
    variables.put("ALLOW_PRIVATE_ADDRESSES", "true");
    return variables;
  }

  List<SimulatedProvider> all() {
    return List.of(comfy, runPod);
  }

  @Override
  public void close() {
    all().forEach(SimulatedProvider::close);
  }
}
