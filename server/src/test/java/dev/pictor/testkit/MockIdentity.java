package dev.pictor.testkit;

import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;

/// A real OpenID Connect provider, `mock-id`, at which Grace Hopper (`grace@example.com`) signs in
/// once.
public final class MockIdentity implements Surroundings {
  private static final String ISSUER = "people";

  private final MockOAuth2Server server = new MockOAuth2Server();

  public MockIdentity() {
    server.start();
    Map<String, Object> claims =
        Map.of("email", "grace@example.com", "email_verified", true, "name", "Grace Hopper");
    server.enqueueCallback(
        new DefaultOAuth2TokenCallback(ISSUER, "grace", "JWT", List.of("pictor"), claims, 300));
  }

  @Override
  public Map<String, String> environment() {
    return Map.of(
        "OIDC_NAME", "Mock ID",
        "OIDC_ISSUER", server.issuerUrl(ISSUER).toString(),
        "OIDC_CLIENT_ID", "pictor",
        "OIDC_CLIENT_SECRET", "a shared secret that has more than 256 bits, as it must");
  }

  @Override
  public void close() {
    server.shutdown();
  }
}
