package dev.pictor.storage;

import dev.pictor.platform.Erasable;
import java.util.UUID;

/// Forgets all objects of an owner. Bytes that nobody else has go with the next sweep.
final class ObjectErasure implements Erasable {
  private final Objects objects;

  ObjectErasure(Objects objects) {
    this.objects = objects;
  }

  @Override
  public String name() {
    return "objects";
  }

  @Override
  public Erased erase(UUID user) {
    return Erased.deleted("objects", objects.deleteAll(new OwnerId(user)));
  }
}
