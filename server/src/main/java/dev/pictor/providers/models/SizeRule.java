package dev.pictor.providers.models;

import dev.pictor.engine.codec.ImageInfo.Size;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Which sizes a model makes. The one that comes nearest to what is wanted is asked for; the rest
/// is scaled here afterwards.
public sealed interface SizeRule {
  /// The model decides by itself.
  record Own() implements SizeRule {}

  /// Any size within limits.
  ///
  /// @param of both sides are multiples of this
  /// @param mostRatio of the longer side to the shorter one
  record Multiples(int of, long leastPixels, long mostPixels, int mostSide, double mostRatio)
      implements SizeRule {
    /// Below the longest shape, so that there is a size in whole steps.
    private static final double ROOM = 0.98;

    /// The nearest size that is made, of the wanted shape as far as that is allowed.
    public Size nearest(Size wanted) {
      double most = mostRatio * ROOM;
      double ratio = Math.clamp((double) wanted.width() / wanted.height(), 1 / most, most);
      double pixels =
          Math.clamp((double) wanted.pixels(), (double) leastPixels, (double) mostPixels);
      double longest = Math.sqrt(pixels * Math.max(ratio, 1 / ratio));
      if (longest > mostSide) {
        pixels = pixels * mostSide * mostSide / (longest * longest);
      }
      return rounded(Math.sqrt(pixels * ratio), Math.sqrt(pixels / ratio));
    }

    /// Of the sizes around this one the nearest that keeps every limit.
    private Size rounded(double width, double height) {
      Comparator<Size> nearest =
          Comparator.comparingDouble(
              size -> Math.abs(size.width() - width) + Math.abs(size.height() - height));
      // Of two as near the larger one, as making it smaller here loses less.
      nearest = nearest.thenComparing(Comparator.comparingLong(Size::pixels).reversed());
      return around(width).stream()
          .flatMap(w -> around(height).stream().map(h -> new Size(w, h)))
          .filter(this::isMade)
          .min(nearest)
          .orElseThrow(() -> new IllegalStateException("no size is made near " + width));
    }

    private List<Integer> around(double side) {
      int below = (int) Math.floor(side / of) * of;
      return List.of(below - of, below, below + of, below + 2 * of);
    }

    /// Whether such a picture is made.
    public boolean isMade(Size size) {
      double ratio = (double) size.width() / size.height();
      return size.width() >= of
          && size.height() >= of
          && size.width() % of == 0
          && size.height() % of == 0
          && Math.max(size.width(), size.height()) <= mostSide
          && size.pixels() >= leastPixels
          && size.pixels() <= mostPixels
          && ratio <= mostRatio
          && 1 / ratio <= mostRatio;
    }
  }

  /// One of a few.
  record Listed(List<Size> sizes) implements SizeRule {
    public Listed {
      sizes = List.copyOf(sizes);
    }

    /// The one whose shape is nearest.
    public Size nearest(Size wanted) {
      return sizes.stream()
          .min(Comparator.comparingDouble(size -> shapeApart(size, wanted)))
          .orElseThrow();
    }
  }

  /// A shape out of a list, in one of several tiers.
  ///
  /// @param ratios such as `16:9`
  /// @param tiers the longer side in pixels by a tier's name, about; empty when there is no choice
  record Ratios(List<String> ratios, Map<String, Integer> tiers) implements SizeRule {
    public Ratios {
      ratios = List.copyOf(ratios);
      tiers = Map.copyOf(tiers);
    }

    /// The ratio whose shape is nearest.
    public String ratio(Size wanted) {
      return ratios.stream()
          .min(Comparator.comparingDouble(ratio -> shapeApart(shape(ratio), wanted)))
          .orElseThrow();
    }

    /// The smallest tier that is no smaller than wanted, else the largest that is allowed.
    ///
    /// @param most the operator's largest tier; one that the model does not have allows all
    /// @return empty when the model has no tiers
    public Optional<String> tier(Size wanted, String most) {
      int longest = Math.max(wanted.width(), wanted.height());
      int limit = tiers.getOrDefault(most, Integer.MAX_VALUE);
      var allowed =
          tiers.entrySet().stream()
              .filter(tier -> tier.getValue() <= limit)
              .sorted(Map.Entry.comparingByValue())
              .toList();
      return allowed.stream()
          .filter(tier -> tier.getValue() >= longest)
          .findFirst()
          .or(() -> allowed.isEmpty() ? Optional.empty() : Optional.of(allowed.getLast()))
          .map(Map.Entry::getKey);
    }

    private static Size shape(String ratio) {
      int colon = ratio.indexOf(':');
      return new Size(
          Integer.parseInt(ratio.substring(0, colon)),
          Integer.parseInt(ratio.substring(colon + 1)));
    }
  }

  /// As the APIs write it: `1536x1024`.
  static String written(Size size) {
    return String.format(Locale.ROOT, "%dx%d", size.width(), size.height());
  }

  private static double shapeApart(Size one, Size other) {
    return Math.abs(
        Math.log((double) one.width() / one.height())
            - Math.log((double) other.width() / other.height()));
  }
}
