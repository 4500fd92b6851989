/// Larger pictures with more detail: two to four times as wide and high, in overlapping tiles whose
/// seams cannot be seen, in bounded memory, with the see-through parts kept.
///
/// Every tile goes through the same two steps. A net (or a plain resampler) guesses the larger
/// tile; then back-projection pulls the guess towards a picture that, made small again, is the
/// source.
package dev.pictor.engine.upscale;
