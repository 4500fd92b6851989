package dev.pictor.providers.workflows;

import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/// Where the operator's templates lie.
///
/// @param folder need not be there
public record WorkflowSettings(Path folder) {
  private static final String USUAL = "data/workflows";

  private static final Setting<String> FOLDER =
      Setting.text(
          "WORKFLOW_DIR",
          USUAL,
          "The folder with workflows of your own for ComfyUI and RunPod; it is read again when"
              + " something in it changes.");

  /// Every setting, for the documentation.
  public static final List<Setting<?>> ALL = List.of(FOLDER);

  /// Reads the setting; what is wrong is noted in the environment.
  public static WorkflowSettings from(Environment environment) {
    try {
      return new WorkflowSettings(Path.of(FOLDER.in(environment)));
    } catch (InvalidPathException _) {
      environment.fault("WORKFLOW_DIR takes the path of a folder.");
      return new WorkflowSettings(Path.of(USUAL));
    }
  }
}
