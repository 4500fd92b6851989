package dev.pictor.providers.fal;

import dev.pictor.platform.settings.ApiAddress;
import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import java.net.URI;
import java.util.List;

/// Whether and how fal.ai is asked for pictures.
///
/// @param key empty when it is not asked at all
/// @param queue where orders go
/// @param jwks where the keys are that calls back are signed with
/// @param image the model for pictures by words; this and the others are empty for the table's
/// @param swap the model for faces
/// @param upscale the model for larger pictures
/// @param resultHosts where results may be fetched, beside the queue's own host
public record FalSettings(
    String key,
    URI queue,
    URI jwks,
    String image,
    String swap,
    String upscale,
    List<String> resultHosts) {
  private static final Setting<String> KEY =
      Setting.secret("FAL_KEY", "The key of fal.ai; with it fal makes what it can make.");
  private static final Setting<URI> QUEUE =
      ApiAddress.setting("FAL_QUEUE_URL", "https://queue.fal.run", "Where fal's queue is.");
  private static final Setting<URI> JWKS =
      ApiAddress.setting(
          "FAL_JWKS_URL",
          "https://rest.fal.ai/.well-known/jwks.json",
          "Where the keys are that fal signs its calls with.");
  private static final Setting<String> IMAGE =
      Setting.text(
          "FAL_IMAGE_MODEL", "", "fal's model for pictures by words; without it the table's.");
  private static final Setting<String> SWAP =
      Setting.text("FAL_FACE_SWAP_MODEL", "", "fal's model for faces; without it the table's.");
  private static final Setting<String> UPSCALE =
      Setting.text(
          "FAL_UPSCALE_MODEL", "", "fal's model for larger pictures; without it the table's.");
  private static final Setting<List<String>> RESULT_HOSTS =
      Setting.list(
          "FAL_RESULT_HOSTS",
          "fal.media,fal.ai,fal.run,storage.googleapis.com",
          "Hosts, and their subdomains, from which results of fal are fetched.");

  /// In the order of the documentation.
  public static final List<Setting<?>> ALL =
      List.of(KEY, QUEUE, JWKS, IMAGE, SWAP, UPSCALE, RESULT_HOSTS);

  public FalSettings {
    resultHosts = List.copyOf(resultHosts);
  }

  public static FalSettings from(Environment environment) {
    return new FalSettings(
        KEY.in(environment),
        QUEUE.in(environment),
        JWKS.in(environment),
        IMAGE.in(environment),
        SWAP.in(environment),
        UPSCALE.in(environment),
        RESULT_HOSTS.in(environment));
  }

  /// The operator's model for an operation; empty for the table's.
  String model(String operation) {
    return switch (operation) {
      case "face_swap" -> swap;
      case "upscale" -> upscale;
      default -> image;
    };
  }

  /// The key is nobody's to read.
  @Override
  public String toString() {
    return "FalSettings[" + (key.isEmpty() ? "no key" : "a key") + ", queue=" + queue + "]";
  }
}
