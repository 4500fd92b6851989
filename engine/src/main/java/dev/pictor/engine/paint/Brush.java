package dev.pictor.engine.paint;

/// A brush of hairs, loaded with thick paint.
///
/// @param hair width of a hair in pixels, 1 or more
/// @param streak how much the colour changes from hair to hair, in levels of 255
/// @param body thickness of the paint, 0 to 1
/// @param furrow how deep the hairs plough it, as a share of the thickness
/// @param ridge how much paint is pushed to the sides, as a share of the thickness
/// @param round 1 for a round brush, 0 for a flat one with straight ends
/// @param dry how far the paint runs out towards the end of a stroke, 0 to 1
/// @param taper how much narrower the end is than the beginning, 0 to 1
public record Brush(
    float hair,
    float streak,
    float body,
    float furrow,
    float ridge,
    float round,
    float dry,
    float taper)
    implements Medium {}
