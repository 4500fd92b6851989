package dev.pictor.studio;

import dev.pictor.testkit.AdminClient;
import dev.pictor.testkit.Browser;
import dev.pictor.testkit.RunningApp;
import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// One server and one browser for all tests of the Studio; each test gets the {@link Door}, through
/// which as many visitors come in as it needs.
final class StudioHouse implements ParameterResolver {

  /// Lets visitors in. Closed by JUnit after the last test.
  record Door(RunningApp app, Browser browser) implements AutoCloseable {

    /// A visitor who has just opened the page.
    Visitor enter(Device device) {
      return Visitor.enter(browser.visit(device.options()), app.uri());
    }

    @Override
    public void close() {
      try {
        browser.close();
      } finally {
        app.close();
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Door.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return test.getRoot()
        .getStore(Namespace.create(StudioHouse.class))
        .computeIfAbsent(Door.class, _ -> open(), Door.class);
  }

  private static Door open() {
    try {
      return new Door(RunningApp.start(AdminClient.ADMIN), Browser.start());
    } catch (IOException e) {
      throw new IllegalStateException("the tests of the Studio have no browser", e);
    }
  }
}
