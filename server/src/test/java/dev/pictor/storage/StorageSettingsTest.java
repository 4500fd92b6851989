package dev.pictor.storage;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Environment.BadSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageSettingsTest {
  static StorageSettings defaults() {
    return read(Map.of());
  }

  static StorageSettings read(Map<String, String> values) {
    var environment = new Environment(values);
    StorageSettings settings = StorageSettings.from(environment);
    environment.check();
    return settings;
  }

  @Test
  void linksLastFifteenMinutesUnlessTheOperatorSaysOtherwise() {
    assertThat(defaults().links().lifetime()).isEqualTo(Duration.ofMinutes(15));
    assertThat(read(Map.of("AWS_PRESIGNED_URL_EXPIRATION", "60")).links().lifetime())
        .isEqualTo(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "604801", "15m", "1.5"})
  void aLifetimeThatIsNoneStopsTheStart(String text) {
    assertThatExceptionOfType(BadSettings.class)
        .isThrownBy(() -> read(Map.of("AWS_PRESIGNED_URL_EXPIRATION", text)))
        .withMessageContaining("AWS_PRESIGNED_URL_EXPIRATION");
  }

  @Test
  void picturesLieInTheDataFolderUntilAStoreIsNamed() {
    assertThat(defaults().s3()).isNull();
    assertThat(defaults().supabase()).isNull();
  }

  @Test
  void theWordsOfBothOldAppsNameABucket() {
    S3Settings oneShot =
        requireNonNull(
            read(Map.of(
                    "S3_BUCKET",
                    "pictures",
                    "S3_KEY",
                    "id",
                    "S3_SECRET",
                    "secret",
                    "S3_REGION",
                    "eu-west-1"))
                .s3());
    S3Settings sketch =
        requireNonNull(
            read(Map.of(
                    "AWS_BUCKET_NAME",
                    "pictures",
                    "AWS_ACCESS_KEY_ID",
                    "id",
                    "AWS_SECRET_ACCESS_KEY",
                    "secret",
                    "AWS_REGION",
                    "eu-west-1"))
                .s3());
    assertThat(sketch).isEqualTo(oneShot);
    assertThat(sketch.pathStyle()).as("Amazon's own is addressed by host").isFalse();
    assertThat(sketch.toString()).doesNotContain("secret=secret").contains("***");
  }

  @Test
  void anEndpointIsAddressedByPathUnlessTheOperatorSaysOtherwise() {
    var given =
        new HashMap<>(
            Map.of(
                "S3_BUCKET",
                "b",
                "S3_KEY",
                "id",
                "S3_SECRET",
                "secret",
                "S3_ENDPOINT",
                "http://minio:9000/"));
    S3Settings byPath = requireNonNull(read(given).s3());
    assertThat(byPath.pathStyle()).isTrue();
    assertThat(byPath.endpoint()).hasToString("http://minio:9000");
    given.put("S3_PATH_STYLE", "false");
    assertThat(requireNonNull(read(given).s3()).pathStyle()).isFalse();
  }

  @Test
  void everyFaultOfAStoresSettingsIsToldAtOnce() {
    assertThatExceptionOfType(BadSettings.class)
        .isThrownBy(() ->
            read(
                Map.of(
                    "S3_BUCKET", "b",
                    "S3_ENDPOINT", "minio:9000",
                    "SUPABASE_URL", "https://x.supabase.co",
                    "RENDERS_BUCKET", "same",
                    "USER_ASSETS_BUCKET", "same")))
        .withMessageContaining("S3_KEY")
        .withMessageContaining("S3_ENDPOINT")
        .withMessageContaining("SUPABASE_SERVICE_ROLE_KEY")
        .withMessageContaining("same bucket");
  }

  @Test
  void aPlaceIsAPrefixUntilItHasABucket() {
    BucketSettings buckets = read(Map.of("RENDERS_BUCKET", "renders-of-us")).buckets();
    var key = new ObjectKey("blobs/aa/b");
    assertThat(buckets.in(Place.RENDERS, "all").name()).isEqualTo("renders-of-us");
    assertThat(buckets.in(Place.RENDERS, "all").nameOf(key)).isEqualTo("blobs/aa/b");
    assertThat(buckets.in(Place.USER_ASSETS, "all").name()).isEqualTo("all");
    assertThat(buckets.in(Place.USER_ASSETS, "all").nameOf(key))
        .isEqualTo("user_assets/blobs/aa/b");
    assertThat(buckets.in(Place.PRIVATE, "all").nameOf(key)).isEqualTo("blobs/aa/b");
  }

  @Test
  void aUserKeepsAGigabyteInTenThousandFilesForEver() {
    assertThat(defaults().allowances().allowance())
        .isEqualTo(new Allowances.Allowance(1_073_741_824L, 10_000));
    assertThat(defaults().allowances().keptFor("free")).isZero();
  }

  @Test
  void retentionIsThatOfThePlan() {
    AllowanceSettings allowances =
        read(Map.of("PLAN_FREE_RETENTION_DAYS", "30", "PLAN_PRO_RETENTION_DAYS", "365"))
            .allowances();
    assertThat(allowances.keptFor("free")).isEqualTo(Duration.ofDays(30));
    assertThat(allowances.keptFor("pro")).isEqualTo(Duration.ofDays(365));
    assertThat(allowances.keptFor("premium")).isZero();
    assertThat(allowances.keptFor("unheard of")).isEqualTo(Duration.ofDays(30));
  }
}
