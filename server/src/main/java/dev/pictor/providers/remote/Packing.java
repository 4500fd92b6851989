package dev.pictor.providers.remote;

import dev.pictor.engine.codec.Glance;
import dev.pictor.engine.codec.ImageInfo.Size;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Role;
import dev.pictor.providers.local.Darkroom;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes orders: pictures are brought into the form that a provider takes, once for each form.
final class Packing {
  private final Darkroom darkroom;

  Packing(Darkroom darkroom) {
    this.darkroom = darkroom;
  }

  /// The pictures of one step as they are here, with what was packed of them already.
  static final class Parcel {
    private final Map<Role, Path> sources;
    private final Size wanted;
    private final Path folder;
    private final Map<Packed, Darkroom.Sent> packed = new HashMap<>();

    private record Packed(Role role, Darkroom.Demands demands) {}

    /// @param wanted size of the result
    /// @param folder for files of the attempt
    Parcel(Map<Role, Path> sources, Size wanted, Path folder) {
      this.sources = new EnumMap<>(Role.class);
      this.sources.putAll(sources);
      this.wanted = wanted;
      this.folder = folder;
    }

    /// How a picture looks from afar; empty before it was packed, or when there is none.
    Optional<Glance> glance(Role role) {
      return packed(role).map(Darkroom.Sent::glance);
    }

    /// The size in which a picture is sent; empty as for [#glance].
    Optional<Size> sent(Role role) {
      return packed(role).map(Darkroom.Sent::size);
    }

    private synchronized Optional<Darkroom.Sent> packed(Role role) {
      return packed.entrySet().stream()
          .filter(each -> each.getKey().role() == role)
          .map(Map.Entry::getValue)
          .findFirst();
    }

    private synchronized Darkroom.Sent sent(
        Darkroom darkroom, Role role, Path source, Darkroom.Demands demands)
        throws InterruptedException {
      var wanted = new Packed(role, demands);
      Darkroom.Sent known = packed.get(wanted);
      if (known == null) {
        Path target = folder.resolve("sent-" + role.word() + "-" + UUID.randomUUID());
        known = darkroom.prepare(source, demands, target);
        packed.put(wanted, known);
      }
      return known;
    }
  }

  Order order(Errand.Task task, Offer offer, UUID id, String model, Optional<URI> callback)
      throws InterruptedException {
    Generation.Step step = task.step();
    var pictures = new EnumMap<Role, Order.Picture>(Role.class);
    var demands =
        new Darkroom.Demands(offer.maxInputSide(), offer.maxInputBytes(), step.keepsAlpha());
    for (Map.Entry<Role, Path> each : task.parcel().sources.entrySet()) {
      Darkroom.Sent sent = task.parcel().sent(darkroom, each.getKey(), each.getValue(), demands);
      pictures.put(each.getKey(), picture(task, offer, sent));
    }
    return new Order(
        id,
        step,
        model,
        pictures,
        task.parcel().wanted,
        task.place().variant(),
        seed(task),
        task.commission().endUser(),
        callback.orElse(null));
  }

  private static Order.Picture picture(Errand.Task task, Offer offer, Darkroom.Sent sent) {
    @Nullable URI link =
        offer.travel() == Offer.Travel.LINK
            ? task.commission().link(sent.file(), sent.mediaType()).orElse(null)
            : null;
    return new Order.Picture(
        sent.file(),
        sent.mediaType(),
        sent.size().width(),
        sent.size().height(),
        sent.bytes(),
        link);
  }

  /// The same for every attempt of a job, another one for each of its pictures.
  private static long seed(Errand.Task task) {
    Call.Place place = task.place();
    long mixed =
        place.job().getLeastSignificantBits() * 31
            + place.job().getMostSignificantBits()
            + 1_000_003L * place.step()
            + 7_919L * place.variant();
    return mixed & Order.MOST_SEED;
  }
}
