package dev.pictor.engine.model;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Manifests as JSON: `models.json` beside this class for the models that ship, one file beside
/// each model in the operator's folder.
final class Manifests {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /// A manifest is a kilobyte or two.
  private static final long MAX_BYTES = 100_000;

  private Manifests() {}

  static List<Model> bundled() {
    try (InputStream in = Manifests.class.getResourceAsStream("models.json")) {
      if (in == null) {
        throw new BrokenModel("The list of models is missing; install Pictor again.");
      }
      return List.of(JSON.readValue(in, Model[].class));
    } catch (IOException e) {
      throw new BrokenModel("The list of models cannot be read; install Pictor again.", e);
    }
  }

  static Model read(Path manifest) {
    try {
      if (Files.size(manifest) > MAX_BYTES) {
        throw new BrokenModel(manifest + " is too long for a manifest; add the model again.");
      }
      // As text, since the parser would take other bytes for UTF-16 or UTF-32.
      String text = new String(Files.readAllBytes(manifest), StandardCharsets.UTF_8);
      Model model = JSON.readValue(text, Model.class);
      if (model == null) {
        throw new BrokenModel(manifest + " is not a manifest (null); add the model again.");
      }
      return model;
    } catch (JacksonException e) {
      throw new BrokenModel(
          manifest + " is not a manifest (" + e.getOriginalMessage() + "); add the model again.",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(manifest + " cannot be read", e);
    }
  }

  static void write(Model model, Path manifest) throws IOException {
    Files.write(manifest, JSON.writeValueAsBytes(model));
  }
}
