package dev.pictor.projects;

import static java.util.regex.Pattern.compile;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/// The rules of the built-in reader, in the order in which they are tried. Each takes out of the
/// message what it has understood.
final class IntentRules {
  private static final String HEADLINE = "(?:main )?(?:headline|title|heading|main text|big text)";
  private static final String SUBTEXT =
      "(?:sub[- ]?(?:text|title|headline|heading)|tagline|small text|second line)";
  private static final String VIBE = "(?:vibe|mood|style|look|feel|feeling|tone)";
  private static final String VERB =
      "(?:(?:set|change|make|update|put|use|add|write|let|have|give it)\\s+)?(?:the |a |my |an )?";
  private static final String TO =
      "\\s*(?:(?:should|must|shall|to)"
          + " (?:be|say|read)\\b|to\\b|as\\b|is\\b|says?|reads?|saying|:|=|->)\\s*";
  private static final String QUOTE = "\"(?<text>\u0001*)\"";

  /// Where a text without quotation marks ends: with its sentence, or where the next order begins.
  private static final String ORDER =
      "(?:make|set|change|use|generate|render|create|put|remove|add|produce|give|switch|the |"
          + SUBTEXT
          + "|headline|title|platform|vibe|colou?rs?)";

  private static final String PLAIN =
      "(?<text>[^\"\\s;][^\";\\n]*?)(?=\\s*(?:[;\\n]|\\.(?:\\s|$)|$|(?:,|,?\\s+(?:and|then|but|and"
          + " then))\\s+"
          + ORDER
          + "))\\.?";

  private static final Map<String, Integer> NUMBERS =
      Map.of(
          "a", 1, "an", 1, "one", 1, "two", 2, "three", 3, "four", 4, "five", 5, "six", 6, "eight",
          8, "ten", 10);

  /// One rule.
  record Rule(Pattern pattern, BiConsumer<Heard.Found, Intent> action) {}

  /// Before all others: what is not to be done is left alone.
  static final Rule NEGATION =
      new Rule(
          compile("\\b(?:don't|do not|dont|never|please don't)\\b(?<rest>[^.;!\\n]*)"),
          (found, intent) ->
              intent.say("I left alone what you do not want: “" + found.written("rest") + "”."));

  static final List<Rule> ALL =
      List.of(
          text(SUBTEXT + TO + QUOTE, (intent, text) -> intent.subtext = text),
          text(SUBTEXT + "\\s+" + QUOTE, (intent, text) -> intent.subtext = text),
          text(HEADLINE + TO + QUOTE, (intent, text) -> intent.headline = text),
          text(HEADLINE + "\\s+" + QUOTE, (intent, text) -> intent.headline = text),
          text(
              "(?:(?:call|title|name) it|it should (?:say|read)|(?:that|which) says|saying|with the"
                  + " (?:text|words))\\s+"
                  + QUOTE,
              (intent, text) -> intent.headline = text),
          removal(SUBTEXT, intent -> intent.subtext = ""),
          removal(HEADLINE, intent -> intent.headline = ""),
          removal("colou?rs?|palette", intent -> intent.colours = List.of()),
          question(),
          text(SUBTEXT + TO + PLAIN, (intent, text) -> intent.subtext = text),
          text(HEADLINE + TO + PLAIN, (intent, text) -> intent.headline = text),
          text("(?:call|title) it\\s+" + PLAIN, (intent, text) -> intent.headline = text),
          text(VIBE + TO + PLAIN, Intent::addVibe),
          text(VIBE + TO + QUOTE, Intent::addVibe),
          size(),
          platform(),
          platformX(),
          variants(),
          variantsTo(),
          mode(
              "copy", "(?:copy mode|mode (?:to |is )?copy|copy the (?:layout|arrangement|design))"),
          mode("design", "(?:design mode|mode (?:to |is )?design)"),
          model("nano_banana", "(?:nano[ _-]?banana|gemini)"),
          model("seedream", "seedream"),
          model("fal", "fal(?:\\.ai)?"),
          model("builtin", "(?:the )?built[- ]?in(?: (?:model|renderer|engine))?"),
          quality("4k", "(?:in )?4k(?: quality)?|quality (?:to |is )?4k"),
          quality("high", "(?:in |with )?high quality|quality (?:to |is )?high"),
          quality("draft", "(?:in |as a |as )?draft(?: quality)?|quality (?:to |is )?draft"),
          quality("std", "(?:in )?standard quality|quality (?:to |is )?(?:std|standard)"),
          job(
              "(?:re-?)?(?:generate|render|produce)(?:\\s+(?:it|them|this|that|again|now|me|one|a|an|"
                  + "the|new|another|some|thumbnails?|images?|pictures?|previews?)\\b)*"),
          job(
              "(?:make|create|start|draw|give me|show me|run|i want|i need|i'd"
                  + " like)\\s+(?:(?:me|a|an|"
                  + "the|some|another|new|my|of)\\s+)*(?:thumbnails?|images?|pictures?|jobs?|previews?)"),
          job("(?:make|create|do|run|draw) (?:it|them)(?=\\s*(?:now|again|please|[.!;,\\n]|$))"),
          job(
              "(?:go ahead|go|let's go|try again|once more|one"
                  + " more)(?=\\s*(?:now|please|[.!\\n]|$))"));

  private IntentRules() {}

  private static Rule text(String pattern, BiConsumer<Intent, String> action) {
    return new Rule(
        compile("\\b" + VERB + pattern),
        (found, intent) -> action.accept(intent, found.written("text")));
  }

  private static Rule removal(String field, java.util.function.Consumer<Intent> action) {
    return new Rule(
        compile(
            "\\b(?:(?:remove|delete|drop|clear|reset|erase|lose)\\s+(?:the |my |all )?|no |without"
                + " (?:a |the )?)(?:"
                + field
                + ")\\b"),
        (_, intent) -> action.accept(intent));
  }

  /// Answered by the reader, which knows the project.
  private static Rule question() {
    return new Rule(
        compile(
            "\\bwhat(?:'s| is| are)? (?:the |my )?(?:current"
                + " )?(?<field>headline|title|subtext|subtitle|vibe|platform|colou?rs?|mode|model|width|height)(?:"
                + " now| right now)?\\b\\s*\\??"),
        (found, intent) -> intent.say(QUESTION + field(found.word("field"))));
  }

  /// Before the name of a field that was asked for.
  static final String QUESTION = "\u0002";

  private static String field(String word) {
    return switch (word) {
      case "title" -> "headline";
      case "subtitle" -> "subtext";
      case "color", "colors", "colour" -> "colours";
      case "model" -> "model_pref";
      default -> word;
    };
  }

  private static Rule size() {
    return new Rule(
        compile(
            "\\b(?:(?:set|change|make) )?(?:it |the )?(?:size (?:to |is |:"
                + " ?)?)?(?<w>\\d{2,5})\\s*(?:x|×|by|\\*)\\s*(?<h>\\d{2,5})(?:"
                + " ?(?:px|pixels))?\\b"),
        (found, intent) -> {
          intent.width = Integer.parseInt(found.written("w"));
          intent.height = Integer.parseInt(found.written("h"));
        });
  }

  private static Rule platform() {
    String names = "(?<name>youtube|instagram|insta|tiktok|tik tok|twitter|linkedin)";
    return new Rule(
        compile(
            "\\b(?:(?:set |change |switch )?(?:the |it )?(?:platform )?(?:for|on|to|as"
                + " an?|platform:?|is)\\s+"
                + names
                + "|(?:a |an )?"
                + names.replace("name", "other")
                + "(?= (?:thumbnail|post|format|size|cover|video|version)))\\b"
                + "(?: (?:format|size|post|video))?"),
        (found, intent) ->
            intent.platform =
                platform(found.has("name") ? found.word("name") : found.word("other")));
  }

  private static String platform(String word) {
    return switch (word) {
      case "insta" -> "instagram";
      case "tik tok" -> "tiktok";
      case "twitter" -> "x";
      default -> word;
    };
  }

  /// A letter is a platform only where nothing else can be meant.
  private static Rule platformX() {
    return new Rule(
        compile("\\b(?:(?:change |set |switch )?(?:the )?platform (?:to )?|for |switch to )x\\b"),
        (_, intent) -> intent.platform = "x");
  }

  private static final String VARIANTS =
      "(?:variants?|versions?|variations?|options?|alternatives?)";

  private static Rule variants() {
    return new Rule(
        compile(
            "\\b(?<verb>(?:make|create|generate|render|produce|draw|give me|show me|i want|i"
                + " need|i'd"
                + " like)\\s+(?:me\\s+)?)?(?<count>\\d{1,3}|a|an|one|two|three|four|five|six|eight|ten)\\s+(?:different"
                + " |more |other )?"
                + VARIANTS
                + "\\b"),
        (found, intent) -> {
          count(found.word("count"), intent);
          intent.wantsJob |= found.has("verb");
        });
  }

  private static Rule variantsTo() {
    return new Rule(
        compile(
            "\\b(?:(?:set|change|make) )?(?:the )?(?:number of )?"
                + VARIANTS
                + "\\s*(?:to|:|=|is|are|should"
                + " be)\\s*(?<count>\\d{1,3}|one|two|three|four|five|six|eight|ten)\\b"),
        (found, intent) -> count(found.word("count"), intent));
  }

  private static void count(String word, Intent intent) {
    int count = NUMBERS.containsKey(word) ? NUMBERS.getOrDefault(word, 1) : Integer.parseInt(word);
    if (count >= 1 && count <= 4) {
      intent.variants = count;
    } else {
      intent.say("There are 1 to 4 variants, not " + count + ".");
    }
  }

  private static Rule mode(String mode, String pattern) {
    return new Rule(
        compile("\\b(?:(?:use|set|change|switch to)\\s+)?(?:the )?" + pattern + "\\b"),
        (_, intent) -> intent.mode = mode);
  }

  private static Rule model(String model, String pattern) {
    return new Rule(
        compile(
            "\\b(?:use|with|by|switch to|model(?: to| is|:)?|change the model to)\\s+"
                + pattern
                + "\\b"),
        (_, intent) -> intent.model = model);
  }

  private static Rule quality(String quality, String pattern) {
    return new Rule(compile("\\b(?:" + pattern + ")\\b"), (_, intent) -> intent.quality = quality);
  }

  private static Rule job(String pattern) {
    return new Rule(compile("\\b" + pattern + "(?![\\w-])"), (_, intent) -> intent.wantsJob = true);
  }
}
