package dev.pictor.providers.remote;

import dev.pictor.engine.codec.ImageInfo.Size;
import dev.pictor.platform.Problem;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Role;
import java.util.List;
import java.util.Set;

/// Who may make a step.
///
/// @param isLocal whether the built-in engine may, after them
record Way(List<RemoteProvider> remotes, boolean isLocal) {
  boolean isOnlyLocal() {
    return remotes.isEmpty();
  }

  /// Those of them that can take these pictures and give back a result of this size.
  ///
  /// @throws Problem PROVIDER_REFUSED when nobody can
  Way able(Generation.Step step, Size wanted, Set<Role> given) {
    List<RemoteProvider> able =
        remotes.stream()
            .filter(each ->
                each.offer(step).stream()
                    .anyMatch(offer -> offer.fits(wanted) && offer.takes(step, given)))
            .toList();
    if (able.isEmpty() && !isLocal) {
      throw Problem.of(
          Problem.Kind.PROVIDER_REFUSED,
          "The provider cannot make %d x %d pixels of the pictures of this job; choose another"
                  .formatted(wanted.width(), wanted.height())
              + " provider, a smaller size, or other pictures.");
    }
    return new Way(able, isLocal);
  }
}
