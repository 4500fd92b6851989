package dev.pictor.providers.cloud;

import dev.pictor.platform.partner.HttpAnswer;
import dev.pictor.platform.partner.PartnerHttp;
import dev.pictor.platform.partner.PartnerHttp.Exchange;
import dev.pictor.providers.remote.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.regex.Pattern;

/// What becomes of an order whose HTTP call ended in some way, seen from the money: who did not
/// answer may have made the picture, who said no has not.
public final class Verdict {
  private static final Duration SHORT = Duration.ofSeconds(15);
  private static final int LONGEST_SENTENCE = 300;
  private static final Pattern ADDRESS =
      Pattern.compile(
          "\\b[a-zA-Z][a-zA-Z0-9+.-]*:(//)?\\S{8,}|(\\d{1,3}\\.){3}\\d{1,3}(:\\d+)?|/\\S+/\\S*");

  /// Long runs are keys, base64 or ids, and no words; and so are shorter ones with a digit.
  private static final Pattern NO_WORD =
      Pattern.compile("[\\w*+/=.-]{25,}|(?=[\\w*+/=.-]{12,})[^\\s\\d]*\\d[\\w*+/=.-]*");

  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_.]{0,79}");

  private static final Pattern NOT_PRINTED = Pattern.compile("[\\p{Cc}\\p{Cf}\\s]+");

  private Verdict() {}

  /// How a call that orders a picture went.
  ///
  /// @param answered reads an answer, whatever its status
  public static Reply of(Exchange exchange, Function<HttpAnswer, Reply> answered) {
    return switch (exchange) {
      case Exchange.NotReached(String why) -> new Reply.Down(why);
      case Exchange.NoAnswer(String why) -> new Reply.UnknownOutcome(why);
      case Exchange.Answered(HttpAnswer answer) -> answered.apply(answer);
    };
  }

  /// By the status alone, where the body says no more. A gateway that gave up waiting, and a whole
  /// answer that cannot be read, leave it open whether a picture was made and charged.
  ///
  /// @param message of the provider's, for the owner where the request is at fault
  public static Reply byStatus(HttpAnswer answer, String message, Instant now) {
    int status = answer.status();
    return switch (status) {
      case 400, 405, 406, 411, 413, 414, 415, 422 ->
          new Reply.Refused(sentence("It refused the request", message));
      case 401, 403 -> new Reply.Down("the key is refused (status " + status + ")");
      case 402 -> new Reply.Down("no credit is left (status 402)");
      case 404, 410 -> new Reply.Down("there is no such model for this account (" + status + ")");
      case 409, 425, 429, 503 -> new Reply.Busy(answer.retryAfter(now).orElse(null));
      case 500 -> new Reply.Failed("It failed while making the picture.");
      default ->
          new Reply.UnknownOutcome(
              answer.isSuccess()
                  ? "an answer of status " + status + " that cannot be read"
                  : "status " + status);
    };
  }

  /// A code or a status of theirs for the log and for reasons, if it is one word.
  public static String word(String theirs) {
    return WORD.matcher(theirs).matches() ? theirs : theirs.isEmpty() ? "none" : "not a word";
  }

  /// The shorter of an API's own deadline and one for small questions.
  public static Duration quick(PartnerHttp.Limits limits) {
    return limits.total().compareTo(SHORT) < 0 ? limits.total() : SHORT;
  }

  /// A sentence of ours with the provider's words behind it, without addresses, keys and the like.
  public static String sentence(String ours, String theirs) {
    String words = NOT_PRINTED.matcher(theirs).replaceAll(" ").strip();
    words = ADDRESS.matcher(words).replaceAll("(an address)");
    words = NO_WORD.matcher(words).replaceAll("…");
    if (words.length() > LONGEST_SENTENCE) {
      words = words.substring(0, LONGEST_SENTENCE) + "…";
    }
    return words.isEmpty() ? ours + "." : ours + ": " + words;
  }
}
