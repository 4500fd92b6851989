package dev.pictor.platform.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/// A small internet for tests, on this machine: 127.0.0.1 counts as public, all other addresses do
/// not, and names lead where the test says.
final class FetchBench {
  static final String PUBLIC = "127.0.0.1";
  static final String INTERNAL = "127.0.0.2";

  private final Map<String, Deque<List<InetAddress>>> names = new HashMap<>();
  private final List<String> lookups = new ArrayList<>();

  /// Lets a name lead to these addresses. Given several times, each lookup gets the next answer and
  /// the last one stays.
  FetchBench name(String name, String... addresses) {
    names
        .computeIfAbsent(name, _ -> new ArrayDeque<>())
        .add(Arrays.stream(addresses).map(InetAddress::ofLiteral).toList());
    return this;
  }

  /// The names that were looked up, in their order.
  synchronized List<String> lookups() {
    return List.copyOf(lookups);
  }

  GuardedFetch fetch() {
    return fetch(Duration.ofSeconds(30), (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  GuardedFetch fetch(Duration total, SSLSocketFactory tls) {
    var settings = new FetchSettings(false, Duration.ofSeconds(5), total);
    return new GuardedFetch(settings, new Guard(FetchBench::refusal, this::resolve), tls);
  }

  /// @param plain whether http is allowed
  GuardedPost post(boolean plain) {
    var settings = new FetchSettings(plain, Duration.ofSeconds(5), Duration.ofSeconds(30));
    return new GuardedPost(
        settings,
        new Guard(FetchBench::refusal, this::resolve),
        (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  static GivenUrl given(String url) {
    return new GivenUrl("image_url", url);
  }

  private static Optional<String> refusal(byte[] address) {
    boolean isPublic = Arrays.equals(address, IpText.literal(PUBLIC));
    return isPublic ? Optional.empty() : Optional.of("internal in this test");
  }

  synchronized List<InetAddress> resolve(String name) throws UnknownHostException {
    lookups.add(name);
    Deque<List<InetAddress>> answers = names.getOrDefault(name, new ArrayDeque<>());
    if (answers.isEmpty()) {
      throw new UnknownHostException(name);
    }
    return answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
  }
}
