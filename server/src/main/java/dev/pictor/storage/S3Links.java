package dev.pictor.storage;

import dev.pictor.platform.Json;
import dev.pictor.platform.Problem;
import dev.pictor.storage.BucketSettings.Bucket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Links into a bucket: signed by the SDK, forms and links that come back by {@link S3Signature}.
final class S3Links implements DirectLinks {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int DAY_LENGTH = 8;
  private static final String SIGNATURE = "X-Amz-Signature";

  private final S3Presigner presigner;
  private final S3Settings settings;
  private final Bucket bucket;
  private final InstantSource clock;

  /// The bucket's address as clients reach it, ending with a slash.
  private final String base;

  S3Links(S3Presigner presigner, S3Settings settings, Bucket bucket, InstantSource clock) {
    this.presigner = presigner;
    this.settings = settings;
    this.bucket = bucket;
    this.clock = clock;
    String some =
        presigner
            .presignGetObject(wish ->
                wish.signatureDuration(Duration.ofMinutes(1))
                    .getObjectRequest(get -> get.bucket(bucket.name()).key("k")))
            .url()
            .toString();
    this.base = some.substring(0, some.indexOf('?') - 1);
  }

  @Override
  public SignedLink put(ObjectKey key, Grant.Upload grant) {
    var signed =
        presigner.presignPutObject(wish ->
            wish.signatureDuration(until(grant.expiresAt()))
                .putObjectRequest(put ->
                    put.bucket(bucket.name())
                        .key(bucket.nameOf(key))
                        .contentType(grant.contentType())
                        .contentLength(grant.isExact() ? grant.maxBytes() : null)));
    return new SignedLink(signed.url().toString(), grant.expiresAt());
  }

  @Override
  public SignedLink get(ObjectKey key, String mediaType, Grant.Download grant) {
    String disposition = ContentDisposition.of(grant.isAttachment(), grant.filename());
    var signed =
        presigner.presignGetObject(wish ->
            wish.signatureDuration(until(grant.expiresAt()))
                .getObjectRequest(get ->
                    get.bucket(bucket.name())
                        .key(bucket.nameOf(key))
                        .responseContentType(mediaType)
                        .responseContentDisposition(disposition)));
    return new SignedLink(signed.url().toString(), grant.expiresAt());
  }

  private Duration until(Instant end) {
    long millis = Math.max(1, Duration.between(clock.instant(), end).toMillis());
    return Duration.ofSeconds(Math.ceilDiv(millis, 1_000));
  }

  @Override
  public Optional<UploadForm> post(ObjectKey key, Grant.Upload grant) {
    String moment = MOMENT.format(clock.instant());
    var signature = new S3Signature(settings.secret(), day(moment), settings.region());
    var fields = new LinkedHashMap<String, String>();
    fields.put("key", bucket.nameOf(key));
    fields.put("Content-Type", grant.contentType());
    fields.put("x-amz-algorithm", S3Signature.ALGORITHM);
    fields.put("x-amz-credential", settings.keyId() + "/" + signature.scope());
    fields.put("x-amz-date", moment);
    String policy = policy(fields, grant);
    fields.put("policy", policy);
    fields.put("x-amz-signature", signature.of(policy));
    return Optional.of(new UploadForm(base, fields, grant.expiresAt()));
  }

  private String policy(Map<String, String> fields, Grant.Upload grant) {
    long least = grant.isExact() ? grant.maxBytes() : 1;
    var conditions = new ArrayList<Object>();
    conditions.add(Map.of("bucket", bucket.name()));
    fields.forEach((name, value) -> conditions.add(Map.of(name, value)));
    conditions.add(List.of("content-length-range", least, grant.maxBytes()));
    String json =
        Json.write(Map.of("expiration", grant.expiresAt().toString(), "conditions", conditions));
    return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String day(String moment) {
    return moment.substring(0, DAY_LENGTH);
  }

  @Override
  public Optional<String> lasting(ObjectKey key) {
    URI address = bucket.address();
    return address == null ? Optional.empty() : Optional.of(address + "/" + bucket.nameOf(key));
  }

  @Override
  public Optional<ObjectKey> keyOf(String url) {
    String place = url.split("[?#]", 2)[0];
    URI address = bucket.address();
    if (address != null && place.startsWith(address + "/" + bucket.prefix())) {
      return ObjectKey.find(place.substring((address + "/" + bucket.prefix()).length()));
    }
    if (!place.startsWith(base + bucket.prefix())) {
      return Optional.empty();
    }
    Optional<ObjectKey> key = ObjectKey.find(place.substring((base + bucket.prefix()).length()));
    if (key.isPresent()) {
      demandSigned(URI.create(url));
    }
    return key;
  }

  private void demandSigned(URI url) {
    Map<String, String> parameters = QueryText.parse(url.getRawQuery());
    String given = parameters.remove(SIGNATURE);
    String moment = parameters.getOrDefault("X-Amz-Date", "");
    if (given == null || !moment.matches("[0-9]{8}T[0-9]{6}Z")) {
      throw notValid();
    }
    var signature = new S3Signature(settings.secret(), day(moment), settings.region());
    String expected = signature.ofLink(url.getRawAuthority(), url.getRawPath(), parameters, moment);
    boolean isOurs =
        MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    if (!isOurs) {
      throw notValid();
    }
    long seconds = Long.parseLong(parameters.getOrDefault("X-Amz-Expires", "0"));
    Instant end = MOMENT.parse(moment, Instant::from).plusSeconds(seconds);
    if (!clock.instant().isBefore(end)) {
      throw Problem.of(Problem.Kind.BAD_SIGNATURE, "The link has expired; ask for a new one.");
    }
  }

  private static Problem notValid() {
    return Problem.of(
        Problem.Kind.BAD_SIGNATURE,
        "The link is not valid: use it exactly as it was given, or ask for a new one.");
  }
}
