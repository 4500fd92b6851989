package dev.pictor;

import dev.pictor.cli.Workshop;
import dev.pictor.engine.LocalEngine;
import dev.pictor.engine.model.ModelStore;
import dev.pictor.engine.type.Fonts;
import dev.pictor.images.ImageSettings;
import dev.pictor.images.ShippedThemes;
import dev.pictor.platform.settings.Environment;
import dev.pictor.providers.Provider;
import dev.pictor.providers.ThemeShelf;
import dev.pictor.providers.local.Edition;
import dev.pictor.providers.local.LocalProvider;
import java.nio.file.Path;

/// The built-in engine put together, for the service and for the command line: with what the
/// operator put into the data folder, models into `models`, themes into `themes`, fonts into
/// `fonts`.
final class BuiltIn {
  private static final String MODELS = "models";
  private static final String THEMES = "themes";
  private static final String FONTS = "fonts";

  private BuiltIn() {}

  /// The caller closes it. Nothing is loaded before it is used.
  static LocalEngine engine(ImageSettings settings, Path data) {
    return new LocalEngine(
        settings.limits(),
        settings.threads(),
        settings.pixelMemory(),
        ModelStore.with(data.resolve(MODELS)),
        new Fonts(data.resolve(FONTS)));
  }

  static Provider provider(LocalEngine engine, ThemeShelf themes, boolean marks) {
    return new LocalProvider(engine, themes, marks);
  }

  /// One that knows what its results depend on, so that they can be given to equal jobs.
  static Provider provider(LocalEngine engine, ThemeShelf themes, boolean marks, Path data) {
    var edition = new Edition(Version.CURRENT, engine.models(), data.resolve(FONTS), themes);
    return new LocalProvider(engine, themes, marks, edition);
  }

  /// The bundled themes and those of the operator's folder.
  static ShippedThemes themes(Path data) {
    return new ShippedThemes(data.resolve(THEMES));
  }

  /// The engine for a command: the same settings as the service, from the environment.
  static Workshop workshop(Path data) {
    var environment = new Environment(System.getenv());
    ImageSettings settings = ImageSettings.from(environment);
    environment.check();
    LocalEngine engine = engine(settings, data);
    return new Workshop(
        provider(engine, ThemeShelf.of(themes(data)::current), settings.marks()),
        engine.models(),
        engine::close);
  }
}
