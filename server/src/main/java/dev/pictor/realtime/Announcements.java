package dev.pictor.realtime;

import dev.pictor.jobs.OwnerId;
import dev.pictor.platform.sql.Channel;
import dev.pictor.platform.sql.Database;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;

/// Things that happened to a user beside the changes of jobs, told over every line that the user
/// has open, on whichever node. What is announced is a type and an id; the message itself is made
/// where somebody listens, so it is read by nobody for nothing.
///
/// An announcement that meets no line is lost: whoever connects later asks for what there is.
public final class Announcements implements AutoCloseable {
  private static final String CHANNEL = "pictor_announcements";

  /// Makes the message of an announcement.
  @FunctionalInterface
  public interface Source {
    /// @param owner the user that it is for
    /// @param subject what it is about
    /// @return JSON with a `type`; empty when there is nothing to say any more
    Optional<String> message(UUID owner, UUID subject);
  }

  private final Updates updates;
  private final Jdbi jdbi;
  private final Channel channel;
  private final Map<String, Source> sources = new ConcurrentHashMap<>();

  public Announcements(Updates updates, Database database) {
    this.updates = updates;
    this.jdbi = database.jdbi();
    this.channel = Channel.open(database, CHANNEL, Channel.Ear.to(this::heard));
  }

  /// From now on announcements of this type are made into messages by this.
  ///
  /// @param type one word
  public void from(String type, Source source) {
    sources.put(type, source);
  }

  /// Tells the user's lines on all nodes.
  public void announce(String type, UUID owner, UUID subject) {
    jdbi.useHandle(handle -> channel.say(handle, type + " " + owner + " " + subject));
  }

  private void heard(String message) {
    List<String> parts = List.of(message.split(" ", -1));
    Source source = parts.size() == 3 ? sources.get(parts.getFirst()) : null;
    if (source == null) {
      return; // A newer node's; this one has no words for it.
    }
    UUID owner = UUID.fromString(parts.get(1));
    var lines = new OwnerId(owner);
    if (updates.isFollowed(lines)) {
      source
          .message(owner, UUID.fromString(parts.get(2)))
          .ifPresent(text -> updates.say(lines, text));
    }
  }

  @Override
  public void close() {
    channel.close();
  }
}
