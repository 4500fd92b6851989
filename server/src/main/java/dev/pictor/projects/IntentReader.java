package dev.pictor.projects;

import dev.pictor.images.Moods;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The assistant without a language model: a list of rules for English orders, tried one after the
/// other. It does not guess: what no rule takes is named in the answer, and nothing is done about
/// it. `compat/mugshot/README.md` has the rules in words.
public final class IntentReader implements Assistant {
  private static final String WHAT_I_CAN =
      "I can set headline, subtext, vibe, colours, platform, size, mode, model and the number of"
          + " variants, and start a job: say for example: set the headline to \"Best pasta ever\","
          + " make it warm and orange, and generate 3 versions for tiktok.";

  private static final Pattern GREETING =
      Pattern.compile(
          "^\\s*(?:hi|hello|hey|good (?:morning|evening|afternoon))(?: there)?\\b[\\s!,.]*");

  private static final Pattern HELP =
      Pattern.compile("\\b(?:help(?: me)?|what can you do|how does this work)\\b\\s*\\??");

  private static final Pattern THANKS =
      Pattern.compile(
          "\\b(?:thanks(?: a lot)?|thank you(?: very"
              + " much)?|great|cool|nice|perfect|ok(?:ay)?|awesome|love it)\\b");

  private static final Pattern FILLERS =
      Pattern.compile(
          "please|and|then|the|it|its|also|now|just|so|a|an|to|me|my|for|with|in|on|of|but|can|could"
              + "|would|will|you|i|we|i'd|like|want|need|let's|us|this|that|thumbnail|thumbnails|project"
              + "|picture|image|should|be|is|are|make|set|change|use|have|give|do|too|again|well|as|new"
              + "|more|very|really|some|-|–|&|\\+");

  private static final Pattern ADJECTIVES =
      Pattern.compile(
          "\\b(?:(?:make|turn|paint|have) (?:it|them|everything|this|the thumbnail)|(?:give"
              + " it|use|with|in)(?: an?)?|(?:the )?(?:colou?rs?|palette)(?: should be| to| are|"
              + " is|:| of)?)\\s+");

  private static final Pattern WORD = Pattern.compile("\\s*(?<gap>,\\s*)?(?<word>#?[a-z0-9-]+)");

  private static final Pattern AFTER =
      Pattern.compile(
          "\\s*(?:and (?=[a-z]+"
              + " ))?(?:vibes?|moods?|style|look|feel|feeling|tone|colou?rs?|palette)\\b");

  private static final Pattern PART =
      Pattern.compile(
          "\\b(?:(?:make|set|change|turn|paint)\\s+)?(?:the )?(?<part>background|accent|text)(?:"
              + " colou?r)?\\s+(?:(?:to|is|in|should be|:)\\s+)?(?<name>(?:dark |light |hot"
              + " )?#?[a-z0-9]+)\\b");

  private static final List<String> PARTS = List.of("background", "accent", "text");

  private static final List<String> BETWEEN =
      List.of(
          "and", "look", "feel", "more", "very", "really", "a", "bit", "all", "much", "in", "be");

  @Override
  public Understood read(Turn turn) {
    var intent = new Intent();
    var heard = new Heard(turn.said());
    boolean isGreeting = heard.take(GREETING, _ -> {});
    boolean isThanks = heard.take(THANKS, _ -> {});
    boolean isHelp = heard.take(HELP, _ -> {});
    apply(IntentRules.NEGATION, heard, intent);
    for (IntentRules.Rule rule : IntentRules.ALL) {
      apply(rule, heard, intent);
    }
    parts(turn.project(), heard, intent);
    adjectives(heard, intent);
    answerQuestions(turn.project(), intent);
    List<String> unknown = heard.leftOver(FILLERS);
    if (intent.isEmpty()) {
      intent.say(nothing(isGreeting, isThanks, isHelp, unknown));
    } else if (!unknown.isEmpty()) {
      intent.say("I did not understand “" + String.join(" ", unknown) + "”.");
    }
    noteQuality(intent);
    return intent.understood();
  }

  private static void apply(IntentRules.Rule rule, Heard heard, Intent intent) {
    heard.take(rule.pattern(), found -> rule.action().accept(found, intent));
  }

  private static String nothing(
      boolean isGreeting, boolean isThanks, boolean isHelp, List<String> unknown) {
    if (!unknown.isEmpty()) {
      return "I did not understand that. " + WHAT_I_CAN;
    }
    if (isThanks && !isGreeting && !isHelp) {
      return "You are welcome.";
    }
    return isGreeting && !isHelp ? "Hello! " + WHAT_I_CAN : WHAT_I_CAN;
  }

  /// A quality is said of a job; a project has none.
  private static void noteQuality(Intent intent) {
    if (intent.quality != null && !intent.wantsJob) {
      intent.say(
          "The quality is chosen with the job: say for example: generate it in "
              + intent.quality
              + ".");
    }
  }

  private static void answerQuestions(@Nullable Design project, Intent intent) {
    intent.sentences.replaceAll(sentence -> {
      if (!sentence.startsWith(IntentRules.QUESTION)) {
        return sentence;
      }
      String field = sentence.substring(IntentRules.QUESTION.length());
      return project == null ? "This chat is about no project." : DesignWords.state(project, field);
    });
  }

  /// `background dark blue`: one of the colours, the others stay.
  private static void parts(@Nullable Design project, Heard heard, Intent intent) {
    Matcher match = PART.matcher(heard.left());
    while (match.find()) {
      Optional<String> colour = ColourWords.find(match.group("name"));
      if (colour.isPresent()) {
        var now =
            new ArrayList<String>(
                intent.colours != null
                    ? intent.colours
                    : project == null ? List.of() : project.colours());
        int place = PARTS.indexOf(match.group("part"));
        if (place > now.size()) {
          intent.say("Choose a colour for the " + PARTS.get(now.size()) + " first.");
        } else if (place == now.size()) {
          now.add(colour.get());
        } else {
          now.set(place, colour.get());
        }
        if (place <= now.size() && !now.isEmpty()) {
          intent.colours = now;
        }
        heard.blank(match.start(), match.end());
      }
    }
  }

  /// `make it calm and dark blue`: colours and moods in a row.
  private static void adjectives(Heard heard, Intent intent) {
    Matcher match = ADJECTIVES.matcher(heard.left());
    int from = 0;
    while (match.find(from)) {
      int end = row(heard, match.end(), intent);
      if (end > match.end()) {
        Matcher after = AFTER.matcher(heard.left());
        int last = after.region(end, heard.left().length()).lookingAt() ? after.end() : end;
        heard.blank(match.start(), last);
      }
      from = Math.max(match.end(), end);
      match.reset(heard.left());
      if (from > heard.left().length()) {
        return;
      }
    }
  }

  /// @return where the row of known words ends; the given place when there is none
  private static int row(Heard heard, int begin, Intent intent) {
    String left = heard.left();
    int end = begin;
    int at = begin;
    Matcher word = WORD.matcher(left);
    while (word.region(at, left.length()).lookingAt()) {
      String one = word.group("word");
      int oneEnds = word.end();
      Matcher next = WORD.matcher(left).region(oneEnds, left.length());
      String two =
          next.lookingAt() && next.group("gap") == null ? one + " " + next.group("word") : one;
      if (!two.equals(one) && ColourWords.find(two).isPresent()) {
        intent.addColour(ColourWords.find(two).get());
        at = next.end();
        end = at;
      } else if (ColourWords.find(one).isPresent()) {
        intent.addColour(ColourWords.find(one).get());
        at = oneEnds;
        end = at;
      } else if (Moods.isKnown(one)) {
        intent.addVibe(one);
        at = oneEnds;
        end = at;
      } else if (BETWEEN.contains(one)) {
        at = oneEnds;
      } else {
        return end;
      }
    }
    return end;
  }
}
