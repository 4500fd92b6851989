package dev.pictor.platform.http;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One row of the table of routes: what is served, who may call it, and what the OpenAPI document
/// says of it.
///
/// @param path in Javalin's form: `{id}` for one segment, `<key>` where slashes are part of it
/// @param scope what the credential must be good for, where the route wants a credential at all
/// @param group the surface, as the documentation groups them
/// @param parameters the query parameters and headers; those in the path are found by themselves
/// @param request the body, or null when there is none
/// @param answers the success first, then what else a caller should expect
public record Route(
    HandlerType method,
    String path,
    Access access,
    Scope scope,
    String group,
    String summary,
    List<Parameter> parameters,
    @Nullable Body request,
    List<Answer> answers,
    Handler handler) {
  public Route {
    parameters = List.copyOf(parameters);
    answers = List.copyOf(answers);
  }

  /// A query parameter or a header.
  ///
  /// @param in `query` or `header`
  public record Parameter(
      String in, String name, Class<?> type, boolean required, String sentence) {}

  /// A body with an example.
  ///
  /// @param type a record for JSON, `byte[]` for raw bytes
  public record Body(String mediaType, Class<?> type, @Nullable Object example) {}

  /// One answer.
  ///
  /// @param body null for an answer without content
  public record Answer(int status, String sentence, @Nullable Body body) {}

  /// Begins a route; the rest is said one thing at a time.
  public static Draft route(HandlerType method, String path, Access access) {
    return new Draft(method, path, access);
  }

  /// A route being written down.
  public static final class Draft {
    private final HandlerType method;
    private final String path;
    private final Access access;
    private Scope scope;
    private String group = "Pictor";
    private String summary = "";
    private final List<Parameter> parameters = new ArrayList<>();
    private @Nullable Body request;
    private final List<Answer> answers = new ArrayList<>();

    private Draft(HandlerType method, String path, Access access) {
      this.method = method;
      this.path = path;
      this.access = access;
      this.scope = Scope.of(method, access);
    }

    /// Wants another scope than the method says: `READ` for GET, else `WRITE`; `ADMIN` for admins.
    public Draft scope(Scope scope) {
      this.scope = scope;
      return this;
    }

    public Draft in(String group) {
      this.group = group;
      return this;
    }

    public Draft says(String summary) {
      this.summary = summary;
      return this;
    }

    public Draft query(String name, Class<?> type, String sentence) {
      parameters.add(new Parameter("query", name, type, false, sentence));
      return this;
    }

    public Draft queryRequired(String name, Class<?> type, String sentence) {
      parameters.add(new Parameter("query", name, type, true, sentence));
      return this;
    }

    public Draft header(String name, String sentence) {
      parameters.add(new Parameter("header", name, String.class, false, sentence));
      return this;
    }

    public Draft takes(Object example) {
      request = new Body("application/json", example.getClass(), example);
      return this;
    }

    public Draft takesBytes(String mediaType) {
      request = new Body(mediaType, byte[].class, null);
      return this;
    }

    public Draft answers(int status, String sentence, Object example) {
      answers.add(
          new Answer(status, sentence, new Body("application/json", example.getClass(), example)));
      return this;
    }

    public Draft answersBytes(int status, String sentence, String mediaType) {
      answers.add(new Answer(status, sentence, new Body(mediaType, byte[].class, null)));
      return this;
    }

    public Draft answers(int status, String sentence) {
      answers.add(new Answer(status, sentence, null));
      return this;
    }

    public Route by(Handler handler) {
      return new Route(
          method, path, access, scope, group, summary, parameters, request, answers, handler);
    }
  }
}
