package dev.pictor.realtime;

import dev.pictor.identity.Principal;
import dev.pictor.jobs.JobFeed;
import dev.pictor.jobs.JobId;
import dev.pictor.jobs.Jobs;
import dev.pictor.jobs.OwnerId;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.eclipse.jetty.websocket.api.Session;

/// Who listens to whose jobs on this node.
public final class Updates implements AutoCloseable {
  /// More tabs than a person has open.
  private static final int MAX_LINES_PER_OWNER = 20;

  private final Jobs jobs;
  private final InstantSource clock;
  private final Map<OwnerId, Set<Line>> lines = new ConcurrentHashMap<>();

  public Updates(Jobs jobs, InstantSource clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  /// A line that is open, in the hands of a surface.
  public final class Subscription implements AutoCloseable {
    private final OwnerId owner;
    private final Listener listener;
    private final Line line;
    private final JobFeed.Subscription feed;

    private Subscription(OwnerId owner, Listener listener, Line line, JobFeed.Subscription feed) {
      this.owner = owner;
      this.listener = listener;
      this.line = line;
      this.feed = feed;
    }

    /// Says something of the surface's own, in order with the updates.
    public void say(String message) {
      line.say(message);
    }

    /// Says again what was missed.
    ///
    /// @param since for each job the number of the last update that came; ids that are none are
    ///   passed over
    public void resume(Map<String, Integer> since) {
      var known = new HashMap<JobId, Integer>();
      since.forEach((id, seq) -> JobIds.parse(id).ifPresent(job -> known.put(job, seq)));
      listener.resume(known);
    }

    /// Ends the line with a code of the application's own.
    public void end(int code, String reason) {
      line.close(code, reason);
      close();
    }

    @Override
    public void close() {
      feed.close();
      remove(owner, line);
      line.close();
    }
  }

  /// Begins to tell a caller about their own jobs.
  ///
  /// @param words renders an update as a message of the surface
  /// @param isValid asked before each message, so that signing out ends the line
  public Subscription subscribe(
      Session session, Principal caller, BooleanSupplier isValid, Function<Update, String> words) {
    var owner = new OwnerId(caller.userId().value());
    var line = Line.open(session, new Until(caller.expiresAt(), clock, isValid));
    var listener = new Listener(line::say, log(owner), words);
    if (add(owner, line) > MAX_LINES_PER_OWNER) {
      line.close(Line.TOO_SLOW, "You have too many connections open; close some.");
    }
    return new Subscription(owner, listener, line, jobs.feed().follow(owner, listener::hear));
  }

  /// The log of one owner: nothing of anybody else's can be read with it.
  private Listener.Log log(OwnerId owner) {
    return (job, seq) -> jobs.find(job, owner).isPresent() ? jobs.eventsSince(job, seq) : List.of();
  }

  /// Whether this owner has a line open on this node.
  boolean isFollowed(OwnerId owner) {
    return lines.containsKey(owner);
  }

  /// Says something over all lines of an owner on this node.
  void say(OwnerId owner, String message) {
    lines.getOrDefault(owner, Set.of()).forEach(line -> line.say(message));
  }

  /// How many lines are open, for the metrics.
  public int open() {
    return lines.values().stream().mapToInt(Set::size).sum();
  }

  /// @return how many lines this owner has now
  private int add(OwnerId owner, Line line) {
    return lines
        .compute(
            owner,
            (_, own) -> {
              Set<Line> all = own == null ? ConcurrentHashMap.newKeySet() : own;
              all.add(line);
              return all;
            })
        .size();
  }

  private void remove(OwnerId owner, Line line) {
    lines.computeIfPresent(
        owner,
        (_, own) -> {
          own.remove(line);
          return own.isEmpty() ? null : own;
        });
  }

  @Override
  public void close() {
    lines.values().forEach(own -> own.forEach(Line::close));
    lines.clear();
  }
}
