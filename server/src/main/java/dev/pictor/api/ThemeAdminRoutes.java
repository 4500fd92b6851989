package dev.pictor.api;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;

import dev.pictor.identity.Caller;
import dev.pictor.images.ThemeEntry;
import dev.pictor.images.ThemeForm;
import dev.pictor.images.ThemeRegistry;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.RequestBody;
import dev.pictor.platform.http.Route;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The registry of themes, for admins. A version travels as the `ETag`; a change with `If-Match` is
/// made to that version or refused.
public final class ThemeAdminRoutes {
  private static final String GROUP = "Admin: themes";
  private static final String ONE = "/api/v1/admin/themes/{theme_id}";
  private static final String IF_MATCH = "The ETag that the change is made to; any when not given";

  /// Sixteen drawings of half a megabyte; a single one may have a whole.
  private static final int MOST_BODY = 8 * 1024 * 1024;

  private static final ThemeForm WISH =
      new ThemeForm(
          "harvest-nurse",
          "Harvest nurse",
          "Scrubs in the evening sun.",
          "portrait of a nurse in a wheat field at sunset",
          "text, watermark",
          new ThemeForm.Lora("nurse-harvest", 0.8),
          0.55,
          "theme",
          new ThemeForm.Overlay("scrubs", null, Map.of("warmth", 0.5), null),
          true,
          90);
  private static final ThemeForm CHANGE =
      new ThemeForm(null, null, null, null, null, null, null, null, null, false, 5);

  private final ThemeRegistry themes;

  public ThemeAdminRoutes(ThemeRegistry themes) {
    this.themes = themes;
  }

  /// A theme as admins see it.
  ///
  /// @param version grows with every change; 0 for one that ships and was left alone
  /// @param origin `shipped`, `changed` (ships, and was changed here) or `own`
  /// @param overlay what the built-in engine paints; drawings only when one theme is asked for
  record AdminTheme(
      String id,
      int version,
      String origin,
      @Nullable String name,
      @Nullable String description,
      @Nullable String prompt,
      @Nullable String negativePrompt,
      ThemeForm.@Nullable Lora lora,
      @Nullable Double strength,
      @Nullable String operation,
      ThemeForm.@Nullable Overlay overlay,
      boolean enabled,
      int position,
      String previewUrl,
      @Nullable Instant updatedAt) {
    static AdminTheme of(ThemeEntry entry) {
      ThemeForm form = entry.form();
      return new AdminTheme(
          entry.id(),
          entry.version(),
          entry.origin().word(),
          form.name(),
          form.description(),
          form.prompt(),
          form.negativePrompt(),
          form.lora(),
          form.strength(),
          form.operation(),
          form.overlay(),
          entry.enabled(),
          entry.position(),
          "/static/theme_previews/" + entry.id() + ".jpg?v=" + entry.version(),
          entry.updatedAt());
    }
  }

  /// A version that was.
  record Version(int version, Instant createdAt, String createdBy) {}

  public List<Route> routes() {
    AdminTheme example =
        AdminTheme.of(
            new ThemeEntry(
                "harvest-nurse",
                3,
                ThemeEntry.Origin.OWN,
                true,
                90,
                WISH,
                Instant.parse("2026-11-22T10:00:00Z")));
    return List.of(
        route(GET, "/api/v1/admin/themes", Access.ADMIN)
            .in(GROUP)
            .says("Every theme, those that are switched off too, without drawings")
            .answers(200, "In the order they are shown", List.of(example))
            .by(request -> Reply.json(request, themes.all().stream().map(AdminTheme::of).toList())),
        route(POST, "/api/v1/admin/themes", Access.ADMIN)
            .in(GROUP)
            .says("Make a theme: its words for models, and its look")
            .takes(WISH)
            .answers(201, "It can be chosen from now on", example)
            .sends("Location", "The theme's own address")
            .sends("ETag", "Its version")
            .answers(409, "The id is taken")
            .answers(422, "What is wrong with it, a drawing included")
            .by(this::create),
        route(GET, ONE, Access.ADMIN)
            .in(GROUP)
            .says("One theme with its drawings; its version is the ETag")
            .answers(200, "The theme", example)
            .answers(404, "There is none")
            .by(request -> answer(request, 200, themes.get(id(request)))),
        route(PUT, ONE, Access.ADMIN)
            .in(GROUP)
            .says("Put a whole theme in the place of this one; one that ships can be replaced too")
            .header("If-Match", IF_MATCH)
            .takes(WISH)
            .answers(200, "The theme as it is now", example)
            .answers(412, "It was changed meanwhile")
            .by(this::replace),
        route(PATCH, ONE, Access.ADMIN)
            .in(GROUP)
            .says("Change some of it; enabled false hides it from people")
            .header("If-Match", IF_MATCH)
            .takes(CHANGE)
            .answers(200, "The theme as it is now", example)
            .answers(412, "It was changed meanwhile")
            .by(this::change),
        route(DELETE, ONE, Access.ADMIN)
            .in(GROUP)
            .says("Delete it; one that ships is as it was again. Jobs that use it still run")
            .header("If-Match", IF_MATCH)
            .answers(204, "It is gone")
            .answers(409, "It ships with the server and was never changed")
            .answers(412, "It was changed meanwhile")
            .by(this::delete),
        route(GET, ONE + "/versions", Access.ADMIN)
            .in(GROUP)
            .says("When it was changed and by whom, the newest first")
            .answers(
                200,
                "At most 200",
                List.of(
                    new Version(
                        1,
                        Instant.parse("2026-11-22T10:00:00Z"),
                        "0199f0c2-7c1a-7000-8000-3f5e1c2d4b6a")))
            .by(this::versions));
  }

  private static String id(Context request) {
    return request.pathParam("theme_id");
  }

  private static ThemeForm form(Context request) {
    return RequestBody.json(request, ThemeForm.class, MOST_BODY);
  }

  private void create(Context request) {
    ThemeEntry made = themes.create(Caller.of(request), form(request));
    request.header("Location", "/api/v1/admin/themes/" + made.id());
    answer(request, 201, made);
  }

  private void replace(Context request) {
    answer(
        request,
        200,
        themes.replace(Caller.of(request), id(request), named(request), expected(request)));
  }

  private void change(Context request) {
    answer(
        request,
        200,
        themes.change(Caller.of(request), id(request), named(request), expected(request)));
  }

  /// A body may repeat the id of the path, and name no other.
  private static ThemeForm named(Context request) {
    ThemeForm form = form(request);
    if (form.id() != null && !form.id().equals(id(request))) {
      throw Problem.invalid("id", "is that of the path, or left out; a theme keeps its id.");
    }
    return form;
  }

  private void delete(Context request) {
    themes.delete(id(request), expected(request));
    request.status(204);
  }

  private void versions(Context request) {
    ThemeEntry known = themes.get(id(request));
    Reply.json(
        request,
        themes.versions(known.id()).stream()
            .map(each -> new Version(each.version(), each.createdAt(), each.createdBy().toString()))
            .toList());
  }

  private static void answer(Context request, int status, ThemeEntry entry) {
    request.header("ETag", "\"" + entry.version() + "\"");
    Reply.json(request, status, AdminTheme.of(entry));
  }

  /// @return null when any version will do
  private static @Nullable Integer expected(Context request) {
    String given = request.header("If-Match");
    if (given == null || given.strip().equals("*")) {
      return null;
    }
    String text = given.strip().replaceFirst("^W/", "").replace("\"", "");
    if (!text.matches("\\d{1,9}")) {
      throw Problem.invalid("If-Match", "is the ETag of an answer, such as \"3\".");
    }
    return Integer.valueOf(text);
  }
}
