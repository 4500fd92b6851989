package dev.pictor.projects;

import dev.pictor.images.ImageJobs;
import dev.pictor.images.ImageOrder;
import dev.pictor.images.Uploads;
import dev.pictor.platform.Duty;
import dev.pictor.platform.Erasable;
import dev.pictor.platform.sql.Database;
import dev.pictor.storage.Objects;
import java.time.InstantSource;

/// The module put together: projects, assets, thumbnails of projects, chats and profiles.
public final class Workspace {
  private final Projects projects;
  private final Assets assets;
  private final Thumbnails thumbnails;
  private final ProjectDefaults defaults;
  private final Chats chats;
  private final Profiles profiles;
  private final ProjectErasure erasure;

  private Workspace(Uses uses, ProjectSettings settings, Chats.Listener listener) {
    var jdbi = uses.database().jdbi();
    InstantSource clock = uses.clock();
    assets = new Assets(jdbi, uses.objects(), uses.uploads(), clock);
    projects = new Projects(jdbi, uses.jobs(), uses.objects(), uses.uploads(), clock);
    thumbnails = new Thumbnails(assets, uses.jobs(), settings, uses.output());
    defaults = new ProjectDefaults(projects, assets);
    var answers = new Answers(uses.assistant(), projects, thumbnails);
    chats = new Chats(jdbi, projects, answers, listener, clock);
    profiles = new Profiles(jdbi, assets);
    erasure = new ProjectErasure(jdbi);
  }

  /// What the module stands on.
  ///
  /// @param output how thumbnails are written
  /// @param assistant who answers in chats
  public record Uses(
      Database database,
      Objects objects,
      Uploads uploads,
      ImageJobs jobs,
      ImageOrder.Written output,
      Assistant assistant,
      InstantSource clock) {}

  /// @param listener hears every message of every chat of this node
  public static Workspace open(Uses uses, ProjectSettings settings, Chats.Listener listener) {
    return new Workspace(uses, settings, listener);
  }

  public Projects projects() {
    return projects;
  }

  public Assets assets() {
    return assets;
  }

  public Thumbnails thumbnails() {
    return thumbnails;
  }

  /// What projects add to requests for jobs of other contracts.
  public ProjectDefaults defaults() {
    return defaults;
  }

  public Chats chats() {
    return chats;
  }

  public Profiles profiles() {
    return profiles;
  }

  /// How a user's things here are forgotten.
  public Erasable erasure() {
    return erasure;
  }

  /// Answers what was never answered; runs on every node.
  public Duty lostAnswers() {
    return chats.lostAnswers();
  }
}
