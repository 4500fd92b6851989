/// Floats over a picture: the arithmetic that the styles are made of. Every result is the same for
/// any number of threads.
package dev.pictor.engine.plane;
