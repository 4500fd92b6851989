/// Lettering: open fonts that come with the engine and those an operator adds, emoji as pictures,
/// text of any direction set into a box as large as it fits.
package dev.pictor.engine.type;
