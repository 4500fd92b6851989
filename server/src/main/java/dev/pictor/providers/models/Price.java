package dev.pictor.providers.models;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a model costs, in millionths of a US dollar.
///
/// @param perPicture of a usual picture
/// @param tiers of a picture by the tier of its size; empty when the size does not matter
/// @param perMegapixel of the result; 0 when it is not charged so
/// @param tokens null when the provider does not tell how many it took
/// @param confirmed whether a page of the provider itself says so
/// @param source where the figures are from
public record Price(
    long perPicture,
    Map<String, Long> tiers,
    long perMegapixel,
    @Nullable Tokens tokens,
    boolean confirmed,
    String source) {
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  public Price {
    tiers = Map.copyOf(tiers);
  }

  /// Prices of single tokens: dollars for a million of them are millionths of a dollar for one.
  public record Tokens(BigDecimal text, BigDecimal image, BigDecimal output) {
    /// What so many tokens cost, rounded up.
    public long of(long textTokens, long imageTokens, long outputTokens) {
      return text.multiply(BigDecimal.valueOf(textTokens))
          .add(image.multiply(BigDecimal.valueOf(imageTokens)))
          .add(output.multiply(BigDecimal.valueOf(outputTokens)))
          .setScale(0, RoundingMode.CEILING)
          .longValueExact();
    }
  }

  /// What a result of this size costs, rounded up to a millionth.
  public long ofMegapixels(long pixels) {
    return BigDecimal.valueOf(perMegapixel)
        .multiply(BigDecimal.valueOf(pixels))
        .divide(MILLION, 0, RoundingMode.CEILING)
        .longValueExact();
  }

  /// What a picture of a tier costs.
  public long ofTier(String tier) {
    return tiers.getOrDefault(tier, perPicture);
  }

  /// Dollars as they are written in the table, such as `0.0336`.
  static long millionths(String dollars) {
    return new BigDecimal(dollars).multiply(MILLION).longValueExact();
  }
}
