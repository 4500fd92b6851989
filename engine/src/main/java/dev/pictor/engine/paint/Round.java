package dev.pictor.engine.paint;

/// One round of strokes of one size. A picture is painted in several, from broad to fine.
///
/// @param radius half the width of a stroke in pixels
/// @param spacing from one stroke to the next, in radii
/// @param least segments of a stroke at least; a segment is 1.15 radii and 3 pixels long
/// @param most segments at most
/// @param bend how willingly a stroke follows the directions, 0 (straight on) to 1
/// @param threshold paint only where the canvas is this far from the picture, in steps of red +
///   twice green + blue; negative paints everywhere
/// @param follow smoothing of the directions in pixels: 4 follows features, 20 follows masses, 0
///   hatches in one diagonal
/// @param within keep off pixels of the picture that differ more than this from the paint, which
///   leaves hard edges; 0 paints across
/// @param variety how far the paint may be off in lightness and colour, in levels of 255
/// @param seed another seed, other strokes
public record Round(
    float radius,
    float spacing,
    int least,
    int most,
    float bend,
    int threshold,
    float follow,
    int within,
    float variety,
    int seed) {}
