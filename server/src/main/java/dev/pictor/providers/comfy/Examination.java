package dev.pictor.providers.comfy;

import dev.pictor.providers.remote.Health;
import dev.pictor.providers.workflows.Catalog;
import dev.pictor.providers.workflows.Workflow;
import dev.pictor.providers.workflows.Workflows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/// Whether servers can take orders, and which templates they lack something for.
final class Examination {
  private Examination() {}

  /// @param lacking sentences by the names of templates that no server can run
  record Finding(Health health, Map<String, String> lacking) {}

  static Finding of(List<ComfyServer> servers, Workflows workflows, Set<String> classes)
      throws InterruptedException {
    int answering = 0;
    int waiting = 0;
    var catalogs = new ArrayList<Catalog>();
    for (ComfyServer server : servers) {
      OptionalInt length = server.waiting();
      Catalog catalog = length.isEmpty() ? null : server.refreshed(classes);
      if (length.isPresent() && catalog != null) {
        answering++;
        waiting += length.getAsInt();
        catalogs.add(catalog);
      }
    }
    String counts =
        "%d of %d servers answer, %d jobs waiting".formatted(answering, servers.size(), waiting);
    Map<String, String> lacking = lacking(workflows, catalogs);
    return new Finding(new Health(answering > 0, counts + told(lacking)), lacking);
  }

  /// @return sentences by the names of templates; only what no server can do
  private static Map<String, String> lacking(Workflows workflows, List<Catalog> catalogs) {
    var lacking = new TreeMap<>(workflows.broken());
    for (Workflow each : workflows.all()) {
      List<List<String>> missing = catalogs.stream().map(catalog -> catalog.missing(each)).toList();
      if (!missing.isEmpty() && missing.stream().noneMatch(List::isEmpty)) {
        lacking.put(
            each.id(),
            "workflow %s is not offered: %s is missing"
                .formatted(each.id(), String.join(", ", missing.getFirst())));
      }
    }
    return lacking;
  }

  private static String told(Map<String, String> lacking) {
    return lacking.isEmpty() ? "" : "; " + String.join("; ", lacking.values());
  }
}
