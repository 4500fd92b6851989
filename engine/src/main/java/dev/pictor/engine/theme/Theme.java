package dev.pictor.engine.theme;

import java.util.List;

/// A look that a filter can give to everybody in a picture. The words and numbers of the first
/// lines are for providers that make pictures with a diffusion model; the parts and the grade are
/// what the built-in engine paints.
///
/// @param id lower-case letters, digits and dashes; the name of its folder
/// @param name for people
/// @param description one sentence for people
/// @param prompt what a diffusion model is asked for
/// @param negativePrompt what it is asked to avoid
/// @param lora the name of the LoRA weights; empty for none
/// @param loraWeight how much they count, 0 to 2
/// @param strength how far the picture may change, 0 to 1
/// @param operation what a server runs for it; `theme` in all bundled ones
/// @param parts from the lowest to the highest
/// @param grade of the whole picture
public record Theme(
    String id,
    String name,
    String description,
    String prompt,
    String negativePrompt,
    String lora,
    double loraWeight,
    double strength,
    String operation,
    List<Part> parts,
    Grade grade) {
  public Theme {
    parts = List.copyOf(parts);
  }
}
