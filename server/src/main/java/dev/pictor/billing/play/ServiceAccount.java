package dev.pictor.billing.play;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import dev.pictor.platform.Json;
import java.net.URI;
import java.util.Optional;

/// A service account of Google, as its JSON key has it.
///
/// @param keyId names the key for Google
/// @param tokens where it gets its access tokens
public record ServiceAccount(String email, String keyId, RSAKey key, URI tokens) {
  /// @return empty when the text is no such key
  static Optional<ServiceAccount> read(String json) {
    try {
      JsonNode tree = Json.MAPPER.readTree(json);
      String email = tree.path("client_email").asText();
      URI tokens = URI.create(tree.path("token_uri").asText());
      boolean isAccount = "service_account".equals(tree.path("type").asText());
      JWK key = JWK.parseFromPEMEncodedObjects(tree.path("private_key").asText());
      return isAccount
              && !email.isBlank()
              && tokens.getHost() != null
              && key instanceof RSAKey rsa
              && rsa.isPrivate()
          ? Optional.of(
              new ServiceAccount(email, tree.path("private_key_id").asText(), rsa, tokens))
          : Optional.empty();
    } catch (JsonProcessingException | JOSEException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// The key is nobody's to read.
  @Override
  public String toString() {
    return "ServiceAccount[" + email + "]";
  }
}
