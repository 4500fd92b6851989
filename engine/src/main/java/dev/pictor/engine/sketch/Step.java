package dev.pictor.engine.sketch;

/// One named step of a recipe.
///
/// @param name what happens, for a person who waits: "shading"
/// @param weight its share of the time, compared with the recipe's other steps
record Step(String name, double weight, Action action) {
  Step {
    if (weight <= 0) {
      throw new IllegalArgumentException("a step weighs more than nothing, not " + weight);
    }
  }

  /// What a step does with the easel. Native pictures made inside are freed at its end; planes
  /// stay.
  @FunctionalInterface
  interface Action {
    void on(Easel easel) throws InterruptedException;
  }
}
