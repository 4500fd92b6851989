/// Photographs become drawings and paintings: seven styles, three methods each.
///
/// A look is a [Recipe]: named steps that work on an [Easel] at a capped size, and a [Finish] that
/// lays their layers on paper at full size, a row at a time. So memory is bounded whatever the
/// picture, thresholds and grain are crisp at any size, and a cancelled job stops between rows.
/// Results depend on nothing but the picture, the look and the intensity.
package dev.pictor.engine.sketch;
