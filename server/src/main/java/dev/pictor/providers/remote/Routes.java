package dev.pictor.providers.remote;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who is asked for what, in which order: the operator's rules.
///
/// A rule is `operation=first,second,…`. An operation is its word, `*` for all others, or either
/// after `plan/`. Between commas several names with `|` share the work, by weight when one has
/// `*number`: `face_swap=comfy_local*3|runpod,local`. The most particular rule applies alone.
/// Without any, all configured providers are asked in their order, and the built-in engine at last.
public final class Routes {
  /// The built-in engine's name.
  public static final String LOCAL = "local";

  private static final int MOST_WEIGHT = 1000;

  private final Map<String, List<Rank>> rules;
  private final List<Rank> usual;

  /// One place in the order; several share it.
  private record Rank(List<Choice> choices) {
    /// One of them, the same for the same job; then the others, in case it fails.
    List<String> order(long draw) {
      var names = new ArrayList<String>();
      var left = new ArrayList<>(choices);
      long rest = draw;
      while (!left.isEmpty()) {
        int total = left.stream().mapToInt(Choice::weight).sum();
        long at = Math.floorMod(rest, total);
        int i = 0;
        while (at >= left.get(i).weight()) {
          at -= left.get(i).weight();
          i++;
        }
        names.add(left.remove(i).name());
        rest = rest * 6364136223846793005L + 1442695040888963407L;
      }
      return names;
    }
  }

  private record Choice(String name, int weight) {}

  private Routes(Map<String, List<Rank>> rules, List<Rank> usual) {
    this.rules = rules;
    this.usual = usual;
  }

  /// @param configured names of providers on other machines, in their usual order
  /// @param rules the operator's, without a meaning when empty
  /// @throws IllegalArgumentException with a sentence for the operator
  public static Routes of(List<String> configured, List<String> rules) {
    var known = new ArrayList<>(configured);
    known.add(LOCAL);
    var read = new LinkedHashMap<String, List<Rank>>();
    for (String rule : rules) {
      int equals = rule.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "ROUTES: \"" + rule + "\" is not operation=provider,provider.");
      }
      String what = rule.substring(0, equals).strip();
      if (read.put(what, ranks(rule.substring(equals + 1), known)) != null) {
        throw new IllegalArgumentException("ROUTES: there are two rules for " + what + ".");
      }
    }
    List<Rank> usual = known.stream().map(name -> new Rank(List.of(new Choice(name, 1)))).toList();
    return new Routes(read, usual);
  }

  private static List<Rank> ranks(String text, List<String> known) {
    var ranks = new ArrayList<Rank>();
    for (String rank : text.split(",", -1)) {
      var choices = new ArrayList<Choice>();
      for (String choice : rank.split("\\|", -1)) {
        choices.add(choice(choice.strip(), known));
      }
      ranks.add(new Rank(List.copyOf(choices)));
    }
    return List.copyOf(ranks);
  }

  private static Choice choice(String text, List<String> known) {
    int star = text.indexOf('*');
    String name = star < 0 ? text : text.substring(0, star);
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          "ROUTES: there is no provider \""
              + name
              + "\"; configured are "
              + String.join(", ", known)
              + ".");
    }
    return new Choice(name, star < 0 ? 1 : weight(text.substring(star + 1)));
  }

  private static int weight(String text) {
    try {
      int weight = Integer.parseInt(text);
      if (weight >= 1 && weight <= MOST_WEIGHT) {
        return weight;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw new IllegalArgumentException("ROUTES: \"" + text + "\" is no weight from 1 to 1000.");
  }

  /// Whether any rule is for one plan only.
  boolean isByPlan() {
    return rules.keySet().stream().anyMatch(rule -> rule.contains("/"));
  }

  /// Names in the order in which they are asked.
  ///
  /// @param draw decides between those that share the work; the same for the same job
  public List<String> order(String plan, String operation, long draw) {
    List<Rank> ranks =
        List.of(plan + "/" + operation, plan + "/*", operation, "*").stream()
            .filter(rules::containsKey)
            .findFirst()
            .map(rules::get)
            .orElse(usual);
    return ranks.stream().flatMap(rank -> rank.order(draw).stream()).distinct().toList();
  }
}
