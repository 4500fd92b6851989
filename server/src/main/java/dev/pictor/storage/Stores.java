package dev.pictor.storage;

import java.util.EnumMap;
import java.util.Map;

/// The store of each place, and the one folder where bytes wait for theirs.
///
/// @param places one for every {@link Place}; several places may share a store's bucket, never its
///   keys
record Stores(Staging staging, Map<Place, ObjectStore> places) {
  Stores {
    places = Map.copyOf(places);
    if (places.size() != Place.values().length) {
      throw new IllegalArgumentException("stores for " + places.keySet() + " only");
    }
  }

  ObjectStore at(Place place) {
    ObjectStore store = places.get(place);
    if (store == null) {
      throw new IllegalStateException("no store for " + place);
    }
    return store;
  }

  /// Makes the store of each place.
  interface Maker {
    ObjectStore at(Place place);
  }

  static Stores of(Staging staging, Maker maker) {
    var places = new EnumMap<Place, ObjectStore>(Place.class);
    for (Place place : Place.values()) {
      places.put(place, maker.at(place));
    }
    return new Stores(staging, places);
  }
}
