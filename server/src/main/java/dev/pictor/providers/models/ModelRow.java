package dev.pictor.providers.models;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.engine.codec.ImageInfo.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a row of `models.json`.
final class ModelRow {
  private ModelRow() {}

  static Model read(JsonNode row) {
    return new Model(
        text(row, "id"),
        text(row, "provider"),
        new HashSet<>(words(row.path("operations"))),
        row.path("preferred").asBoolean(false),
        price(row),
        new Model.Limits(
            row.path("references").asInt(),
            row.path("input_bytes").asLong(),
            row.path("input_side").asInt()),
        sizes(row.path("sizes")),
        new HashSet<>(words(row.path("traits"))),
        row.path("ends").isTextual() ? LocalDate.parse(text(row, "ends")) : null);
  }

  private static Price price(JsonNode row) {
    Map<String, Long> tiers = new HashMap<>();
    for (Map.Entry<String, JsonNode> tier : row.path("tiers").properties()) {
      tiers.put(tier.getKey(), Price.millionths(tier.getValue().asText()));
    }
    return new Price(
        Price.millionths(text(row, "price")),
        tiers,
        Price.millionths(row.path("per_megapixel").asText("0")),
        tokens(row.path("tokens")),
        row.path("confirmed").asBoolean(false),
        text(row, "source"));
  }

  private static Price.@Nullable Tokens tokens(JsonNode tokens) {
    return tokens.isMissingNode()
        ? null
        : new Price.Tokens(
            new BigDecimal(text(tokens, "text")),
            new BigDecimal(text(tokens, "image")),
            new BigDecimal(text(tokens, "output")));
  }

  private static SizeRule sizes(JsonNode rule) {
    String kind = text(rule, "kind");
    return switch (kind) {
      case "own" -> new SizeRule.Own();
      case "multiples" ->
          new SizeRule.Multiples(
              rule.path("of").asInt(),
              rule.path("least_pixels").asLong(),
              rule.path("most_pixels").asLong(),
              rule.path("most_side").asInt(),
              rule.path("most_ratio").asDouble());
      case "listed" ->
          new SizeRule.Listed(words(rule.path("sizes")).stream().map(ModelRow::size).toList());
      case "ratios" -> new SizeRule.Ratios(words(rule.path("ratios")), tiers(rule.path("tiers")));
      default -> throw new IllegalStateException("models.json: no sizes are " + kind);
    };
  }

  private static Map<String, Integer> tiers(JsonNode tiers) {
    Map<String, Integer> sides = new HashMap<>();
    tiers.properties().forEach(tier -> sides.put(tier.getKey(), tier.getValue().asInt()));
    return sides;
  }

  private static Size size(String written) {
    String[] sides = written.split("x", -1);
    return new Size(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
  }

  private static List<String> words(JsonNode array) {
    var words = new ArrayList<String>();
    array.forEach(word -> words.add(word.asText()));
    return words;
  }

  private static String text(JsonNode row, String name) {
    if (!row.path(name).isTextual()) {
      throw new IllegalStateException("models.json: a row without " + name + ": " + row);
    }
    return row.path(name).asText();
  }
}
