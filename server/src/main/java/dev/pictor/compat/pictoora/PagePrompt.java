package dev.pictor.compat.pictoora;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which faces of a page a prompt means, in English:
///
/// - all: "every face", "all the children", "both people", "everyone"
/// - by place: "the second face from the left", "the leftmost child", "the girl on the right"
/// - by size: "the largest face", "the second largest face"
///
/// Left and right are the viewer's. A prompt that says none of it, several different things, or
/// takes something out ("everyone except the dog") means the largest face, and the answer says so.
///
/// @param faces the value of the operation's parameter of that name
/// @param meaning a sentence for the caller
record PagePrompt(String faces, String meaning) {
  private static final String LARGEST = "largest";
  private static final String WHO =
      "(?:face|head|child|children|kid|boy|girl|baby|babie|person|people|man|men|woman|women|lady"
          + "|character|figure|one|hero|mother|father|mum|mom|dad|sister|brother|princess|prince)s?";
  private static final String WORDS = "(?:(?!of |in |on |from |to |with |and )[a-z'-]+ ){0,3}?";

  private static final List<String> ORDINALS =
      List.of(
          "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
          "tenth");
  private static final String ORDINAL =
      "(" + String.join("|", ORDINALS) + "|\\d{1,2}(?:st|nd|rd|th))";

  private static final Pattern EXCEPTION =
      Pattern.compile("\\b(?:except|excluding|but not|other than|apart from|without|not the)\\b");
  private static final Pattern ALL =
      Pattern.compile(
          "\\b(?:everyone|everybody|(?:every|all|each|both) "
              + WORDS
              + WHO
              + "|(?:each|all) of (?:the|these) "
              + WORDS
              + WHO
              + ")\\b");
  private static final Pattern COUNTED =
      Pattern.compile(
          "\\b" + ORDINAL + " " + WORDS + "(?:" + WHO + " )?(?:counted )?from the (left|right)\\b");
  private static final Pattern OUTERMOST =
      Pattern.compile("\\b(left|right)[- ]?most\\b|\\bfar (left|right) " + WHO + "\\b");
  private static final Pattern BESIDE =
      Pattern.compile(
          "\\b"
              + WHO
              + " (?:who is |that is |standing |sitting )?on the (?:far )?(left|right)\\b"
              + "(?! (?:page|side of the page))"
              + "|\\b(left|right)(?:[- ]hand)? "
              + WHO
              + "\\b");
  private static final Pattern BY_SIZE =
      Pattern.compile("\\b(?:" + ORDINAL + "[- ])?(?:largest|biggest)\\b");

  /// Reads a prompt; every text has a meaning.
  static PagePrompt read(String prompt) {
    String text = prompt.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    if (EXCEPTION.matcher(text).find()) {
      return largest("exceptions in the prompt are not understood");
    }
    Set<String> found = new LinkedHashSet<>();
    if (ALL.matcher(text).find()) {
      found.add("all");
    }
    places(text, found);
    sizes(text, found);
    if (found.size() > 1) {
      return largest("the prompt names several choices");
    }
    return found.stream()
        .findFirst()
        .map(faces -> new PagePrompt(faces, sentence(faces)))
        .orElseGet(() -> largest("the prompt does not say which face"));
  }

  /// What is counted has the words of the simpler forms in it, so it is taken out first.
  private static void places(String text, Set<String> found) {
    Matcher counted = COUNTED.matcher(text);
    while (counted.find()) {
      number(counted.group(1)).ifPresent(n -> found.add(counted.group(2) + ":" + n));
    }
    String rest = counted.replaceAll("");
    Matcher outermost = OUTERMOST.matcher(rest);
    while (outermost.find()) {
      found.add(side(outermost) + ":1");
    }
    Matcher beside = BESIDE.matcher(rest);
    while (beside.find()) {
      found.add(side(beside) + ":1");
    }
  }

  private static void sizes(String text, Set<String> found) {
    Matcher size = BY_SIZE.matcher(text);
    while (size.find()) {
      if (size.group(1) == null) {
        found.add(LARGEST);
      } else {
        number(size.group(1)).ifPresent(n -> found.add("" + (n - 1)));
      }
    }
  }

  private static String side(Matcher found) {
    return found.group(1) == null ? found.group(2) : found.group(1);
  }

  /// Faces are counted to 20.
  private static Optional<Integer> number(String ordinal) {
    int word = ORDINALS.indexOf(ordinal);
    int number = word >= 0 ? word + 1 : Integer.parseInt(ordinal.replaceAll("\\D", ""));
    return number >= 1 && number <= 20 ? Optional.of(number) : Optional.empty();
  }

  private static PagePrompt largest(String why) {
    return new PagePrompt(LARGEST, "The largest face of the page is replaced: " + why + ".");
  }

  private static String sentence(String faces) {
    if (faces.equals("all")) {
      return "Every face of the page is replaced.";
    }
    if (faces.equals(LARGEST)) {
      return "The largest face of the page is replaced.";
    }
    String[] place = faces.split(":", 2);
    return place.length == 2
        ? "Face " + place[1] + " from the " + place[0] + " of the page is replaced."
        : "Face " + (Integer.parseInt(faces) + 1) + " of the page by size is replaced.";
  }
}
