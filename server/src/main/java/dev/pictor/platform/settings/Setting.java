package dev.pictor.platform.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One environment variable: its name, what it may hold, its default and what it does.
///
/// @param names the name, then older names that are still read
/// @param format what a value looks like, for the documentation and for error messages
/// @param fallback the default as one would write it; empty means unset
/// @param secret never printed, not even in an error message
public record Setting<T>(
    List<String> names,
    String format,
    String fallback,
    String sentence,
    boolean secret,
    Function<String, T> parser) {
  public Setting {
    names = List.copyOf(names);
  }

  public String name() {
    return names.getFirst();
  }

  /// The value in this environment. A bad value is noted there, and the default answers until the
  /// start is refused.
  public T in(Environment environment) {
    return environment.read(this);
  }

  /// The same setting, also read under an older or foreign name.
  public Setting<T> alsoKnownAs(String... others) {
    var all = new ArrayList<>(names);
    all.addAll(List.of(others));
    return new Setting<>(all, format, fallback, sentence, secret, parser);
  }

  public static Setting<String> text(String name, String fallback, String sentence) {
    return new Setting<>(List.of(name), "text", fallback, sentence, false, Function.identity());
  }

  /// Text that has no default and prints as `***`.
  public static Setting<String> secret(String name, String sentence) {
    return new Setting<>(List.of(name), "secret", "", sentence, true, Function.identity());
  }

  public static Setting<Boolean> flag(String name, boolean fallback, String sentence) {
    return new Setting<>(
        List.of(name), "true or false", "" + fallback, sentence, false, Setting::parseFlag);
  }

  public static Setting<Integer> whole(
      String name, int fallback, int least, int most, String sentence) {
    return new Setting<>(
        List.of(name),
        "whole number, " + least + " to " + most,
        "" + fallback,
        sentence,
        false,
        text -> Math.toIntExact(inRange(Long.parseLong(text), least, most)));
  }

  public static Setting<Long> bytes(
      String name, long fallback, long least, long most, String sentence) {
    return new Setting<>(
        List.of(name),
        "bytes, " + least + " to " + most,
        "" + fallback,
        sentence,
        false,
        text -> inRange(Long.parseLong(text), least, most));
  }

  public static Setting<Duration> seconds(
      String name, int fallback, int least, int most, String sentence) {
    return new Setting<>(
        List.of(name),
        "seconds, " + least + " to " + most,
        "" + fallback,
        sentence,
        false,
        text -> Duration.ofSeconds(inRange(Long.parseLong(text), least, most)));
  }

  public static Setting<Duration> minutes(
      String name, int fallback, int least, int most, String sentence) {
    return new Setting<>(
        List.of(name),
        "minutes, " + least + " to " + most,
        "" + fallback,
        sentence,
        false,
        text -> Duration.ofMinutes(inRange(Long.parseLong(text), least, most)));
  }

  /// A JSON list of strings or words with commas between them, as the seeds' environment files have
  /// both.
  public static Setting<List<String>> list(String name, String fallback, String sentence) {
    return new Setting<>(
        List.of(name), "JSON list or comma list", fallback, sentence, false, TextList::parse);
  }

  /// One of an enum's names, in any case.
  public static <E extends Enum<E>> Setting<E> oneOf(
      String name, Class<E> type, E fallback, String sentence) {
    String words =
        String.join(
            ", ",
            Arrays.stream(type.getEnumConstants())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList());
    return new Setting<>(
        List.of(name),
        words,
        fallback.name().toLowerCase(Locale.ROOT),
        sentence,
        false,
        text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)));
  }

  private static boolean parseFlag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "on" -> true;
      case "false", "0", "no", "off" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static long inRange(long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(value + " is not within " + least + " to " + most);
    }
    return value;
  }

  T parse(@Nullable String text) {
    return parser.apply(text == null || text.isBlank() ? fallback : text.strip());
  }
}
