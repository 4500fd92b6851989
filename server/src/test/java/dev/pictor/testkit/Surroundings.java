package dev.pictor.testkit;

import java.util.Map;

/// What the service talks to while a conversation is replayed: a store, a mail server, a provider
/// of identities. A conversation names its class in the line `# with`; the class has a public
/// constructor without parameters, which starts everything on free ports.
public interface Surroundings extends AutoCloseable {
  /// What the service is started with, so that it finds them.
  Map<String, String> environment();

  /// Words that the conversation may use, such as the address of a server.
  default Map<String, String> words() {
    return Map.of();
  }

  @Override
  void close();
}
