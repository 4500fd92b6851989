package dev.pictor.platform.http;

import dev.pictor.platform.Problem;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One row of the table of routes: what is served, who may call it, and what the OpenAPI document
/// says of it.
///
/// @param path in Javalin's form: `{id}` for one segment, `<key>` where slashes are part of it
/// @param scope what the credential must be good for, where the route wants a credential at all
/// @param group the surface, as the documentation groups them
/// @param parameters the query parameters and headers; those in the path are found by themselves
/// @param requests the bodies it takes, of which one is sent; empty when there is none
/// @param answers the success first, then what else a caller should expect
/// @param failures problems beyond those that follow from access, path and bodies
/// @param problemForm how this route's surface writes a problem; null for RFC 9457
public record Route(
    HandlerType method,
    String path,
    Access access,
    Scope scope,
    String group,
    String summary,
    List<Parameter> parameters,
    List<Body> requests,
    List<Answer> answers,
    List<Problem.Kind> failures,
    @Nullable Function<Problem, Object> problemForm,
    Handler handler) {
  public Route {
    parameters = List.copyOf(parameters);
    requests = List.copyOf(requests);
    answers = List.copyOf(answers);
    failures = List.copyOf(failures);
  }

  /// The same, with problems in the surface's own form.
  public Route withProblemsAs(Function<Problem, Object> form) {
    return new Route(
        method,
        path,
        access,
        scope,
        group,
        summary,
        parameters,
        requests,
        answers,
        failures,
        form,
        handler);
  }

  /// A query parameter or a header.
  ///
  /// @param in `query` or `header`
  /// @param schema JSON Schema
  public record Parameter(
      String in, String name, Map<String, Object> schema, boolean required, String sentence) {}

  /// What is in a body.
  public sealed interface Shape {
    /// JSON like this example: its schema is that of the example's record.
    record Like(Object example) implements Shape {}

    /// JSON that a schema describes better than a record does.
    record Written(Map<String, Object> schema) implements Shape {}

    /// Raw bytes, or text.
    record Bytes() implements Shape {}

    /// A form, `multipart/form-data` or `application/x-www-form-urlencoded`.
    record Form(List<Field> fields) implements Shape {}
  }

  /// A field of a form.
  ///
  /// @param isFile whether it carries a file rather than text
  public record Field(String name, boolean isFile, boolean required, String sentence) {
    public static Field file(String name, String sentence) {
      return new Field(name, true, true, sentence);
    }

    public static Field text(String name, boolean required, String sentence) {
      return new Field(name, false, required, sentence);
    }
  }

  /// A body with an example.
  ///
  /// @param example null where an example would be bytes
  public record Body(String mediaType, Shape shape, @Nullable Object example) {}

  /// One answer.
  ///
  /// @param body null for an answer without content
  /// @param headers by name, with what they say
  public record Answer(
      int status, String sentence, @Nullable Body body, Map<String, String> headers) {}

  /// Begins a route; the rest is said one thing at a time.
  public static Draft route(HandlerType method, String path, Access access) {
    return new Draft(method, path, access);
  }

  /// A route being written down.
  public static final class Draft {
    private static final String JSON = "application/json";

    private final HandlerType method;
    private final String path;
    private final Access access;
    private Scope scope;
    private String group = "Pictor";
    private String summary = "";
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Body> requests = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<Problem.Kind> failures = new ArrayList<>();

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
      return parameter("query", name, JsonSchema.plain(type), false, sentence);
    }

    public Draft queryRequired(String name, Class<?> type, String sentence) {
      return parameter("query", name, JsonSchema.plain(type), true, sentence);
    }

    /// A whole number within bounds.
    public Draft queryWhole(String name, int least, int most, int usual, String sentence) {
      var schema = new LinkedHashMap<String, Object>();
      schema.put("type", "integer");
      schema.put("minimum", least);
      schema.put("maximum", most);
      schema.put("default", usual);
      return parameter("query", name, schema, false, sentence);
    }

    /// One of some words.
    public Draft queryWord(String name, List<String> words, String sentence) {
      return parameter("query", name, Map.of("type", "string", "enum", words), false, sentence);
    }

    public Draft header(String name, String sentence) {
      return parameter("header", name, Map.of("type", "string"), false, sentence);
    }

    private Draft parameter(
        String in, String name, Map<String, Object> schema, boolean required, String sentence) {
      parameters.add(new Parameter(in, name, schema, required, sentence));
      return this;
    }

    /// Takes JSON like this; said again, the other one will do as well.
    public Draft takes(Object example) {
      requests.add(new Body(JSON, new Shape.Like(example), example));
      return this;
    }

    /// Takes JSON that a schema describes, where a record would say too little.
    public Draft takes(Object example, Map<String, Object> schema) {
      requests.add(new Body(JSON, new Shape.Written(schema), example));
      return this;
    }

    /// Takes a form with these fields.
    public Draft takesForm(Field... fields) {
      requests.add(new Body("multipart/form-data", new Shape.Form(List.of(fields)), null));
      return this;
    }

    /// Takes a form as browsers send one without files.
    public Draft takesUrlencoded(Object example) {
      requests.add(new Body("application/x-www-form-urlencoded", new Shape.Like(example), example));
      return this;
    }

    public Draft takesBytes(String mediaType) {
      requests.add(new Body(mediaType, new Shape.Bytes(), null));
      return this;
    }

    /// Answers with JSON like this; said again for the same status, the other one may come as well.
    public Draft answers(int status, String sentence, Object example) {
      return answer(status, sentence, new Body(JSON, new Shape.Like(example), example));
    }

    public Draft answersBytes(int status, String sentence, String mediaType) {
      return answer(status, sentence, new Body(mediaType, new Shape.Bytes(), null));
    }

    /// Answers with text that a schema describes.
    public Draft answersText(
        int status, String sentence, String mediaType, Map<String, Object> schema) {
      return answer(status, sentence, new Body(mediaType, new Shape.Written(schema), null));
    }

    public Draft answers(int status, String sentence) {
      return answer(status, sentence, null);
    }

    private Draft answer(int status, String sentence, @Nullable Body body) {
      answers.add(new Answer(status, sentence, body, Map.of()));
      return this;
    }

    /// The answer that was named last has this header.
    public Draft sends(String header, String sentence) {
      Answer last = answers.removeLast();
      var headers = new LinkedHashMap<>(last.headers());
      headers.put(header, sentence);
      answers.add(new Answer(last.status(), last.sentence(), last.body(), headers));
      return this;
    }

    /// Can be refused with these, beyond what follows from access, path and bodies.
    public Draft fails(Problem.Kind... kinds) {
      failures.addAll(List.of(kinds));
      return this;
    }

    public Route by(Handler handler) {
      return new Route(
          method,
          path,
          access,
          scope,
          group,
          summary,
          parameters,
          requests,
          answers,
          failures,
          null,
          handler);
    }
  }
}
