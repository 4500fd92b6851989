package dev.pictor.providers.remote;

/// Who waits for an order. Both calls return at once, and one too many does no harm.
public interface Watch {
  /// Nobody waits.
  Watch NONE =
      new Watch() {
        @Override
        public void progress(double share) {}

        @Override
        public void changed() {}
      };

  /// How far it is, as far as the provider pushes that by itself.
  ///
  /// @param share 0 to 1
  void progress(double share);

  /// Something happened there: asking now is worth it.
  void changed();
}
