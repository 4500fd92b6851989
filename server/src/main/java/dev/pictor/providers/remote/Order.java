package dev.pictor.providers.remote;

import dev.pictor.engine.codec.ImageInfo.Size;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Role;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One picture to be made by one provider. A thumbnail with variants is as many orders.
///
/// @param id ours, stored before the order is handed over; a lower-case UUID for whoever takes one
/// @param model of the [Offer]
/// @param pictures by what they are for; always with [Role#INPUT] but for thumbnails, which may do
///   without any
/// @param wanted how large the result should be; what differs is scaled here afterwards
/// @param variant from 1; together with the seed makes variants differ
/// @param seed 0 to 2^53 - 1, from the job, so that the same job asks for the same picture
/// @param endUser a hash of the user, for providers that ask for one
/// @param callback where the provider may call when something changed; null when this host cannot
///   be reached from outside
public record Order(
    UUID id,
    Generation.Step step,
    String model,
    Map<Role, Picture> pictures,
    Size wanted,
    int variant,
    long seed,
    String endUser,
    @Nullable URI callback) {
  /// Largest seed that every JSON tool keeps exactly.
  public static final long MOST_SEED = (1L << 53) - 1;

  public Order {
    pictures = Map.copyOf(pictures);
    if (seed < 0 || seed > MOST_SEED) {
      throw new IllegalArgumentException("a seed is within 0 to 2^53 - 1, not " + seed);
    }
  }

  /// A picture as it is sent: upright, without metadata, small enough for the offer.
  ///
  /// @param mediaType `image/jpeg`, or `image/png` where something is see-through
  /// @param bytes of the file
  /// @param link a signed address of the same bytes that the provider can reach; null for none
  public record Picture(
      Path file, String mediaType, int width, int height, long bytes, @Nullable URI link) {
    /// The ending of a file name, without a dot.
    public String ending() {
      return mediaType.equals("image/png") ? "png" : "jpg";
    }

    /// Links are signed.
    @Override
    public String toString() {
      return "Picture[" + width + "x" + height + " " + mediaType + "]";
    }
  }

  /// @throws IllegalStateException when the step has no such picture
  public Picture picture(Role role) {
    return find(role)
        .orElseThrow(() -> new IllegalStateException("an order without its " + role.word()));
  }

  public Optional<Picture> find(Role role) {
    return Optional.ofNullable(pictures.get(role));
  }
}
