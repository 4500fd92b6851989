package dev.pictor.identity;

import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/// The table `identity_revocation`: tokens that were logged out before their end.
final class Revocations {
  private final Jdbi jdbi;

  Revocations(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  void revoke(String tokenId, Instant expiresAt) {
    jdbi.useTransaction(handle -> {
      handle
          .createUpdate(
              """
              insert into identity_revocation (token_id, expires_at)
              values (:tokenId, :expiresAt)
              on conflict do nothing
              """)
          .bind("tokenId", tokenId)
          .bind("expiresAt", expiresAt)
          .execute();
      IdentityNews.tokenRevoked(handle, tokenId);
    });
  }

  boolean isRevoked(String tokenId) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select exists (select 1 from identity_revocation where token_id = :tokenId)")
            .bind("tokenId", tokenId)
            .mapTo(Boolean.class)
            .one());
  }

  /// Forgets tokens that have ended by themselves.
  int deleteExpired(Instant now) {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate("delete from identity_revocation where expires_at < :now")
            .bind("now", now)
            .execute());
  }
}
