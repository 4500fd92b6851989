/// What the painted styles are made of: colours as planes, the Kuwahara filter, a small palette,
/// strokes of a bristle brush or a chalk, transparent washes, and light over a surface of paint.
/// Every result is the same for any number of threads.
package dev.pictor.engine.paint;
