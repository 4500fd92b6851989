package dev.pictor.images;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A theme as it is kept.
///
/// @param version grows with every change; 0 for one that ships and was left alone
/// @param form complete but for its id; a list leaves the drawings out
/// @param updatedAt null for one that was left alone
public record ThemeEntry(
    String id,
    int version,
    Origin origin,
    boolean enabled,
    int position,
    ThemeForm form,
    @Nullable Instant updatedAt) {
  /// Where a theme comes from.
  public enum Origin {
    /// It ships, or lies in the operator's folder, and is as it was.
    SHIPPED,
    /// It ships, and an admin changed, moved or switched it; deleting that brings it back.
    CHANGED,
    /// An admin made it.
    OWN;

    /// The word in answers.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The name for people.
  public String name() {
    String name = form.name();
    return name == null ? id : name;
  }

  /// One sentence for people.
  public String description() {
    String description = form.description();
    return description == null ? "" : description;
  }
}
