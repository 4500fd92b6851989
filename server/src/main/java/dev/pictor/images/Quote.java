package dev.pictor.images;

import dev.pictor.billing.ClassPrices;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a job would cost, who would make it and when. It holds nothing and promises nothing: the
/// price is the one that a submission of the same would hold at this moment, and no more than that
/// is ever charged for it; the rest is how things are now.
///
/// @param jobType an operation's word, or [Operation#PIPELINE]
/// @param surface the contract whose prices and quotas count
/// @param costCredits what would be held; where several classes of providers may be asked, the
///   dearest of them
/// @param perVariantCredits what each variant that is not delivered takes off
/// @param balance the caller's credits to spend; -1 when credits are switched off
/// @param missing how many credits the caller has too few; 0 when they suffice
/// @param provider who would be asked first of those that take orders now; null when none does.
///   Where several share the work, one of them
/// @param others who may make it instead, as far as they take orders now
/// @param quota what counts such jobs; null when nothing does
/// @param warnings in words, such as a model that is gone soon
public record Quote(
    String jobType,
    String surface,
    long costCredits,
    int variants,
    long perVariantCredits,
    List<Step> steps,
    long balance,
    long missing,
    boolean affordable,
    @Nullable String provider,
    List<String> others,
    Waiting waiting,
    @Nullable Quota quota,
    List<String> warnings) {
  public Quote {
    steps = List.copyOf(steps);
    others = List.copyOf(others);
    warnings = List.copyOf(warnings);
  }

  /// One operation.
  ///
  /// @param size such as `x2`; null where the operation has none
  /// @param costCredits of all its variants
  /// @param creditsByClass what one variant costs by the class of the provider that makes it
  /// @param providers who makes it and takes orders now, in the order in which they are asked
  public record Step(
      String jobType,
      @Nullable String quality,
      @Nullable String size,
      int variants,
      long costCredits,
      ByClass creditsByClass,
      List<String> providers) {
    public Step {
      providers = List.copyOf(providers);
    }
  }

  /// What one variant costs by the class of the provider that makes it.
  public record ByClass(long builtIn, long gpu, long cloud) {
    static ByClass of(ClassPrices prices) {
      return new ByClass(prices.builtIn(), prices.gpu(), prices.cloud());
    }
  }

  /// How long it would take, estimated from the queue and from jobs that were made lately.
  ///
  /// @param seconds from the submission to the result; null when nobody can tell
  /// @param queueSeconds the part of it before it is begun
  /// @param runSeconds the part of it in which it is made
  /// @param unknown why nobody can tell; null when somebody can
  public record Waiting(
      @Nullable Long seconds,
      @Nullable Long queueSeconds,
      @Nullable Long runSeconds,
      @Nullable String unknown) {}

  /// What is left of a quota.
  ///
  /// @param limit -1 without limit
  /// @param remaining -1 without limit
  /// @param resetsAt when the count begins anew; null when it never does
  public record Quota(String name, int limit, int remaining, @Nullable Instant resetsAt) {}
}
