package dev.pictor.providers.remote;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.GET;

import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.Route;
import dev.pictor.providers.models.ModelTable;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/// Providers on other machines as admins see them.
public final class ProviderAdminRoutes {
  private final List<RemoteProvider> providers;
  private final InstantSource clock;

  public ProviderAdminRoutes(List<RemoteProvider> providers, InstantSource clock) {
    this.providers = List.copyOf(providers);
    this.clock = clock;
  }

  /// One provider.
  ///
  /// @param state `up`, `down`, or `unknown` before the first look
  /// @param detail what it says of itself
  /// @param circuit `closed` when orders go through, `half_open` while it is tried, `open` while it
  ///   is left alone
  /// @param orders that it works on now, for this node
  /// @param atOnce the most orders at a time
  /// @param warnings of models that are gone soon
  record ProviderView(
      String name,
      String state,
      String detail,
      String circuit,
      int orders,
      int atOnce,
      List<String> warnings) {}

  /// All of them, in the order in which they are asked without rules.
  record ProviderList(List<ProviderView> items) {}

  public List<Route> routes() {
    var example =
        new ProviderView(
            "comfy_local", "up", "1 of 1 servers answers, 0 jobs wait", "closed", 0, 16, List.of());
    return List.of(
        route(GET, "/api/v1/admin/providers", Access.ADMIN)
            .in("Admin")
            .says("Providers on other machines, and how each of them does, as seen by this node")
            .answers(200, "All that are configured", new ProviderList(List.of(example)))
            .by(this::list));
  }

  private void list(Context request) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Reply.json(
        request, new ProviderList(providers.stream().map(each -> view(each, today)).toList()));
  }

  private static ProviderView view(RemoteProvider provider, LocalDate today) {
    Gate gate = provider.gate();
    return new ProviderView(
        provider.name(),
        provider.state(),
        provider.health().map(Health::detail).orElse(""),
        List.of("closed", "half_open", "open").get(gate.circuit()),
        gate.busy(),
        gate.size(),
        ModelTable.ending(provider.models(), today).stream()
            .map(ModelTable.Ending::sentence)
            .toList());
  }
}
