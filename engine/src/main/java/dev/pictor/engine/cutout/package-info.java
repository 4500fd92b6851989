/// Cutting people out of photographs: where the person is, how much of each pixel belongs to the
/// person, and which colour it would have without the old background.
package dev.pictor.engine.cutout;
