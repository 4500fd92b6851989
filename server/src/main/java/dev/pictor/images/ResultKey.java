package dev.pictor.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.platform.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/// What equal jobs have in common.
///
/// @param scope who may have the same result: a user, or all zeros for everybody
/// @param digest SHA-256 in lower-case hexadecimal, over every operation with its canonical
///   parameters and the contents of its inputs, how results are written and where they lie, and who
///   makes them with what. Addresses, keys, names, metadata and prices do not count
record ResultKey(UUID scope, String digest) {
  static final UUID EVERYBODY = new UUID(0, 0);

  /// Changes whenever this text is made in another way.
  private static final String FORM = "1";

  /// @param edition what makes the result, as [dev.pictor.providers.Provider#edition] says
  /// @param contentOf the SHA-256 of an input, by its key
  static ResultKey of(
      UUID scope, ImageOrder order, String edition, Function<String, String> contentOf) {
    var said = new ArrayList<String>();
    said.add(FORM);
    for (ImageOrder.Step step : order.steps()) {
      said.add(step.operation() + " " + canonical(step.params()));
      new TreeMap<>(step.inputs())
          .forEach((role, key) -> said.add(role + " " + contentOf.apply(key)));
    }
    said.add(Json.write(order.output()) + " " + order.resultsLie());
    said.add(edition);
    return new ResultKey(scope, sha256(String.join("\n", said)));
  }

  /// By name, as the database gives them back in another order than they were written in.
  private static String canonical(ObjectNode params) {
    var sorted = new TreeMap<String, JsonNode>();
    params.properties().forEach(each -> sorted.put(each.getKey(), each.getValue()));
    return Json.write(sorted);
  }

  /// The name of the flight of jobs that are to have this result.
  String flight() {
    return scope + " " + digest;
  }

  /// Lower-case hexadecimal.
  static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
