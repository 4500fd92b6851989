package dev.pictor.storage;

import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Buckets for places of their own, and where everybody reads the public ones.
///
/// @param names only the places that have one
/// @param addresses where everybody reads a public place, without a slash at the end
record BucketSettings(Map<Place, String> names, Map<Place, URI> addresses) {
  private static final Setting<String> PROFILE_PHOTOS =
      Setting.text(
          "PROFILE_PHOTOS_BUCKET",
          "",
          "The bucket for pictures of people, which everybody may read; profile_photos at Supabase,"
              + " a prefix in S3_BUCKET when not given.");
  private static final Setting<String> USER_ASSETS =
      Setting.text(
          "USER_ASSETS_BUCKET",
          "",
          "The bucket for material of projects, for its owner only; user_assets at Supabase, a"
              + " prefix in S3_BUCKET when not given.");
  private static final Setting<String> RENDERS =
      Setting.text(
          "RENDERS_BUCKET",
          "",
          "The bucket for finished pictures, which everybody may read; renders at Supabase, a"
              + " prefix in S3_BUCKET when not given.");
  private static final Setting<String> PROFILE_PHOTOS_URL =
      Setting.text(
          "PROFILE_PHOTOS_URL",
          "",
          "Where everybody reads that bucket, such as a CDN; this service answers when not given.");
  private static final Setting<String> RENDERS_URL =
      Setting.text(
          "RENDERS_URL",
          "",
          "Where everybody reads that bucket, such as a CDN; this service answers when not given.");

  /// In the order of the documentation.
  static final List<Setting<?>> ALL =
      List.of(PROFILE_PHOTOS, USER_ASSETS, RENDERS, PROFILE_PHOTOS_URL, RENDERS_URL);

  /// Every place by its prefix, read through this service.
  static final BucketSettings NONE = new BucketSettings(Map.of(), Map.of());

  BucketSettings {
    names = Map.copyOf(names);
    addresses = Map.copyOf(addresses);
  }

  static BucketSettings from(Environment environment) {
    var names = new EnumMap<Place, String>(Place.class);
    put(names, Place.PROFILE_PHOTOS, PROFILE_PHOTOS.in(environment));
    put(names, Place.USER_ASSETS, USER_ASSETS.in(environment));
    put(names, Place.RENDERS, RENDERS.in(environment));
    if (names.size() != names.values().stream().distinct().count()) {
      environment.fault("Two places have the same bucket; give each its own, or none.");
    }
    var addresses = new EnumMap<Place, URI>(Place.class);
    put(addresses, Place.PROFILE_PHOTOS, S3Settings.uri(environment, PROFILE_PHOTOS_URL));
    put(addresses, Place.RENDERS, S3Settings.uri(environment, RENDERS_URL));
    return new BucketSettings(names, addresses);
  }

  private static void put(Map<Place, String> names, Place place, String name) {
    if (!name.isBlank()) {
      names.put(place, name);
    }
  }

  private static void put(Map<Place, URI> addresses, Place place, @Nullable URI address) {
    if (address != null) {
      addresses.put(place, address);
    }
  }

  /// The bucket of a place and the prefix of its keys there.
  Bucket in(Place place, String shared) {
    String own = names.get(place);
    URI address = addresses.get(place);
    boolean isRoot = own != null || place == Place.PRIVATE;
    return new Bucket(own == null ? shared : own, isRoot ? "" : place.word() + "/", address);
  }

  /// Where a place's objects lie.
  ///
  /// @param prefix of every key; empty or ending with a slash
  /// @param address where everybody reads them; null when nobody does
  record Bucket(String name, String prefix, @Nullable URI address) {
    String nameOf(ObjectKey key) {
      return prefix + key;
    }
  }
}
