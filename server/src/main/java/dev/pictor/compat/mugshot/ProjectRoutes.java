package dev.pictor.compat.mugshot;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;

import dev.pictor.identity.Caller;
import dev.pictor.identity.Principal;
import dev.pictor.images.ImageJobs;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Query;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.RequestBody;
import dev.pictor.platform.http.Route;
import dev.pictor.projects.Assets;
import dev.pictor.projects.Design;
import dev.pictor.projects.Paging;
import dev.pictor.projects.Project;
import dev.pictor.projects.ProjectChange;
import dev.pictor.projects.Projects;
import io.javalin.http.Context;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Projects: making, seeing, changing and removing them.
final class ProjectRoutes {
  private static final String GROUP = "MugShot: projects";
  private static final String PATH = "/api/v1/projects/{project_id}";
  private static final int MOST_JOBS = 20;

  /// Proxies that compress an answer turn its tag into a weak one; it names the same version.
  private static final Pattern VERSION = Pattern.compile("(?:W/)?\"?(\\d{1,9})\"?");

  private final Projects projects;
  private final Assets assets;
  private final ImageJobs jobs;
  private final ThumbnailViews views;

  ProjectRoutes(Projects projects, Assets assets, ImageJobs jobs, ThumbnailViews views) {
    this.projects = projects;
    this.assets = assets;
    this.jobs = jobs;
    this.views = views;
  }

  /// A part of a list.
  ///
  /// @param nextCursor null after the last
  record Listing(List<ProjectView> items, @Nullable String nextCursor) {}

  List<Route> routes() {
    return List.of(
        route(POST, "/api/v1/projects", Access.USER)
            .in(GROUP)
            .says("Begin a project; what is not given is as is usual for the platform")
            .takes(ProjectView.WISH)
            .answers(201, "The project", ProjectView.EXAMPLE)
            .answers(422, "Fields are not valid; all of them are named")
            .by(this::create),
        route(GET, "/api/v1/projects", Access.USER)
            .in(GROUP)
            .says("The caller's projects, newest first")
            .query("limit", Integer.class, "1 to 100; 20 when not given")
            .query("cursor", String.class, "next_cursor of the part before")
            .answers(200, "A part of the list", new Listing(List.of(ProjectView.EXAMPLE), null))
            .by(this::list),
        route(GET, PATH, Access.USER)
            .in(GROUP)
            .says("One project with its assets and jobs; the header ETag has its version")
            .answers(200, "The project", ProjectView.EXAMPLE)
            .answers(404, "There is no such project")
            .by(request -> reply(request, 200, project(request))),
        route(PATCH, PATH, Access.USER)
            .in(GROUP)
            .says("Change any part of a project")
            .header("If-Match", "The version that you have seen; 412 when there is another by now")
            .takes(ProjectView.WISH)
            .answers(200, "The project", ProjectView.EXAMPLE)
            .answers(404, "There is no such project")
            .answers(412, "Somebody has changed it meanwhile")
            .answers(422, "Fields are not valid; all of them are named")
            .by(this::change),
        route(DELETE, PATH, Access.USER)
            .in(GROUP)
            .says("Remove a project with its assets, and cancel its jobs")
            .header("If-Match", "The version that you have seen; 412 when there is another by now")
            .answers(204, "It is gone")
            .answers(404, "There is no such project")
            .answers(412, "Somebody has changed it meanwhile")
            .by(this::delete));
  }

  private void create(Context request) {
    ProjectChange wanted = RequestBody.json(request, ProjectChange.class);
    Project project = projects.create(Caller.of(request), wanted);
    request.header("Location", "/api/v1/projects/" + project.id());
    reply(request, 201, project);
  }

  private void list(Context request) {
    int limit = Query.limit(request);
    Paging<Project> part = projects.list(Caller.of(request), limit, Pages.cursor(request));
    List<ProjectView> items = Pages.shown(request, part, project -> view(request, project));
    Reply.json(request, new Listing(items, part.next()));
  }

  private void change(Context request) {
    ProjectChange wanted = RequestBody.json(request, ProjectChange.class);
    reply(
        request,
        200,
        projects.change(
            Caller.of(request), request.pathParam("project_id"), wanted, seen(request)));
  }

  private void delete(Context request) {
    projects.delete(Caller.of(request), request.pathParam("project_id"), seen(request));
    request.status(204);
  }

  /// The version that the caller has seen; null when any will do.
  private static @Nullable Integer seen(Context request) {
    String given = request.header("If-Match");
    if (given == null || given.strip().equals("*")) {
      return null;
    }
    Matcher version = VERSION.matcher(given.strip());
    if (!version.matches()) {
      throw Problem.invalid("If-Match", "is the ETag of the project, such as \"3\".");
    }
    return Integer.valueOf(version.group(1));
  }

  private Project project(Context request) {
    return projects.get(Caller.of(request), request.pathParam("project_id"));
  }

  private void reply(Context request, int status, Project project) {
    request.header("ETag", "\"" + project.version() + "\"");
    Reply.json(request, status, view(request, project));
  }

  private ProjectView view(Context request, Project project) {
    Principal caller = Caller.of(request);
    Design design = project.design();
    String id = project.id().toString();
    return new ProjectView(
        id,
        project.version(),
        design.mode(),
        design.platform(),
        design.width(),
        design.height(),
        design.headline(),
        design.subtext(),
        design.vibe(),
        design.colours(),
        design.modelPref().word(),
        design.variants(),
        project.createdAt(),
        project.updatedAt(),
        assets.ofProject(caller, project).stream()
            .map(stored -> views.links().asset(request, stored))
            .toList(),
        jobs.ofProject(caller, id, MOST_JOBS).stream()
            .map(job -> views.view(request, job))
            .toList());
  }
}
