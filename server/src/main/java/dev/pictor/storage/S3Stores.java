package dev.pictor.storage;

import dev.pictor.storage.BucketSettings.Bucket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// One client for a store that speaks S3, and a store for each place in it.
final class S3Stores implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final S3Settings settings;
  private final BucketSettings buckets;
  private final InstantSource clock;
  private final S3Client client;
  private final S3Presigner presigner;

  S3Stores(S3Settings settings, BucketSettings buckets, Duration patience, InstantSource clock) {
    this.settings = settings;
    this.buckets = buckets;
    this.clock = clock;
    this.client = client(settings, patience);
    this.presigner = presigner(settings);
  }

  ObjectStore at(Place place, Staging staging) {
    Bucket bucket = buckets.in(place, settings.bucket());
    return new S3ObjectStore(
        client, bucket, staging, new S3Links(presigner, settings, bucket, clock));
  }

  /// @throws StoreNotUsable when a place cannot be listed or written to
  void demandUsable(ObjectStore store, Place place) {
    try {
      store.check();
      WriteCheck.of(store);
    } catch (RuntimeException e) {
      throw S3Faults.atStart(settings, buckets.in(place, settings.bucket()).name(), e);
    }
  }

  private static S3Client client(S3Settings settings, Duration patience) {
    var builder =
        S3Client.builder()
            .region(Region.of(settings.region()))
            .credentialsProvider(credentials(settings))
            .forcePathStyle(settings.pathStyle())
            // Only where the API demands one: many compatible stores refuse the newer checksums,
            // and we know the SHA-256 of what we send.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(shorter(CONNECT, patience))
                    .socketTimeout(patience))
            .overrideConfiguration(configuration -> configuration.apiCallTimeout(patience));
    if (settings.endpoint() != null) {
      builder.endpointOverride(settings.endpoint());
    }
    return builder.build();
  }

  private static S3Presigner presigner(S3Settings settings) {
    var builder =
        S3Presigner.builder()
            .region(Region.of(settings.region()))
            .credentialsProvider(credentials(settings))
            .serviceConfiguration(
                S3Configuration.builder().pathStyleAccessEnabled(settings.pathStyle()).build());
    URI seen = settings.publicEndpoint() == null ? settings.endpoint() : settings.publicEndpoint();
    if (seen != null) {
      builder.endpointOverride(Objects.requireNonNull(seen));
    }
    return builder.build();
  }

  private static StaticCredentialsProvider credentials(S3Settings settings) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(settings.keyId(), settings.secret()));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  @Override
  public void close() {
    presigner.close();
    client.close();
  }
}
