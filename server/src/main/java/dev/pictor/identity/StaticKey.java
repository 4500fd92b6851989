package dev.pictor.identity;

import java.security.MessageDigest;
import java.util.Optional;

/// The key of the environment, which stands for the service account. It does not end, is good for
/// reading and writing, and goes when the operator takes it away.
final class StaticKey {
  private final byte[] hash;
  private final UserId account;
  private final Standing standing;

  StaticKey(IdentitySettings.ServiceKey key, UserId account, Standing standing) {
    this.hash = KeyText.sha256(key.text());
    this.account = account;
    this.standing = standing;
  }

  Optional<Principal> find(String text) {
    // Of hashes, so that the time does not tell how much of it was right.
    if (!MessageDigest.isEqual(hash, KeyText.sha256(text))) {
      return Optional.empty();
    }
    return standing
        .user(account)
        .map(user ->
            new Principal(
                user.id(),
                user.email(),
                user.role(),
                Principal.Credential.STATIC_KEY,
                "static",
                ApiKey.NEVER,
                ApiKeys.usualScopes(),
                null));
  }
}
