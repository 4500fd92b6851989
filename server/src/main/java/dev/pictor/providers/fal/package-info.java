/// fal.ai's queue: orders are handed over, asked about, and their results fetched by a call of
/// their own; calls back are signed.
package dev.pictor.providers.fal;
