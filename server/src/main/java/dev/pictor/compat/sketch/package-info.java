/// The Image-to-Sketch contract: its routes, wire records and words. See the README beside this
/// file.
package dev.pictor.compat.sketch;
