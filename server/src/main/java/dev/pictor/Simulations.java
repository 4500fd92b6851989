package dev.pictor;

import dev.pictor.providers.simulated.SimulatedComfy;
import dev.pictor.providers.simulated.SimulatedFal;
import dev.pictor.providers.simulated.SimulatedGemini;
import dev.pictor.providers.simulated.SimulatedOpenAi;
import dev.pictor.providers.simulated.SimulatedProvider;
import dev.pictor.providers.simulated.SimulatedRunPod;
import dev.pictor.providers.simulated.SimulatedSeedream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Simulated providers beside the service, for trying out what happens with a provider without
/// having one: `./pictor up --simulate-providers`.
final class Simulations implements AutoCloseable {
  private final SimulatedComfy comfy = new SimulatedComfy(0);
  private final SimulatedRunPod runPod = new SimulatedRunPod(0);
  private final SimulatedOpenAi openAi = new SimulatedOpenAi(0);
  private final SimulatedGemini gemini = new SimulatedGemini(0);
  private final SimulatedSeedream seedream = new SimulatedSeedream(0);
  private final SimulatedFal fal = new SimulatedFal(0);

  /// The settings that lead to them.
  Map<String, String> variables() {
    var variables = new HashMap<String, String>();
    variables.put("COMFY_LOCAL_URL", comfy.uri().toString());
    variables.put("RUNPOD_URL", runPod.uri().toString());
    variables.put("RUNPOD_API_KEY", runPod.key());
    variables.put("RUNPOD_ENDPOINT_ID", SimulatedRunPod.ENDPOINT);
    variables.put("OPENAI_BASE_URL", openAi.uri() + "/v1");
    variables.put("OPENAI_API_KEY", openAi.key());
    variables.put("GEMINI_BASE_URL", gemini.uri().toString());
    variables.put("GEMINI_API_KEY", gemini.key());
    variables.put("SEEDREAM_BASE_URL", seedream.uri() + "/api/v3");
    variables.put("SEEDREAM_API_KEY", seedream.key());
    variables.put("FAL_QUEUE_URL", fal.uri().toString());
    variables.put("FAL_KEY", fal.key());
    variables.put("FAL_JWKS_URL", fal.uri() + "/.well-known/jwks.json");
    variables.put("FAL_RESULT_HOSTS", String.valueOf(fal.uri().getHost()));
    // Their links lead to this machine.
    variables.put("ALLOW_PRIVATE_ADDRESSES", "true");
    return variables;
  }

  SimulatedComfy comfy() {
    return comfy;
  }

  SimulatedRunPod runPod() {
    return runPod;
  }

  List<SimulatedProvider> all() {
    return List.of(comfy, runPod, openAi, gemini, seedream, fal);
  }

  @Override
  public void close() {
    all().forEach(SimulatedProvider::close);
  }
}
