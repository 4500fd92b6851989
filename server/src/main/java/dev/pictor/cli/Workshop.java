package dev.pictor.cli;

import dev.pictor.engine.model.ModelStore;
import dev.pictor.providers.Provider;
import java.nio.file.Path;

/// What commands work with, made when it is needed: asking for help must not load an engine.
///
/// @param provider makes pictures
/// @param models that there are
/// @param end closes what is behind them
public record Workshop(Provider provider, ModelStore models, Runnable end)
    implements AutoCloseable {
  /// Makes one.
  @FunctionalInterface
  public interface Opening {
    /// @param data the folder with the operator's models and themes; it need not exist
    Workshop open(Path data);
  }

  @Override
  public void close() {
    end.run();
  }
}
