package dev.pictor.perf.rows;

import dev.pictor.perf.load.Visitor;
import dev.pictor.perf.process.PictorServer;
import dev.pictor.perf.process.Scratch;
import dev.pictor.perf.report.Finding;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// Whether a stopwatch tells who has an account: each question is asked for an address that is
/// known and for one that is not, in turns, from an address of its own each time, as the limits
/// would answer otherwise.
public final class Enumeration {
  private static final int ROUNDS = 100;
  private static final double PERCENT = 100;
  private static final double TOLERANCE = 10;
  private static final String PASSWORD = "a long enough sentence";

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "PICTOR_ROLE", "api",
          "TRUST_PROXY", "true",
          "RATE_LIMIT_PER_MINUTE", "-1",
          "ACCOUNT_LOOKUPS_PER_HOUR", "-1");

  private final Visitor visitor;
  private final List<String> known = new ArrayList<>();
  private int asked;

  private Enumeration(Visitor visitor) {
    this.visitor = visitor;
  }

  public static List<Finding> measure() throws Exception {
    try (var scratch = Scratch.create();
        var server = PictorServer.start(scratch.folder().resolve("data"), ENVIRONMENT)) {
      return measure(server.address("/"));
    }
  }

  static List<Finding> measure(URI server) throws IOException, InterruptedException {
    try (Visitor visitor = Visitor.known(server, "")) {
      var row = new Enumeration(visitor);
      for (int i = 0; i < ROUNDS; i++) {
        row.known.add("known" + i + "@example.com");
        row.ask("/api/auth/register", Map.of("email", row.known.get(i), "password", PASSWORD));
      }
      return List.of(
          row.compare("sign in", "/api/auth/login", true),
          row.compare("sign up", "/api/auth/register", true),
          row.compare("forgotten password", "/api/v1/auth/forgot-password", false),
          row.compare("begin", "/api/v1/auth/start", false));
    }
  }

  /// @param withPassword a wrong one, and a good one for those who sign up
  private Finding compare(String what, String path, boolean withPassword)
      throws IOException, InterruptedException {
    var ofKnown = new ArrayList<Long>();
    var ofUnknown = new ArrayList<Long>();
    for (int i = 0; i < ROUNDS; i++) {
      Map<String, String> one = body(known.get(i), withPassword);
      Map<String, String> other = body("unknown" + asked + "@example.com", withPassword);
      // Each goes first as often: whatever comes second finds things warm.
      if (i % 2 == 0) {
        ofKnown.add(ask(path, one));
        ofUnknown.add(ask(path, other));
      } else {
        ofUnknown.add(ask(path, other));
        ofKnown.add(ask(path, one));
      }
    }
    double ratio = median(ofKnown) / median(ofUnknown);
    return Finding.below(
            what + ": difference between known and unknown, medians of " + ROUNDS,
            "%.1f %%",
            TOLERANCE,
            Math.abs(ratio - 1) * PERCENT)
        .beside("%.2f ms known, %.2f ms unknown".formatted(median(ofKnown), median(ofUnknown)));
  }

  private static Map<String, String> body(String email, boolean withPassword) {
    return withPassword
        ? Map.of("email", email, "password", "another sentence")
        : Map.of("email", email);
  }

  /// @return nanoseconds
  private long ask(String path, Map<String, String> body) throws IOException, InterruptedException {
    asked++;
    String from = "10." + (asked >> 16) + "." + ((asked >> 8) & 255) + "." + (asked & 255);
    long began = System.nanoTime();
    int status = visitor.post(path, body, Map.of("X-Forwarded-For", from)).statusCode();
    long took = System.nanoTime() - began;
    if (status == 404 || status == 422 || status == 429 || status >= 500) {
      throw new IOException(path + " was answered with " + status);
    }
    return took;
  }

  /// @return milliseconds
  private static double median(List<Long> nanos) {
    var sorted = new ArrayList<>(nanos);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2) / 1e6;
  }
}
