package dev.pictor.projects;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a message comes to, while it is read.
final class Intent {
  @Nullable String mode;
  @Nullable String platform;
  @Nullable Integer width;
  @Nullable Integer height;
  @Nullable String headline;
  @Nullable String subtext;
  @Nullable String vibe;
  @Nullable List<String> colours;
  @Nullable String model;
  @Nullable Integer variants;
  @Nullable String quality;
  boolean wantsJob;
  final List<String> sentences = new ArrayList<>();

  void say(String sentence) {
    sentences.add(sentence);
  }

  /// More moods make one text.
  void addVibe(String words) {
    vibe = vibe == null ? words : vibe + " " + words;
  }

  void addColour(String colour) {
    var all = new ArrayList<String>(colours == null ? List.of() : colours);
    all.add(colour);
    colours = all;
  }

  ProjectChange change() {
    return new ProjectChange(
        mode, platform, width, height, headline, subtext, vibe, colours, model, variants);
  }

  boolean isEmpty() {
    return change().isEmpty() && !wantsJob && quality == null && sentences.isEmpty();
  }

  Assistant.Understood understood() {
    return new Assistant.Understood(change(), quality, wantsJob, sentences);
  }
}
