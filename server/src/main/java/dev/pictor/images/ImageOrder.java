package dev.pictor.images;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.billing.Price;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Inputs;
import dev.pictor.providers.Inputs.Slot;
import dev.pictor.providers.Output;
import dev.pictor.providers.Relay;
import dev.pictor.providers.Role;
import dev.pictor.storage.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was asked for, checked and complete: the arguments of a job.
///
/// @param version of this form of arguments; readers know every one that was ever written
/// @param pictures every input's key, once, so that jobs of a picture can be found
/// @param project the project that it was made for; null for none
/// @param name of the picture that is worked on, for file names, without an ending
/// @param price what it costs; null in jobs from before there were prices
/// @param caching whether equal results count; null for the usual
public record ImageOrder(
    int version,
    List<Step> steps,
    Written output,
    String provider,
    Map<String, String> metadata,
    List<String> pictures,
    String name,
    @Nullable String project,
    @Nullable Price price,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Caching caching) {
  static final int VERSION = 1;

  /// One operation.
  ///
  /// @param operation its word
  /// @param params complete: what was not given has its usual value
  /// @param inputs keys of pictures by the word of their role
  public record Step(String operation, ObjectNode params, Map<String, String> inputs) {
    Operation asked() {
      return Operation.find(operation)
          .orElseThrow(() -> new IllegalStateException("there is no operation " + operation));
    }

    /// The choices, by name.
    public Params choices() {
      return new Params(params);
    }
  }

  /// How results are written.
  ///
  /// @param format one of [#FORMATS]
  /// @param quality 1 to 100
  public record Written(String format, int quality) {
    /// What there is to choose from.
    public static final List<String> FORMATS = List.of("png", "jpeg", "webp");

    /// Hard to tell from a lossless file, at a tenth of its bytes.
    public static final Written JPEG = new Written("jpeg", 92);

    Output output() {
      return new Output(Output.Format.valueOf(format.toUpperCase(Locale.ROOT)), quality);
    }
  }

  /// The same at a price.
  ImageOrder costing(Price wanted) {
    return new ImageOrder(
        version, steps, output, provider, metadata, pictures, name, project, wanted, caching);
  }

  /// Whether a result that was made for an equal job will do, and this one for others.
  Caching reuse() {
    return caching == null ? Caching.USE : caching;
  }

  /// Who should make it. The same order always goes the same way, so two that are equal meet.
  Relay.Wish wish(String plan) {
    return new Relay.Wish(provider, plan, 31L * pictures.hashCode() + steps.toString().hashCode());
  }

  /// Where results lie: finished thumbnails of projects are for everybody to see.
  Place resultsLie() {
    boolean isRender =
        project != null && steps.getLast().operation().equals(Operation.THUMBNAIL.word());
    return isRender ? Place.RENDERS : Place.PRIVATE;
  }

  /// The passes of all operations, one after the other.
  Generation generation() {
    return Generation.of(
        steps.stream().flatMap(step -> step.asked().steps(step.choices()).stream()).toList());
  }

  /// Which key goes where. An operation's own picture goes to its first pass, others to the passes
  /// that use them.
  Map<Slot, String> slots() {
    var slots = new LinkedHashMap<Slot, String>();
    int begin = 0;
    for (Step step : steps) {
      List<Generation.Step> passes = step.asked().steps(step.choices());
      for (Role role : Role.values()) {
        String key = step.inputs().get(role.word());
        if (key != null) {
          slots.put(Inputs.slot(passes, begin, role), key);
        }
      }
      begin += passes.size();
    }
    return slots;
  }
}
