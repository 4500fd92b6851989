package dev.pictor.billing.play;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.RSAKey;
import dev.pictor.platform.Json;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
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
      RSAKey key = rsaKey(tree.path("private_key").asText());
      return isAccount && !email.isBlank() && tokens.getHost() != null
          ? Optional.of(
              new ServiceAccount(email, tree.path("private_key_id").asText(), key, tokens))
          : Optional.empty();
    } catch (JsonProcessingException | GeneralSecurityException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// @param pem a PKCS #8 key, RFC 7468
  private static RSAKey rsaKey(String pem) throws GeneralSecurityException {
    byte[] bytes = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    var key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
    if (!(key instanceof RSAPrivateCrtKey rsa)) {
      throw new InvalidKeySpecException("no RSA key with its public part");
    }
    var open = new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent());
    var publicKey = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(open);
    return new RSAKey.Builder(publicKey).privateKey((RSAPrivateKey) rsa).build();
  }

  /// The key is nobody's to read.
  @Override
  public String toString() {
    return "ServiceAccount[" + email + "]";
  }
}
