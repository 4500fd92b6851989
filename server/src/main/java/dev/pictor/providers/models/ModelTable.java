package dev.pictor.providers.models;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The models there are, and which of them serves an operation.
public final class ModelTable {
  /// How long before its end a model is told to operators, in days.
  public static final int WARNING_DAYS = 30;

  private final List<Model> models;

  public ModelTable(List<Model> models) {
    this.models = List.copyOf(models);
  }

  /// A model that ends soon, or has ended.
  ///
  /// @param days until it is gone; 0 or less when it is
  public record Ending(Model model, LocalDate ends, long days) {
    /// For the log and for `/health`.
    public String sentence() {
      return days > 0
          ? "%s of %s will be gone on %s, in %d days; name another one"
              .formatted(model.id(), model.provider(), ends, days)
          : "%s of %s is gone since %s; name another one"
              .formatted(model.id(), model.provider(), ends);
    }
  }

  /// The table that comes with the program.
  public static ModelTable read() {
    try (InputStream in = ModelTable.class.getResourceAsStream("models.json")) {
      if (in == null) {
        throw new IllegalStateException("models.json is missing from the program");
      }
      return read(Json.MAPPER.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException("models.json cannot be read", e);
    }
  }

  static ModelTable read(JsonNode tree) {
    var rows = new ArrayList<Model>();
    tree.path("models").forEach(row -> rows.add(ModelRow.read(row)));
    return new ModelTable(rows);
  }

  public List<Model> all() {
    return models;
  }

  public Optional<Model> find(String provider, String id) {
    return models.stream()
        .filter(model -> model.provider().equals(provider) && model.id().equals(id))
        .findFirst();
  }

  /// The model that serves an operation.
  ///
  /// @param named the operator's choice; blank for the table's. One that is not in the table is
  ///   taken to be like the one that the table would choose.
  /// @return empty when there is none, or when the operator's choice has ended or does not serve it
  public Optional<Model> choose(String provider, String operation, String named, LocalDate today) {
    List<Model> serving =
        models.stream()
            .filter(model -> model.provider().equals(provider))
            .filter(model -> model.operations().contains(operation))
            .toList();
    if (named.isBlank()) {
      return serving.stream()
          .filter(model -> !model.hasEnded(today))
          .max(Comparator.comparing(Model::preferred));
    }
    Optional<Model> row = find(provider, named);
    if (row.isEmpty()) {
      return serving.stream()
          .max(Comparator.comparing(Model::preferred))
          .map(like -> like.named(named));
    }
    return row.filter(serving::contains).filter(model -> !model.hasEnded(today));
  }

  /// The models that a provider makes anything with, those that have ended included when the
  /// operator named them.
  public List<Model> inUse(String provider, String named, LocalDate today) {
    List<Model> own = models.stream().filter(model -> model.provider().equals(provider)).toList();
    if (!named.isBlank()) {
      return find(provider, named)
          .or(() -> own.stream().findFirst().map(like -> like.named(named)))
          .stream()
          .toList();
    }
    return own.stream()
        .flatMap(model -> model.operations().stream())
        .distinct()
        .flatMap(operation -> choose(provider, operation, "", today).stream())
        .distinct()
        .toList();
  }

  /// Which models of the whole table end within 30 days or have ended, the first to go first.
  public List<Ending> ending(LocalDate today) {
    return ending(models, today);
  }

  /// Which of these models, such as those in use, end within 30 days or have ended.
  public static List<Ending> ending(Collection<Model> models, LocalDate today) {
    var found = new ArrayList<Ending>();
    for (Model model : models) {
      LocalDate ends = model.ends();
      if (ends != null && ChronoUnit.DAYS.between(today, ends) <= WARNING_DAYS) {
        found.add(new Ending(model, ends, ChronoUnit.DAYS.between(today, ends)));
      }
    }
    found.sort(Comparator.comparing(Ending::ends).thenComparing(each -> each.model().id()));
    return List.copyOf(found);
  }
}
