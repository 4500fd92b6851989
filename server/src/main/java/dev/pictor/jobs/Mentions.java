package dev.pictor.jobs;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Looks for texts in what an owner's jobs were asked with and came to.
///
/// @param args where texts stand in a job's args, as a path of PostgreSQL's jsonb
/// @param result where they stand in its result
public record Mentions(String args, String result) {
  /// @return those of the texts that some job of the owner still has, within this transaction
  public Set<String> among(Handle transaction, OwnerId owner, Collection<String> texts) {
    return transaction
        .createQuery(
            """
            select distinct said from (
              select jsonb_path_query(args, :args::jsonpath) #>> '{}' as said
              from job where owner = :owner
              union all
              select jsonb_path_query(result, :result::jsonpath) #>> '{}'
              from job where owner = :owner) mentioned
            where said = any(:texts)
            """)
        .bind("args", args)
        .bind("result", result)
        .bind("owner", owner.value())
        .bind("texts", Sql.array("text", List.copyOf(texts), text -> text))
        .mapTo(String.class)
        .set();
  }
}
