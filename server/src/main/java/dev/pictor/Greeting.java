package dev.pictor;

import dev.pictor.platform.settings.Deployment;
import java.io.PrintStream;

/// What a person sees when everything runs: where it is, and once, how to get in.
final class Greeting {
  private Greeting() {}

  static void print(App app, Beside beside, PrintStream out) {
    ServerSettings server = app.configuration().server();
    String address =
        server.baseUrl().isEmpty()
            ? "http://" + shownHost(server) + ":" + app.port()
            : server.baseUrl();
    out.println();
    out.println("  Pictor " + Version.CURRENT + " is ready");
    out.println();
    out.println("  Studio   " + address + "/");
    out.println("  API      " + address + "/docs");
    out.println("  Data     " + server.data());
    beside.print(out, address);
    app.firstAdmin()
        .ifPresent(admin -> {
          out.println();
          out.println("  Admin    " + admin.user().email());
          if (admin.oneTimePassword() != null) {
            out.println("  Password " + admin.oneTimePassword() + "   (shown this once)");
          }
        });
    out.println();
    boolean open = app.configuration().deployment() == Deployment.DEVELOPMENT;
    out.println(open ? "  Ctrl-C stops everything." : "  SIGTERM stops everything.");
    out.println();
    out.flush();
  }

  private static String shownHost(ServerSettings server) {
    String host = server.http().host();
    return host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
  }
}
