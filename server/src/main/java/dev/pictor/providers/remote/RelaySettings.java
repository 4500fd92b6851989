package dev.pictor.providers.remote;

import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How providers on other machines are used.
///
/// @param rules who is asked for what; see [Routes]
/// @param longest that an order may take there
/// @param atOnce orders at a time for each provider that has no number of its own
/// @param ownAtOnce by a provider's name
/// @param perMinute orders in a minute, by a provider's name
/// @param rest how long a broken provider is left alone
public record RelaySettings(
    List<String> rules,
    Duration longest,
    int atOnce,
    Map<String, Integer> ownAtOnce,
    Map<String, Integer> perMinute,
    Duration rest) {
  private static final int MOST_NUMBER = 100_000;

  static final Setting<String> ROUTES =
      Setting.text(
          "ROUTES",
          "",
          "Who makes what: rules with semicolons between them, such as"
              + " `face_swap=comfy_local*3|runpod,local; premium/*=openai,local`. Empty asks all"
              + " configured providers in their order and the built-in engine at last.");
  static final Setting<Duration> PROVIDER_TIMEOUT_SECONDS =
      Setting.seconds(
          "PROVIDER_TIMEOUT_SECONDS",
          600,
          1,
          86_400,
          "How long an order may take at a provider before it is stopped there.");
  static final Setting<Integer> PROVIDER_CONCURRENCY =
      Setting.whole(
          "PROVIDER_CONCURRENCY", 16, 1, 10_000, "Orders at a time at each provider, per node.");
  static final Setting<List<String>> PROVIDER_CONCURRENCY_OF =
      Setting.list(
          "PROVIDER_CONCURRENCY_OF",
          "",
          "Orders at a time at single providers, such as `comfy_local=1,runpod=50`.");
  static final Setting<List<String>> PROVIDER_PER_MINUTE_OF =
      Setting.list(
          "PROVIDER_PER_MINUTE_OF",
          "",
          "Orders in a minute at single providers, such as `openai=50,fal=120`; jobs beyond that"
              + " wait. Across nodes with REDIS_URL, else per node.");
  static final Setting<Duration> PROVIDER_REST_SECONDS =
      Setting.seconds(
          "PROVIDER_REST_SECONDS",
          30,
          1,
          3600,
          "How long a provider is left alone after half of its last orders found it broken.");

  /// For the documentation.
  public static final List<Setting<?>> ALL =
      List.of(
          ROUTES,
          PROVIDER_TIMEOUT_SECONDS,
          PROVIDER_CONCURRENCY,
          PROVIDER_CONCURRENCY_OF,
          PROVIDER_PER_MINUTE_OF,
          PROVIDER_REST_SECONDS);

  public RelaySettings {
    rules = List.copyOf(rules);
    ownAtOnce = Map.copyOf(ownAtOnce);
    perMinute = Map.copyOf(perMinute);
  }

  /// Reads them; what is wrong is noted in the environment.
  public static RelaySettings from(Environment environment) {
    return new RelaySettings(
        Arrays.stream(ROUTES.in(environment).split(";", -1))
            .map(String::strip)
            .filter(rule -> !rule.isEmpty())
            .toList(),
        PROVIDER_TIMEOUT_SECONDS.in(environment),
        PROVIDER_CONCURRENCY.in(environment),
        numbers(environment, PROVIDER_CONCURRENCY_OF),
        numbers(environment, PROVIDER_PER_MINUTE_OF),
        PROVIDER_REST_SECONDS.in(environment));
  }

  private static Map<String, Integer> numbers(
      Environment environment, Setting<List<String>> setting) {
    var numbers = new HashMap<String, Integer>();
    for (String each : setting.in(environment)) {
      int equals = each.indexOf('=');
      try {
        int number = Integer.parseInt(each.substring(equals + 1).strip());
        if (equals < 1 || number < 1 || number > MOST_NUMBER) {
          throw new NumberFormatException(each);
        }
        numbers.put(each.substring(0, equals).strip(), number);
      } catch (NumberFormatException _) {
        environment.fault(
            setting.name()
                + ": \""
                + each
                + "\" is not provider=number, with a number from 1 to "
                + MOST_NUMBER
                + ".");
      }
    }
    return numbers;
  }

  /// How one provider is used.
  public RemoteProvider.Use use(String provider) {
    return new RemoteProvider.Use(
        ownAtOnce.getOrDefault(provider, atOnce), perMinute.getOrDefault(provider, 0), rest);
  }
}
