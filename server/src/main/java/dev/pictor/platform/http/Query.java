package dev.pictor.platform.http;

import dev.pictor.platform.Problem;
import io.javalin.http.Context;

/// Numbers in the query of a request.
public final class Query {
  /// The most that one part of any list has.
  public static final int MOST = 100;

  /// What a part of a list has when nobody says.
  public static final int USUAL = 20;

  private Query() {}

  /// How many entries of a list are asked for: `limit`, 1 to [#MOST], usually [#USUAL].
  public static int limit(Context request) {
    return limit(request, USUAL);
  }

  /// @param usual what counts when there is none
  public static int limit(Context request, int usual) {
    return whole(request, "limit", 1, MOST, usual);
  }

  /// @param usual what counts when there is none
  /// @throws Problem INVALID_REQUEST when it is no whole number within these two, which are not
  ///   negative
  public static int whole(Context request, String name, int least, int most, int usual) {
    String text = request.queryParam(name);
    if (text == null) {
      return usual;
    }
    int value = text.matches("\\d{1,7}") ? Integer.parseInt(text) : -1;
    if (value < least || value > most) {
      throw Problem.invalid(name, "is within " + least + " to " + most + ".");
    }
    return value;
  }
}
