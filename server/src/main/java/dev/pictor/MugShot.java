package dev.pictor;

import dev.pictor.billing.Billing;
import dev.pictor.compat.mugshot.MugShotSurface;
import dev.pictor.identity.Identity;
import dev.pictor.identity.UserProfiles;
import dev.pictor.images.ImageJobs;
import dev.pictor.images.Uploads;
import dev.pictor.platform.Duty;
import dev.pictor.platform.Erasable;
import dev.pictor.platform.http.PublicAddress;
import dev.pictor.platform.sql.Database;
import dev.pictor.projects.IntentReader;
import dev.pictor.projects.ProjectDefaults;
import dev.pictor.projects.Workspace;
import dev.pictor.realtime.Announcements;
import dev.pictor.realtime.Updates;
import dev.pictor.storage.Storage;
import java.time.Clock;

/// Projects, the surface that serves them, and the announcements of what is said in their chats:
/// built in a page of its own, as each needs the other.
final class MugShot implements AutoCloseable {
  private final Workspace workspace;
  private final Announcements announcements;
  private final MugShotSurface surface;

  /// What they stand on.
  record Uses(
      Database database,
      Identity identity,
      Billing billing,
      Storage storage,
      Uploads uploads,
      ImageJobs jobs,
      Updates updates,
      Clock clock) {}

  MugShot(Configuration configuration, Uses uses) {
    announcements = new Announcements(uses.updates(), uses.database());
    workspace =
        Workspace.open(
            new Workspace.Uses(
                uses.database(),
                uses.storage().objects(),
                uses.uploads(),
                uses.jobs(),
                configuration.images().output(),
                new IntentReader(),
                uses.clock()),
            configuration.projects(),
            (owner, said) -> announcements.announce(MugShotSurface.CHAT_MESSAGE, owner, said));
    surface =
        new MugShotSurface(
            new MugShotSurface.Uses(
                uses.identity(),
                new UserProfiles(uses.database().jdbi(), uses.clock()),
                uses.billing(),
                uses.storage(),
                uses.uploads(),
                uses.jobs(),
                workspace),
            new PublicAddress(configuration.server().baseUrl()),
            configuration.server().temporary().toString());
    announcements.from(MugShotSurface.CHAT_MESSAGE, surface::chatMessage);
  }

  MugShotSurface surface() {
    return surface;
  }

  ProjectDefaults defaults() {
    return workspace.defaults();
  }

  Erasable erasure() {
    return workspace.erasure();
  }

  Duty duty() {
    return workspace.lostAnswers();
  }

  @Override
  public void close() {
    announcements.close();
  }
}
