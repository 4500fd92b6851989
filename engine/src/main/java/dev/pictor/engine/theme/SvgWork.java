package dev.pictor.engine.theme;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How much there is to draw when all references of a drawing are followed: ten shapes that each
/// use ten others, and so on, are a file of a page and take a year to draw.
final class SvgWork {
  private static final Pattern REFERENCE = Pattern.compile("url\\(\\s*['\"]?#([^'\")]*)");
  private static final long MOST = 200_000;
  private static final int DEEPEST = 40;

  private final List<Element> open = new ArrayList<>();
  private final Map<String, Element> named = new HashMap<>();
  private final Map<Element, Long> known = new HashMap<>();
  private final Set<Element> underWay = new HashSet<>();
  private Element root = new Element();

  /// What an element holds and what it refers to.
  private static final class Element {
    private final List<Element> children = new ArrayList<>();
    private final List<String> references = new ArrayList<>();
  }

  void begin() {
    Element element = new Element();
    if (open.isEmpty()) {
      root = element;
    } else {
      open.getLast().children.add(element);
    }
    open.add(element);
  }

  void attribute(String name, String value) {
    Element element = open.getLast();
    if (name.equals("id")) {
      named.putIfAbsent(value, element);
    } else if (name.equals("href")) {
      element.references.add(value.strip().substring(1));
    } else {
      Matcher matcher = REFERENCE.matcher(value);
      while (matcher.find()) {
        element.references.add(matcher.group(1).strip());
      }
    }
  }

  void end() {
    open.removeLast();
  }

  /// Whether it can be drawn in reasonable time: no circles, not too deep, not too much.
  boolean isBounded() {
    return work(root, 0) <= MOST;
  }

  private long work(Element element, int depth) {
    Long before = known.get(element);
    if (before != null) {
      return before;
    }
    if (depth > DEEPEST || !underWay.add(element)) {
      return MOST + 1;
    }
    long sum = 1;
    for (Element child : element.children) {
      sum = Math.min(MOST + 1, sum + work(child, depth + 1));
    }
    for (String reference : element.references) {
      Element target = named.get(reference);
      sum = target == null ? sum : Math.min(MOST + 1, sum + work(target, depth + 1));
    }
    underWay.remove(element);
    known.put(element, sum);
    return sum;
  }
}
