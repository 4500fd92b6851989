package dev.pictor.projects;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.images.PlatformSize;
import dev.pictor.platform.Problem.FieldError;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The fields of a project that its owner chooses; see {@link ProjectChange} for each.
///
/// @param colours as `#rrggbb` in lower case
public record Design(
    String mode,
    String platform,
    int width,
    int height,
    String headline,
    String subtext,
    String vibe,
    List<String> colours,
    Model modelPref,
    int variants) {
  static final String COPY = "copy";
  static final String CUSTOM = "custom";

  private static final List<String> MODES = List.of("design", COPY);
  private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");
  private static final int MOST_COLOURS = 5;

  public Design {
    colours = List.copyOf(colours);
  }

  /// Where a project begins that says nothing.
  static Design usual() {
    PlatformSize size = PlatformSize.find("youtube").orElseThrow();
    return new Design(
        "design",
        "youtube",
        size.width(),
        size.height(),
        "",
        "",
        "bold",
        List.of(),
        Model.BUILTIN,
        1);
  }

  boolean isCopy() {
    return mode.equals(COPY);
  }

  /// The first design of a project.
  static Design begun(ProjectChange wanted, List<FieldError> faults) {
    if (CUSTOM.equals(word(wanted.platform()))) {
      missing("width", wanted.width(), faults);
      missing("height", wanted.height(), faults);
    }
    return usual().with(wanted, faults);
  }

  private static void missing(String field, @Nullable Integer value, List<FieldError> faults) {
    if (value == null) {
      faults.add(new FieldError(field, "is missing: the platform custom has no size of its own."));
    }
  }

  /// The same with some fields changed. Another platform brings its own size unless one is given.
  ///
  /// @param faults what is wrong is added to it
  Design with(ProjectChange wanted, List<FieldError> faults) {
    String chosen = choice("platform", wanted.platform(), platform, PlatformSize.names(), faults);
    PlatformSize size =
        PlatformSize.find(chosen)
            .filter(_ -> !chosen.equals(platform) && !chosen.equals(CUSTOM))
            .orElse(new PlatformSize(chosen, width, height));
    return new Design(
        choice("mode", wanted.mode(), mode, MODES, faults),
        chosen,
        Objects.requireNonNullElse(wanted.width(), size.width()),
        Objects.requireNonNullElse(wanted.height(), size.height()),
        Objects.requireNonNullElse(wanted.headline(), headline).strip(),
        Objects.requireNonNullElse(wanted.subtext(), subtext).strip(),
        Objects.requireNonNullElse(wanted.vibe(), vibe).strip(),
        colours(wanted.colours(), faults),
        model(wanted.modelPref(), faults),
        Objects.requireNonNullElse(wanted.variants(), variants));
  }

  private static @Nullable String word(@Nullable String given) {
    return given == null ? null : given.strip().toLowerCase(Locale.ROOT);
  }

  private static String choice(
      String field,
      @Nullable String given,
      String now,
      List<String> words,
      List<FieldError> faults) {
    String word = word(given);
    if (word != null && !words.contains(word)) {
      faults.add(new FieldError(field, "is one of " + String.join(", ", words) + "."));
      return now;
    }
    return word == null ? now : word;
  }

  private Model model(@Nullable String given, List<FieldError> faults) {
    return given == null
        ? modelPref
        : Model.find(given)
            .orElseGet(() -> {
              faults.add(new FieldError("model_pref", "is one of " + Model.names() + "."));
              return modelPref;
            });
  }

  private List<String> colours(@Nullable List<String> given, List<FieldError> faults) {
    if (given == null) {
      return colours;
    }
    List<String> wanted =
        given.stream().map(each -> String.valueOf(each).strip().toLowerCase(Locale.ROOT)).toList();
    boolean valid =
        wanted.size() <= MOST_COLOURS && wanted.stream().allMatch(COLOUR.asMatchPredicate());
    if (!valid) {
      faults.add(new FieldError("colours", "are up to five such as #ffcc00."));
    }
    return valid ? wanted : colours;
  }

  /// As the parameters of a thumbnail.
  ObjectNode params() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("headline", headline)
        .put("subtext", subtext)
        .put("platform", platform)
        .put("width", width)
        .put("height", height)
        .put("vibe", vibe)
        .put("colours", String.join(",", colours))
        .put("variants", variants);
  }
}
