package dev.pictor.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pictor.platform.Json;
import dev.pictor.platform.Problem;
import dev.pictor.platform.secrets.KeyRing;
import dev.pictor.storage.BucketSettings.Bucket;
import dev.pictor.storage.SupabaseApi.Refused;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Links into a bucket of a Supabase project. The project signs them and keeps its key to itself; a
/// parameter of ours, which it ignores, lets us know a link again that is brought back.
///
/// To make a link is a network trip, so each is made for twice its time and handed out for the
/// first half of it: whoever gets one has at least the time that was said.
final class SupabaseLinks implements DirectLinks {
  private static final String OURS = "pictor";
  private static final int MOST_KNOWN = 50_000;

  private final SupabaseApi api;
  private final Bucket bucket;
  private final byte[] key;
  private final Duration lifetime;
  private final InstantSource clock;
  private final Cache<Asked, String> known;

  /// What a link was asked for.
  private record Asked(ObjectKey key, boolean isAttachment, String filename) {}

  SupabaseLinks(
      SupabaseApi api, Bucket bucket, KeyRing keys, Duration lifetime, InstantSource clock) {
    this.api = api;
    this.bucket = bucket;
    this.key = keys.derived("supabase urls").current();
    this.lifetime = lifetime;
    this.clock = clock;
    this.known = Caffeine.newBuilder().maximumSize(MOST_KNOWN).expireAfterWrite(lifetime).build();
  }

  /// Neither type nor length can be signed; both are looked at when the upload is confirmed.
  @Override
  public SignedLink put(ObjectKey at, Grant.Upload grant) {
    try {
      JsonNode made =
          api.json(
              api.to("/object/upload/sign/" + path(at))
                  .header("Content-Type", "application/json")
                  .header("x-upsert", "true")
                  .POST(BodyPublishers.ofString("{}"))
                  .build());
      return new SignedLink(api.base() + made.path("url").asText(), grant.expiresAt());
    } catch (Refused e) {
      throw e.problem();
    }
  }

  @Override
  public Optional<UploadForm> post(ObjectKey at, Grant.Upload grant) {
    return Optional.empty();
  }

  @Override
  public SignedLink get(ObjectKey at, String mediaType, Grant.Download grant) {
    var asked = new Asked(at, grant.isAttachment(), grant.isAttachment() ? grant.filename() : "");
    String url = known.getIfPresent(asked);
    if (url == null) {
      url = sign(asked);
      known.put(asked, url);
    }
    return new SignedLink(url, grant.expiresAt());
  }

  private String sign(Asked asked) {
    try {
      JsonNode made =
          api.post(
              "/object/sign/" + path(asked.key()),
              Map.of("expiresIn", lifetime.multipliedBy(2).toSeconds()));
      String signed = made.path("signedURL").asText();
      String token = signed.substring(signed.indexOf("token=") + "token=".length());
      String save = "&download=" + URLEncoder.encode(asked.filename(), StandardCharsets.UTF_8);
      return api.base()
          + signed
          + (asked.isAttachment() ? save : "")
          + "&"
          + OURS
          + "="
          + mark(asked.key(), token);
    } catch (Refused e) {
      throw e.problem();
    }
  }

  @Override
  public Optional<String> lasting(ObjectKey at) {
    String own = api.base() + "/object/public/" + path(at);
    return Optional.of(bucket.address() == null ? own : bucket.address() + "/" + bucket.nameOf(at));
  }

  @Override
  public Optional<ObjectKey> keyOf(String url) {
    String place = url.split("[?#]", 2)[0];
    String open = api.base() + "/object/public/" + bucket.name() + "/" + bucket.prefix();
    if (place.startsWith(open)) {
      return ObjectKey.find(place.substring(open.length()));
    }
    String signed = api.base() + "/object/sign/" + bucket.name() + "/" + bucket.prefix();
    Optional<ObjectKey> found =
        place.startsWith(signed)
            ? ObjectKey.find(place.substring(signed.length()))
            : Optional.empty();
    found.ifPresent(at -> demandValid(at, QueryText.parse(url.substring(place.length() + 1))));
    return found;
  }

  private void demandValid(ObjectKey at, Map<String, String> parameters) {
    String token = parameters.getOrDefault("token", "");
    byte[] given = parameters.getOrDefault(OURS, "").getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(mark(at, token).getBytes(StandardCharsets.UTF_8), given)) {
      throw notValid("The link is not valid: use it exactly as it was given.");
    }
    if (!clock.instant().isBefore(endOf(token))) {
      throw notValid("The link has expired; ask for a new one.");
    }
  }

  /// What the project wrote into the token; that it is its token, our mark says.
  private static Instant endOf(String token) {
    String[] parts = token.split("\\.", -1);
    try {
      JsonNode claims = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(parts[1]));
      return Instant.ofEpochSecond(claims.path("exp").asLong());
    } catch (IOException | IllegalArgumentException | ArrayIndexOutOfBoundsException _) {
      throw notValid("The link is not valid: use it exactly as it was given.");
    }
  }

  private String path(ObjectKey at) {
    return bucket.name() + "/" + bucket.nameOf(at);
  }

  private String mark(ObjectKey at, String token) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      String text = path(at) + "\n" + token;
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 is part of every JDK", e);
    }
  }

  private static Problem notValid(String detail) {
    return Problem.of(Problem.Kind.BAD_SIGNATURE, detail);
  }
}
