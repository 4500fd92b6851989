package dev.pictor.images;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pictor.engine.theme.Theme;
import dev.pictor.identity.Principal;
import dev.pictor.platform.Problem;
import dev.pictor.providers.ThemeShelf;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Every theme there is: those that ship, those of the operator's folder, and what admins made of
/// them or beside them.
///
/// 1. A change never alters a version: it makes the next one. A job keeps the version it was
///    submitted with, also when the theme is deleted while it waits.
/// 2. A change is made to a version that was seen. Of two admins at once one is refused, and knows.
/// 3. What is stored was read by the engine first, drawings included.
public final class ThemeRegistry implements ThemeShelf {
  private static final int MOST_THEMES = 200;
  private static final int MOST_KEPT = 256;

  /// Themes that ship come first, ten apart, so that one can be put between them.
  private static final int STEP = 10;

  private static final int USUAL_POSITION = 1000;

  private final ThemeRows rows;
  private final ShippedThemes shipped;
  private final ThemePress press;

  /// A version never changes, so what was read once stays right. The base is part of the key, as
  /// the files of the operator's folder may change.
  private final Cache<Version, Theme> read = Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

  /// @param temporary a folder for files while they are read
  public ThemeRegistry(Jdbi jdbi, ShippedThemes shipped, Path temporary) {
    this.rows = new ThemeRows(jdbi);
    this.shipped = shipped;
    this.press = new ThemePress(shipped, temporary);
  }

  private record Version(String id, int version, @Nullable Theme base) {}

  /// When a version was made, and by whom.
  public record Change(int version, Instant createdAt, UUID createdBy) {}

  /// What people can choose from, in the order in which it is shown.
  public List<ThemeEntry> visible() {
    return all().stream().filter(ThemeEntry::enabled).toList();
  }

  /// Every theme, without the drawings.
  public List<ThemeEntry> all() {
    var all = new LinkedHashMap<String, ThemeEntry>();
    shippedEntries().forEach(entry -> all.put(entry.id(), entry));
    for (ThemeRows.Row row : rows.list()) {
      Theme base = shipped.current().find(row.id()).orElse(null);
      if (base != null || row.document() != null) {
        all.put(row.id(), entry(row, base));
      }
    }
    return all.values().stream()
        .sorted(Comparator.comparingInt(ThemeEntry::position).thenComparing(ThemeEntry::id))
        .toList();
  }

  /// @throws Problem NOT_FOUND when there is none
  public ThemeEntry get(String id) {
    Theme base = shipped.current().find(id).orElse(null);
    return rows.find(id)
        .filter(row -> base != null || row.document() != null)
        .map(row -> entry(row, base))
        .or(() -> shippedEntries().stream().filter(entry -> entry.id().equals(id)).findFirst())
        .orElseThrow(() -> Problem.notFound("theme"));
  }

  /// What a theme was at each version, the newest first; nothing for one that was left alone.
  public List<Change> versions(String id) {
    return rows.versions(id).stream()
        .map(each -> new Change(each.version(), each.createdAt(), each.createdBy()))
        .toList();
  }

  private List<ThemeEntry> shippedEntries() {
    var entries = new ArrayList<ThemeEntry>();
    for (Theme theme : shipped.current().all()) {
      int position = STEP * (entries.size() + 1);
      entries.add(
          new ThemeEntry(
              theme.id(),
              SHIPPED,
              ThemeEntry.Origin.SHIPPED,
              true,
              position,
              ThemeDocument.of(theme).form(true, position),
              null));
    }
    return entries;
  }

  private static ThemeEntry entry(ThemeRows.Row row, @Nullable Theme base) {
    ThemeDocument document =
        row.document() == null
            ? ThemeDocument.of(Objects.requireNonNull(base, "what ships"))
            : row.document();
    return new ThemeEntry(
        row.id(),
        row.version(),
        base == null ? ThemeEntry.Origin.OWN : ThemeEntry.Origin.CHANGED,
        row.enabled(),
        row.position(),
        document.form(row.enabled(), row.position()),
        row.updatedAt());
  }

  /// Makes a theme.
  ///
  /// @throws Problem ALREADY_EXISTS when the id is taken; INVALID_REQUEST naming what is wrong
  public ThemeEntry create(Principal admin, ThemeForm form) {
    String id = form.id() == null ? "" : form.id().strip();
    if (id.length() > 40 || !id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw Problem.invalid(
          "id", "has lower-case letters, digits and single dashes, at most 40 in all.");
    }
    if (rows.count() >= MOST_THEMES) {
      throw Problem.of(
          Problem.Kind.CONFLICT, "There are " + MOST_THEMES + " themes; delete one first.");
    }
    ThemeDocument document = checked(id, ThemeDocument.of(form));
    var draft =
        new ThemeRows.Draft(
            Objects.requireNonNullElse(form.enabled(), true),
            Objects.requireNonNullElse(form.position(), USUAL_POSITION),
            document);
    boolean isTaken = shipped.current().find(id).isPresent();
    if (isTaken || rows.insert(id, draft, by(admin)).isEmpty()) {
      throw Problem.of(
          Problem.Kind.ALREADY_EXISTS,
          "There is a theme " + id + " already; change that one with PUT or PATCH.");
    }
    return get(id);
  }

  private ThemeDocument checked(String id, ThemeDocument document) {
    document.check();
    Theme _ = press.theme(id, document);
    return document;
  }

  /// Puts a whole theme in the place of what is there; what the form does not say has its usual
  /// value.
  ///
  /// @param expected the version that the admin saw; null to change whatever there is
  public ThemeEntry replace(
      Principal admin, String id, ThemeForm form, @Nullable Integer expected) {
    return change(
        admin,
        id,
        expected,
        seen ->
            new ThemeRows.Draft(
                Objects.requireNonNullElse(form.enabled(), true),
                Objects.requireNonNullElse(form.position(), seen.position()),
                checked(id, ThemeDocument.of(form))));
  }

  /// Changes what the form says and leaves the rest.
  ///
  /// @param expected the version that the admin saw; null to change whatever there is
  public ThemeEntry change(Principal admin, String id, ThemeForm form, @Nullable Integer expected) {
    return change(
        admin,
        id,
        expected,
        seen ->
            new ThemeRows.Draft(
                Objects.requireNonNullElse(form.enabled(), seen.enabled()),
                Objects.requireNonNullElse(form.position(), seen.position()),
                form.changesTheme() ? checked(id, changed(id, form)) : keptDocument(id)));
  }

  private ThemeDocument changed(String id, ThemeForm form) {
    ThemeDocument kept = keptDocument(id);
    ThemeDocument before =
        kept == null ? ThemeDocument.of(shipped.current().find(id).orElseThrow()) : kept;
    return before.with(form);
  }

  private @Nullable ThemeDocument keptDocument(String id) {
    return rows.find(id).map(ThemeRows.Row::document).orElse(null);
  }

  private ThemeEntry change(
      Principal admin,
      String id,
      @Nullable Integer expected,
      Function<ThemeEntry, ThemeRows.Draft> draft) {
    ThemeEntry seen = get(id);
    checkExpected(seen, expected);
    ThemeRows.Draft next = draft.apply(seen);
    boolean isDone =
        seen.version() == SHIPPED
            ? rows.insert(id, next, by(admin)).isPresent()
            : rows.replace(id, seen.version(), next, by(admin));
    if (!isDone) {
      throw changedMeanwhile();
    }
    return get(id);
  }

  /// Deletes what admins made of it. A theme that ships is back as it was; jobs that use a version
  /// still run.
  ///
  /// @param expected the version that the admin saw; null to delete whatever there is
  public void delete(String id, @Nullable Integer expected) {
    ThemeEntry seen = get(id);
    checkExpected(seen, expected);
    if (seen.version() == SHIPPED) {
      throw Problem.of(
          Problem.Kind.CONFLICT,
          "This theme ships with the server; PATCH it with enabled false to hide it.");
    }
    if (!rows.delete(id, seen.version())) {
      throw changedMeanwhile();
    }
  }

  private static void checkExpected(ThemeEntry seen, @Nullable Integer expected) {
    if (expected != null && expected != seen.version()) {
      throw Problem.of(
          Problem.Kind.VERSION_MISMATCH,
          "The theme is at version " + seen.version() + " by now; look at it and try again.");
    }
  }

  private static Problem changedMeanwhile() {
    return Problem.of(
        Problem.Kind.VERSION_MISMATCH,
        "Somebody changed the theme in the same moment; look at it and try again.");
  }

  private static UUID by(Principal admin) {
    return admin.userId().value();
  }

  /// The version that a job submitted now is made with; empty when people cannot choose the theme.
  public OptionalInt newest(String id) {
    if (id.indexOf('\0') >= 0) {
      return OptionalInt.empty(); // No text of PostgreSQL has it, so no theme is named so.
    }
    Optional<ThemeRows.Place> place = rows.place(id);
    boolean ships = shipped.current().find(id).isPresent();
    if (place.isPresent()) {
      return place.get().enabled() ? OptionalInt.of(place.get().version()) : OptionalInt.empty();
    }
    return ships ? OptionalInt.of(SHIPPED) : OptionalInt.empty();
  }

  @Override
  public Optional<Theme> find(String id, int version) {
    Optional<Theme> base = shipped.current().find(id);
    if (version == SHIPPED) {
      return base;
    }
    var wanted = new Version(id, version, base.orElse(null));
    Theme known = read.getIfPresent(wanted);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Theme> found =
        rows.was(id, version)
            .flatMap(was -> was.document() == null ? base : made(id, was.document()));
    found.ifPresent(theme -> read.put(wanted, theme));
    return found;
  }

  private Optional<Theme> made(String id, ThemeDocument document) {
    return Optional.of(press.theme(id, document));
  }

  @Override
  public String edition() {
    return shipped.edition();
  }

  @Override
  public List<String> ids() {
    return visible().stream().map(ThemeEntry::id).toList();
  }
}
