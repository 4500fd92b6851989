package dev.pictor.storage;

import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an operator may choose about stored objects.
///
/// @param links how links to objects are made
/// @param patience how long a store elsewhere may take for one thing
/// @param buckets where each place lies in a store elsewhere
/// @param s3 null when there is no bucket
/// @param supabase null when there is no project
/// @param allowances what users may keep, by plan
public record StorageSettings(
    LinkSettings links,
    Duration patience,
    BucketSettings buckets,
    @Nullable S3Settings s3,
    @Nullable SupabaseSettings supabase,
    AllowanceSettings allowances) {
  private static final Setting<Duration> PRESIGNED_URL_EXPIRATION =
      Setting.seconds(
          "AWS_PRESIGNED_URL_EXPIRATION",
          900,
          1,
          604_800,
          "How long a signed link to upload or download is valid, in seconds; also without S3.");
  private static final Setting<LeadTo> STORAGE_LINKS =
      Setting.oneOf(
          "STORAGE_LINKS",
          LeadTo.class,
          LeadTo.STORE,
          "Where signed links lead when pictures are kept elsewhere: straight to the store, or to"
              + " this service, which passes the bytes on.");
  private static final Setting<UploadBy> UPLOAD_METHOD =
      Setting.oneOf(
          "UPLOAD_METHOD",
          UploadBy.class,
          UploadBy.PUT,
          "How the Sketch API has pictures uploaded to S3: put, or post with a form's fields.");
  private static final Setting<Duration> TIMEOUT =
      Setting.seconds(
          "STORAGE_TIMEOUT_SECONDS",
          30,
          1,
          600,
          "How long a store elsewhere may take for one thing, repeats included.");

  /// In the order of the documentation.
  public static final List<Setting<?>> ALL = all();

  private static List<Setting<?>> all() {
    var all = new ArrayList<Setting<?>>(S3Settings.ALL);
    all.addAll(SupabaseSettings.ALL);
    all.addAll(BucketSettings.ALL);
    all.addAll(List.of(PRESIGNED_URL_EXPIRATION, STORAGE_LINKS, UPLOAD_METHOD, TIMEOUT));
    all.addAll(AllowanceSettings.ALL);
    return List.copyOf(all);
  }

  /// How links to objects are made.
  ///
  /// @param lifetime how long one is valid
  public record LinkSettings(Duration lifetime, LeadTo leadTo, UploadBy uploadBy) {}

  /// Where links lead when the store is elsewhere.
  public enum LeadTo {
    /// Straight to the store.
    STORE,
    /// To this service, which passes the bytes on.
    SERVICE
  }

  /// How clients upload to a store elsewhere.
  public enum UploadBy {
    /// The bytes as the body.
    PUT,
    /// A form with signed fields, where the store has that.
    POST
  }

  /// Reads the settings; what is wrong is noted in the environment.
  public static StorageSettings from(Environment environment) {
    return new StorageSettings(
        new LinkSettings(
            PRESIGNED_URL_EXPIRATION.in(environment),
            STORAGE_LINKS.in(environment),
            UPLOAD_METHOD.in(environment)),
        TIMEOUT.in(environment),
        BucketSettings.from(environment),
        S3Settings.from(environment),
        SupabaseSettings.from(environment),
        AllowanceSettings.from(environment));
  }
}
