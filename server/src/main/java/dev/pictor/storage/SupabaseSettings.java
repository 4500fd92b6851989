package dev.pictor.storage;

import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A Supabase project whose storage keeps pictures.
///
/// @param url the project's address, without a slash at its end
/// @param serviceRoleKey opens everything of the project
record SupabaseSettings(URI url, String serviceRoleKey) {
  private static final Setting<String> URL =
      Setting.text(
          "SUPABASE_URL",
          "",
          "A Supabase project whose storage keeps the pictures of projects, and all others too when"
              + " there is no S3_BUCKET.");
  private static final Setting<String> KEY =
      Setting.secret("SUPABASE_SERVICE_ROLE_KEY", "The service role key of that project.");

  /// In the order of the documentation.
  static final List<Setting<?>> ALL = List.of(URL, KEY);

  /// @return null when no project is given
  static @Nullable SupabaseSettings from(Environment environment) {
    URI url = S3Settings.uri(environment, URL);
    if (url == null) {
      return null;
    }
    String key = KEY.in(environment);
    if (key.isBlank()) {
      environment.fault("SUPABASE_URL is given; give SUPABASE_SERVICE_ROLE_KEY too.");
    }
    return new SupabaseSettings(url, key);
  }

  @Override
  public String toString() {
    return "SupabaseSettings[" + url + ", serviceRoleKey=***]";
  }
}
