package dev.pictor.engine.compose;

import dev.pictor.engine.type.Typeface;

/// Everything that makes one variant look as it does.
///
/// @param backdrop for a thumbnail without a photograph behind
record Design(Arrangement arrangement, Scheme scheme, Backdrop backdrop, Typeface face) {
  /// The same, arranged in another way.
  Design with(Arrangement other) {
    return new Design(other, scheme, backdrop, face);
  }

  /// The colour of a panel.
  int panel() {
    return Scheme.ground(scheme.accent());
  }

  /// What the letters of the headline lie on.
  int ground() {
    return switch (arrangement.treatment()) {
      case OUTLINE -> scheme.edge();
      case PLATES -> Scheme.ground(scheme.accent());
      case BAND -> scheme.edge();
      case PANEL -> panel();
    };
  }

  /// The colour of the headline.
  int ink() {
    return switch (arrangement.treatment()) {
      case OUTLINE -> scheme.ink();
      case PLATES, BAND, PANEL -> Scheme.readable(scheme.ink(), ground());
    };
  }

  /// The colour of the line that is stressed.
  int emphasis() {
    return switch (arrangement.treatment()) {
      case OUTLINE, BAND -> scheme.accent();
      case PLATES -> Scheme.readable(scheme.accent(), scheme.edge());
      case PANEL -> ink();
    };
  }

  /// The colour of the plate under the subtext.
  int chip() {
    return switch (arrangement.treatment()) {
      case OUTLINE, BAND -> Scheme.ground(scheme.accent());
      case PLATES -> scheme.edge();
      case PANEL -> Scheme.inkOn(panel());
    };
  }
}
