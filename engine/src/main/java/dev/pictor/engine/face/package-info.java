/// Faces: where they are, and 468 points on each. Everything is computed on this machine with the
/// shipped nets, and nobody is recognised by it.
package dev.pictor.engine.face;
