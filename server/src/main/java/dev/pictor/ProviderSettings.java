package dev.pictor;

import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import dev.pictor.providers.comfy.ComfyApi;
import dev.pictor.providers.comfy.ComfySettings;
import dev.pictor.providers.fal.FalApi;
import dev.pictor.providers.fal.FalSettings;
import dev.pictor.providers.gemini.GeminiApi;
import dev.pictor.providers.gemini.GeminiSettings;
import dev.pictor.providers.openai.OpenAiApi;
import dev.pictor.providers.openai.OpenAiSettings;
import dev.pictor.providers.remote.RelaySettings;
import dev.pictor.providers.remote.RemoteApi;
import dev.pictor.providers.runpod.RunPodApi;
import dev.pictor.providers.runpod.RunPodSettings;
import dev.pictor.providers.seedream.SeedreamApi;
import dev.pictor.providers.seedream.SeedreamSettings;
import dev.pictor.providers.workflows.Workflows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Providers on other machines as the operator configured them.
///
/// @param gpu which of the two that run workflows is used
record ProviderSettings(
    Gpu gpu,
    RelaySettings relay,
    ComfySettings comfy,
    RunPodSettings runPod,
    OpenAiSettings openAi,
    GeminiSettings gemini,
    SeedreamSettings seedream,
    FalSettings fal) {
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
              RunPodSettings.ALL,
              OpenAiSettings.ALL,
              GeminiSettings.ALL,
              SeedreamSettings.ALL,
              FalSettings.ALL)
          .flatMap(List::stream)
          .toList();

  static ProviderSettings from(Environment environment) {
    return new ProviderSettings(
        GPU_PROVIDER.in(environment),
        RelaySettings.from(environment),
        ComfySettings.from(environment),
        RunPodSettings.from(environment),
        OpenAiSettings.from(environment),
        GeminiSettings.from(environment),
        SeedreamSettings.from(environment),
        FalSettings.from(environment));
  }

  /// What they work with beside their settings.
  ///
  /// @param linksReach whether a link of this service's can be fetched from outside
  record Means(Workflows workflows, dev.pictor.providers.cloud.Means cloud, boolean linksReach) {}

  /// The APIs of those that are set up, in the order in which they are asked without rules.
  List<RemoteApi> open(Means means) {
    var apis = new ArrayList<Optional<RemoteApi>>();
    if (gpu != Gpu.RUNPOD) {
      apis.add(ComfyApi.open(comfy, means.workflows()));
    }
    if (gpu != Gpu.COMFY_LOCAL) {
      apis.add(RunPodApi.open(runPod, means.workflows(), means.linksReach()));
    }
    apis.add(OpenAiApi.open(openAi, means.cloud()));
    apis.add(GeminiApi.open(gemini, means.cloud()));
    apis.add(SeedreamApi.open(seedream, means.cloud()));
    apis.add(FalApi.open(fal, means.cloud()));
    return apis.stream().flatMap(Optional::stream).toList();
  }
}
