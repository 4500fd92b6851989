package dev.pictor.engine.upscale;

import dev.pictor.engine.model.ModelFile;
import dev.pictor.engine.model.ModelStore;
import java.util.Locale;
import java.util.Optional;

/// The ways to make a picture larger, the most laborious first. Who asks for one gets it where it
/// is there and the picture is small enough for it, and otherwise the next one below.
///
/// Processor time is for a megapixel of the source, on one core of 2026.
public enum Tier {
  /// Real-ESRGAN's x4plus, when an operator has added it: invents convincing texture, distorts
  /// small faces. About 400 s.
  LARGE("realesrgan-x4plus", 0.25),

  /// Real-ESRGAN's compact net for photographs, held close to the source: removes noise and blocks,
  /// draws crisp edges. About 30 s.
  QUALITY("realesr-general-x4v3", 1),

  /// Anime4K's largest net: true to the source, clean edges, no invented texture. About 1 s.
  COMPACT("anime4k-x2", Double.MAX_VALUE),

  /// No net at all: Lanczos' filter and back-projection. About 0.5 s.
  PLAIN("lanczos", Double.MAX_VALUE);

  private final String model;
  private final double maxMegapixels;

  Tier(String model, double maxMegapixels) {
    this.model = model;
    this.maxMegapixels = maxMegapixels;
  }

  /// The tier that a request means, however the model's name is spelled: `realesrgan_x4plus`,
  /// `RealESRGAN_x4plus` and `realesrgan-x4plus.pth` are one. Empty for a name that is not known.
  public static Optional<Tier> named(String name) {
    String plain =
        name.strip()
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\.(pth|onnx|safetensors)$", "")
            .replaceAll("[_ ]", "-")
            .replace("real-esr", "realesr");
    return switch (plain) {
      case "realesrgan", "realesrgan-x4plus", "realesrgan-x2plus", "realesrgan-x4plus-anime-6b" ->
          Optional.of(LARGE);
      case "quality",
          "realesr-general",
          "realesr-general-x4v3",
          "realesr-general-wdn-x4v3",
          "realesrgan-x4fast" ->
          Optional.of(QUALITY);
      case "", "auto", "default", "compact", "anime4k", "anime4k-x2" -> Optional.of(COMPACT);
      case "plain", "lanczos", "bicubic" -> Optional.of(PLAIN);
      default -> Optional.empty();
    };
  }

  /// What a result says it was made with: the name of the model, or `lanczos`.
  public String model() {
    return model;
  }

  /// Larger sources are passed to the next tier: a job should end within minutes.
  public double maxMegapixels() {
    return maxMegapixels;
  }

  Optional<ModelFile> file(ModelStore models) {
    return models.find(model);
  }
}
