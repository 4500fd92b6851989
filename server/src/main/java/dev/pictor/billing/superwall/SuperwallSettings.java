package dev.pictor.billing.superwall;

import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import java.util.Arrays;
import java.util.List;

/// With which secrets Superwall signs its webhooks.
///
/// @param secrets none when it sends none; several while one takes the place of another
/// @param isUnusable something was given that Superwall cannot have signed with
public record SuperwallSettings(List<SvixSecret> secrets, boolean isUnusable) {
  private static final Setting<String> SECRET =
      Setting.secret(
          "SUPERWALL_SECRET",
          "The signing secret of the webhook at Superwall (whsec_…); two with a comma while one"
              + " takes the place of the other.");

  /// In the order of the documentation.
  public static final List<Setting<?>> ALL = List.of(SECRET);

  public SuperwallSettings {
    secrets = List.copyOf(secrets);
  }

  /// Reads the settings. A secret of another form does not stop the start: the older service's
  /// example has one, and had no use for it.
  public static SuperwallSettings from(Environment environment) {
    List<String> words =
        Arrays.stream(SECRET.in(environment).split("[,\\s]+"))
            .filter(word -> !word.isEmpty())
            .toList();
    List<SvixSecret> secrets =
        words.stream().flatMap(word -> SvixSecret.read(word).stream()).toList();
    return new SuperwallSettings(secrets, secrets.size() < words.size());
  }

  /// Whether webhooks can be checked.
  public boolean isWhole() {
    return !secrets.isEmpty();
  }

  /// What is missing, in sentences for the operator.
  public List<String> missing() {
    return isUnusable
        ? List.of(
            "SUPERWALL_SECRET is not whsec_ and base64, as Superwall shows it, so webhooks signed"
                + " with it are refused")
        : List.of();
  }
}
