package dev.pictor.billing;

/// What a job costs, in credits. Where it makes several variants, each that is not delivered takes
/// its share off.
///
/// @param total what is held when the job is accepted
/// @param variants how many are to be delivered, at least 1
/// @param perVariant what one of them costs; the rest of the total is due for any at all
public record Price(long total, int variants, long perVariant) {
  /// Costs nothing.
  public static final Price FREE = new Price(0, 1, 0);

  public Price {
    if (variants < 1 || perVariant < 0 || total < variants * perVariant) {
      throw new IllegalArgumentException(
          "no price: " + total + " for " + variants + " at " + perVariant);
    }
  }

  /// What is due when so many were delivered: nothing for none.
  public long dueFor(int delivered) {
    if (delivered <= 0) {
      return 0;
    }
    return total - perVariant * Math.max(0, variants - delivered);
  }
}
