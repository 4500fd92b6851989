package dev.pictor.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Problem;
import dev.pictor.platform.secrets.KeyRing;
import dev.pictor.storage.BucketSettings.Bucket;
import dev.pictor.storage.SupabaseApi.Refused;
import java.time.Duration;
import java.time.InstantSource;

/// One client for a Supabase project, and a store for each place in it. What is private lies beside
/// the users' assets: neither is for all.
final class SupabaseStores implements AutoCloseable {
  private final SupabaseSettings settings;
  private final BucketSettings buckets;
  private final SupabaseApi api;
  private final KeyRing keys;
  private final Duration lifetime;
  private final InstantSource clock;

  SupabaseStores(
      SupabaseSettings settings, StorageSettings all, KeyRing keys, InstantSource clock) {
    this.settings = settings;
    this.buckets = all.buckets();
    this.api = new SupabaseApi(settings, all.patience());
    this.keys = keys;
    this.lifetime = all.links().lifetime();
    this.clock = clock;
  }

  private Bucket bucket(Place place) {
    Place named = place == Place.PRIVATE ? Place.USER_ASSETS : place;
    String name = buckets.names().getOrDefault(named, named.word());
    return new Bucket(
        name, place == Place.PRIVATE ? "private/" : "", buckets.addresses().get(place));
  }

  ObjectStore at(Place place, Staging staging) {
    Bucket bucket = bucket(place);
    return new SupabaseObjectStore(
        api, bucket, staging, new SupabaseLinks(api, bucket, keys, lifetime, clock));
  }

  /// @throws StoreNotUsable when a bucket is missing, read by the wrong people or not to be written
  void demandUsable(ObjectStore store, Place place) {
    String name = bucket(place).name();
    try {
      JsonNode bucket = api.json(api.to("/bucket/" + name).GET().build());
      demandReaders(name, place, bucket.path("public").asBoolean());
      WriteCheck.of(store);
    } catch (Refused e) {
      throw new StoreNotUsable(remedy(name, e), e);
    } catch (Problem e) {
      throw new StoreNotUsable(
          settings.url()
              + " does not do its part for the bucket "
              + name
              + "; look at SUPABASE_URL"
              + " and the project.",
          e);
    }
  }

  private static void demandReaders(String name, Place place, boolean isPublic) {
    if (isPublic != place.isPublic()) {
      throw new StoreNotUsable(
          place.isPublic()
              ? "the bucket " + name + " is not public; everybody is to read it: make it public."
              : "the bucket "
                  + name
                  + " is public; only its owners are to read it: make it private.",
          new IllegalStateException("public: " + isPublic));
    }
  }

  private String remedy(String name, Refused e) {
    return switch (e.status()) {
      case 401, 403 -> settings.url() + " refuses SUPABASE_SERVICE_ROLE_KEY.";
      case Refused.NOT_FOUND ->
          settings.url() + " has no bucket " + name + "; make it, or name another.";
      default -> settings.url() + ", bucket " + name + ": " + e.getMessage();
    };
  }

  @Override
  public void close() {
    api.close();
  }
}
