/// Face swap: one person's face on another's head, as a warp of the face mesh with the light, the
/// grain and the hair of the picture it goes into.
package dev.pictor.engine.swap;
