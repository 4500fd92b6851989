package dev.pictor.compat.mugshot;

import dev.pictor.billing.Billing;
import dev.pictor.identity.Identity;
import dev.pictor.identity.UserProfiles;
import dev.pictor.images.ImageJobs;
import dev.pictor.images.JobContract;
import dev.pictor.images.Uploads;
import dev.pictor.platform.Json;
import dev.pictor.platform.http.PublicAddress;
import dev.pictor.platform.http.Route;
import dev.pictor.projects.Workspace;
import dev.pictor.storage.Storage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The MugShot Studio contract, whole: its table of contents.
public final class MugShotSurface {
  private final Workspace workspace;
  private final AuthRoutes auth;
  private final ProfileRoutes profile;
  private final ProjectRoutes projects;
  private final AssetRoutes assets;
  private final ChatRoutes chats;
  private final ThumbnailJobs jobs;

  /// @param temporary a folder for files of forms while they come
  public MugShotSurface(Uses uses, PublicAddress address, String temporary) {
    var links = new MugShotLinks(uses.storage().links(), uses.uploads(), address);
    var views = new ThumbnailViews(links);
    workspace = uses.workspace();
    auth = new AuthRoutes(uses.identity());
    profile =
        new ProfileRoutes(
            uses.identity().users(), uses.profiles(), workspace.profiles(), uses.billing(), links);
    projects = new ProjectRoutes(workspace.projects(), workspace.assets(), uses.jobs(), views);
    assets =
        new AssetRoutes(workspace.assets(), workspace.projects(), uses.uploads(), links, temporary);
    chats = new ChatRoutes(workspace.chats(), links);
    jobs = new ThumbnailJobs(workspace.projects(), workspace.thumbnails(), views);
  }

  /// What the surface translates into.
  public record Uses(
      Identity identity,
      UserProfiles profiles,
      Billing billing,
      Storage storage,
      Uploads uploads,
      ImageJobs jobs,
      Workspace workspace) {}

  public List<Route> routes() {
    var routes = new ArrayList<>(auth.routes());
    routes.addAll(profile.routes());
    routes.addAll(projects.routes());
    routes.addAll(assets.routes());
    routes.addAll(chats.routes());
    return routes;
  }

  /// Its part of the address that it shares with another contract.
  public JobContract jobs() {
    return jobs;
  }

  /// The announcement of something that was said in a chat: `type`, `chat_id` and `message`.
  ///
  /// @param owner whose chat it is
  /// @return empty when the message is not there any more
  public Optional<String> chatMessage(UUID owner, UUID message) {
    return workspace
        .chats()
        .find(owner, message)
        .map(found -> {
          var event = new LinkedHashMap<String, Object>();
          event.put("type", CHAT_MESSAGE);
          event.put("chat_id", found.chat());
          event.put("message", ChatViews.MessageView.of(found));
          return Json.write(event);
        });
  }

  /// The type of that announcement.
  public static final String CHAT_MESSAGE = "chat_message";
}
