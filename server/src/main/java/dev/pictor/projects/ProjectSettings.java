package dev.pictor.projects;

import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import java.util.List;

/// What an operator may choose about projects.
public record ProjectSettings(MissingModel missingModel) {
  /// What becomes of a thumbnail for a model whose provider is not configured.
  public enum MissingModel {
    /// The built-in renderer makes it, and the job says so.
    BUILTIN,
    /// It is refused, and the refusal says what to configure.
    REFUSE
  }

  private static final Setting<MissingModel> MISSING_MODEL =
      Setting.oneOf(
          "MISSING_MODEL",
          MissingModel.class,
          MissingModel.BUILTIN,
          "What becomes of a thumbnail for a model whose provider is not configured: the built-in"
              + " renderer makes it and the job says so, or it is refused.");

  /// Every setting of this module, for the documentation.
  public static final List<Setting<?>> ALL = List.of(MISSING_MODEL);

  /// Reads the settings; what is wrong is noted in the environment.
  public static ProjectSettings from(Environment environment) {
    return new ProjectSettings(MISSING_MODEL.in(environment));
  }
}
