package dev.pictor;

import java.util.Map;

/// Opens the package's start to the test kit: the same start as in production, with other
/// variables.
public final class TestApp implements AutoCloseable {
  private final App app;

  private TestApp(App app) {
    this.app = app;
  }

  public static TestApp start(Map<String, String> variables) {
    return new TestApp(App.start(Configuration.from(variables)));
  }

  public int port() {
    return app.port();
  }

  @Override
  public void close() {
    app.close();
  }
}
