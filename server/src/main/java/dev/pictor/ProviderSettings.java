package dev.pictor;

import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import dev.pictor.providers.comfy.ComfyApi;
import dev.pictor.providers.comfy.ComfySettings;
import dev.pictor.providers.remote.RelaySettings;
import dev.pictor.providers.remote.RemoteApi;
import dev.pictor.providers.runpod.RunPodApi;
import dev.pictor.providers.runpod.RunPodSettings;
import dev.pictor.providers.workflows.Workflows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Providers on other machines as the operator configured them.
///
/// @param gpu which of the two that run workflows is used
record ProviderSettings(
    Gpu gpu, RelaySettings relay, ComfySettings comfy, RunPodSettings runPod) {
  /// Where workflows run.
  enum Gpu {
    /// Wherever an address or a key is given.
    ANY,
    /// On ComfyUI servers of the operator's.
    COMFY_LOCAL,
    /// On RunPod.
    RUNPOD
  }

  static final Setting<Gpu> GPU_PROVIDER =
      Setting.oneOf(
          "GPU_PROVIDER",
          Gpu.class,
          Gpu.ANY,
          "Which of the two that run ComfyUI's workflows is used, when both are set up.");

  /// For the documentation.
  static final List<Setting<?>> ALL =
      Stream.of(
              List.<Setting<?>>of(GPU_PROVIDER),
              RelaySettings.ALL,
              ComfySettings.ALL,
              RunPodSettings.ALL)
          .flatMap(List::stream)
          .toList();

  static ProviderSettings from(Environment environment) {
    return new ProviderSettings(
        GPU_PROVIDER.in(environment),
        RelaySettings.from(environment),
        ComfySettings.from(environment),
        RunPodSettings.from(environment));
  }

  /// The APIs of those that are set up, in the order in which they are asked without rules.
  ///
  /// @param linksReach whether a link of this service's can be fetched from outside
  List<RemoteApi> open(Workflows workflows, boolean linksReach) {
    var apis = new ArrayList<Optional<RemoteApi>>();
    if (gpu != Gpu.RUNPOD) {
      apis.add(ComfyApi.open(comfy, workflows));
    }
    if (gpu != Gpu.COMFY_LOCAL) {
      apis.add(RunPodApi.open(runPod, workflows, linksReach));
    }
    return apis.stream().flatMap(Optional::stream).toList();
  }
}
