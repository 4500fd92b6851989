package dev.pictor.storage;

import dev.pictor.platform.Problem;
import dev.pictor.storage.Allowances.Allowance;
import dev.pictor.storage.Allowances.Used;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The table `storage_usage`: what each owner has, and whether there is room for more. Whoever
/// changes it locks its row before any object's.
final class Usage {
  private final Allowances allowances;

  Usage(Allowances allowances) {
    this.allowances = allowances;
  }

  /// Counts what is new.
  ///
  /// @throws Problem STORAGE_QUOTA_EXCEEDED when there is no room; the transaction is then to be
  ///   given up
  void take(Handle handle, OwnerId owner, Used more) {
    Used used = add(handle, owner, more.bytes(), more.files());
    Allowance allowance = allowances.of(handle, owner);
    if (!allowance.holds(used)) {
      throw full(allowance, new Used(used.bytes() - more.bytes(), used.files() - more.files()));
    }
  }

  /// @return why so much more would not fit, as things are now; empty when it would
  Optional<Problem> faultOf(Handle handle, OwnerId owner, Used more) {
    Used used = of(handle, owner);
    Allowance allowance = allowances.of(handle, owner);
    var then = new Used(used.bytes() + more.bytes(), used.files() + more.files());
    return allowance.holds(then) ? Optional.empty() : Optional.of(full(allowance, used));
  }

  /// Holds the owner's row until the transaction ends.
  static void lock(Handle handle, OwnerId owner) {
    Used _ = add(handle, owner, 0, 0);
  }

  /// Uncounts what was deleted.
  static void give(Handle handle, OwnerId owner, Collection<StoredObject> deleted) {
    List<StoredObject> counted =
        deleted.stream().filter(each -> each.state() == StoredObject.State.CONFIRMED).toList();
    if (!counted.isEmpty()) {
      long bytes = counted.stream().mapToLong(each -> each.bytes().size()).sum();
      Used _ = add(handle, owner, -bytes, -counted.size());
    }
  }

  static Used add(Handle handle, OwnerId owner, long bytes, long files) {
    return handle
        .createQuery(
            """
            insert into storage_usage as u (owner, bytes, files) values (:owner, :bytes, :files)
            on conflict (owner) do update
            set bytes = u.bytes + excluded.bytes, files = u.files + excluded.files
            returning bytes, files
            """)
        .bind("owner", owner.value())
        .bind("bytes", bytes)
        .bind("files", files)
        .map((row, _) -> new Used(row.getLong("bytes"), row.getLong("files")))
        .one();
  }

  static Used of(Handle handle, OwnerId owner) {
    return handle
        .createQuery("select bytes, files from storage_usage where owner = :owner")
        .bind("owner", owner.value())
        .map((row, _) -> new Used(row.getLong("bytes"), row.getLong("files")))
        .findOne()
        .orElse(Used.NOTHING);
  }

  Allowance allowance(Handle handle, OwnerId owner) {
    return allowances.of(handle, owner);
  }

  private static Problem full(Allowance allowance, Used used) {
    return Problem.of(
        Problem.Kind.STORAGE_QUOTA_EXCEEDED,
        "There is no room for more: "
            + used.bytes()
            + " of "
            + limit(allowance.bytes())
            + " bytes and "
            + used.files()
            + " of "
            + limit(allowance.files())
            + " files are used. Delete jobs or pictures (GET /api/v1/account/storage), or ask for a"
            + " larger plan.");
  }

  private static String limit(long most) {
    return most < 0 ? "any number of" : "" + most;
  }
}
