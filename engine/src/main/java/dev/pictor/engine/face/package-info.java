/// Faces: where they are, 468 points on each, where the head looks, and how good the picture of it
/// is. Everything is computed on this machine with the shipped nets, and nobody is recognised by
/// it.
package dev.pictor.engine.face;
