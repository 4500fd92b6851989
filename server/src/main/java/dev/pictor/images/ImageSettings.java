package dev.pictor.images;

import dev.pictor.engine.codec.ImageType;
import dev.pictor.engine.codec.Limits;
import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import dev.pictor.providers.Output;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What pictures are taken, and what of the machine they may use.
///
/// @param limits on a picture, checked on its header; as wide as the widest of the surfaces
/// @param usual what is taken where a contract says nothing else
/// @param oneShot what OneShot's jobs take
/// @param types that are taken
/// @param pixelMemory bytes for decoded pixels, all jobs together
/// @param threads that one operation computes rows on
/// @param marks whether results say that they were altered
/// @param output how results of jobs are written when a request does not say
public record ImageSettings(
    Limits limits,
    InputRules usual,
    InputRules oneShot,
    Set<ImageType> types,
    long pixelMemory,
    int threads,
    boolean marks,
    ImageOrder.Written output) {
  static final Setting<Long> MAX_FILE_SIZE =
      Setting.bytes(
          "MAX_FILE_SIZE", 10_485_760, 1024, 1_073_741_824, "The most bytes of a picture.");
  static final Setting<Integer> MAX_INPUT_MB =
      Setting.whole(
          "MAX_INPUT_MB", 20, 1, 1024, "The most megabytes of a picture in OneShot's jobs.");
  static final Setting<Integer> MIN_IMAGE_DIMENSION =
      Setting.whole(
          "MIN_IMAGE_DIMENSION",
          64,
          1,
          65_535,
          "The least pixels of a picture's side in OneShot's jobs.");
  static final Setting<Integer> MAX_IMAGE_DIMENSION =
      Setting.whole(
          "MAX_IMAGE_DIMENSION",
          8192,
          1,
          65_535,
          "The most pixels of a picture's side in OneShot's jobs.");
  static final Setting<Integer> MAX_IMAGE_SIDE =
      Setting.whole("MAX_IMAGE_SIDE", 16_384, 16, 65_535, "The most pixels of a picture's side.");
  static final Setting<Integer> MAX_IMAGE_MEGAPIXELS =
      Setting.whole(
          "MAX_IMAGE_MEGAPIXELS", 50, 1, 500, "The most pixels of a picture, in millions.");
  static final Setting<List<String>> ALLOWED_FILE_TYPES =
      Setting.list(
          "ALLOWED_FILE_TYPES",
          "image/jpeg,image/png,image/webp,image/gif",
          "Types of pictures that are taken; of a GIF the first frame.");
  static final Setting<Integer> PIXEL_MEMORY_MB =
      Setting.whole(
          "PIXEL_MEMORY_MB",
          1024,
          64,
          1_048_576,
          "Memory for decoded pixels, all jobs together, in megabytes; pictures wait when it is"
              + " taken.");
  static final Setting<Integer> ENGINE_THREADS =
      Setting.whole(
          "ENGINE_THREADS", 0, 0, 256, "Threads that draw; 0 takes one for each processor.");
  static final Setting<Boolean> MARK_ALTERED =
      Setting.flag(
          "MARK_ALTERED",
          true,
          "Whether results say in their metadata (XMP, IPTC digital source type) that they were"
              + " altered.");

  static final Setting<Output.Format> OUTPUT_FORMAT =
      Setting.oneOf(
          "OUTPUT_FORMAT",
          Output.Format.class,
          Output.Format.PNG,
          "How results of jobs are written when a request does not say; sketches are always JPEG.");
  static final Setting<Integer> OUTPUT_QUALITY =
      Setting.whole("OUTPUT_QUALITY", 95, 1, 100, "The quality of results as JPEG or WebP.");

  /// In the order of the documentation.
  public static final List<Setting<?>> ALL =
      List.of(
          MAX_FILE_SIZE,
          MAX_INPUT_MB,
          MIN_IMAGE_DIMENSION,
          MAX_IMAGE_DIMENSION,
          MAX_IMAGE_SIDE,
          MAX_IMAGE_MEGAPIXELS,
          ALLOWED_FILE_TYPES,
          PIXEL_MEMORY_MB,
          ENGINE_THREADS,
          MARK_ALTERED,
          OUTPUT_FORMAT,
          OUTPUT_QUALITY);

  public static ImageSettings from(Environment environment) {
    int threads = ENGINE_THREADS.in(environment);
    InputRules usual = InputRules.ofBytes(MAX_FILE_SIZE.in(environment));
    InputRules oneShot = oneShot(environment);
    return new ImageSettings(
        new Limits(
            Math.max(usual.maxBytes(), oneShot.maxBytes()),
            MAX_IMAGE_SIDE.in(environment),
            MAX_IMAGE_MEGAPIXELS.in(environment) * 1_000_000L,
            Limits.STANDARD.maxFrames()),
        usual,
        oneShot,
        types(environment),
        PIXEL_MEMORY_MB.in(environment) * 1_048_576L,
        threads == 0 ? Runtime.getRuntime().availableProcessors() : threads,
        MARK_ALTERED.in(environment),
        new ImageOrder.Written(
            OUTPUT_FORMAT.in(environment).name().toLowerCase(Locale.ROOT),
            OUTPUT_QUALITY.in(environment)));
  }

  private static InputRules oneShot(Environment environment) {
    int least = MIN_IMAGE_DIMENSION.in(environment);
    int most = MAX_IMAGE_DIMENSION.in(environment);
    if (least > most) {
      environment.fault("MIN_IMAGE_DIMENSION is more than MAX_IMAGE_DIMENSION; make it less.");
    }
    return new InputRules(MAX_INPUT_MB.in(environment) * 1_048_576L, least, most);
  }

  private static Set<ImageType> types(Environment environment) {
    var types = EnumSet.noneOf(ImageType.class);
    for (String name : ALLOWED_FILE_TYPES.in(environment)) {
      ImageType.ofMediaType(name)
          .ifPresentOrElse(
              types::add,
              () ->
                  environment.fault(
                      "ALLOWED_FILE_TYPES has " + name + ", which is not read here."));
    }
    if (types.isEmpty()) {
      environment.fault("ALLOWED_FILE_TYPES leaves no type; name at least one.");
    }
    return types;
  }
}
