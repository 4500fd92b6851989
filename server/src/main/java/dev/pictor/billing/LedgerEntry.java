package dev.pictor.billing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A change of a wallet, as its user sees it.
///
/// @param id grows with time; pages go from it
/// @param kind grant, hold, charge, release, refund, correction, forfeit, purchase, purchase_refund
///   or refund_reversed
/// @param amount what came into the wallet, negative what left it; a charge, which takes what was
///   held, is 0 here
/// @param credits what moved, always positive
/// @param jobId the job that it was for; null when it was for none
/// @param reason what the admin wrote who moved it; null when nobody did
public record LedgerEntry(
    long id,
    Instant at,
    String kind,
    long amount,
    long credits,
    @Nullable String jobId,
    @Nullable String reason) {}
