package dev.pictor.providers.local;

import dev.pictor.engine.codec.BadPicture;
import dev.pictor.engine.codec.Decoder;
import dev.pictor.engine.codec.Picture;
import dev.pictor.providers.Role;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The pictures of one generation while it is made: inputs, each decoded when it is first needed
/// and once, and what the last step gave. Closing it frees them all.
final class Desk implements AutoCloseable {
  private final Decoder decoder;
  private final SourceFiles sources;
  private final Map<Opened, Picture> inputs = new HashMap<>();
  private List<Picture> made = List.of();

  private record Opened(Path path, boolean withAlpha) {}

  Desk(Decoder decoder, SourceFiles sources) {
    this.decoder = decoder;
    this.sources = sources;
  }

  /// The picture that a step works on: its own input, or what the step before it made.
  ///
  /// @param withAlpha whether the step keeps what is see-through; else it is on white
  Optional<Picture> input(int step, boolean withAlpha) throws BadPicture, InterruptedException {
    Optional<Path> given = sources.pathOf(step, Role.INPUT);
    if (given.isPresent()) {
      return Optional.of(open(given.get(), withAlpha));
    }
    if (made.isEmpty()) {
      return Optional.empty();
    }
    Picture last = made.getFirst();
    if (!withAlpha && last.alpha().isPresent()) {
      replace(List.of(last.onWhite()));
    }
    return Optional.of(made.getFirst());
  }

  /// Another picture of a step.
  Optional<Picture> other(int step, Role role) throws BadPicture, InterruptedException {
    Optional<Path> path = sources.pathOf(step, role);
    return path.isEmpty() ? Optional.empty() : Optional.of(open(path.get(), false));
  }

  private Picture open(Path path, boolean withAlpha) throws BadPicture, InterruptedException {
    boolean hasAlpha = sources.get(path).info().kind().alpha();
    var wanted = new Opened(path, withAlpha && hasAlpha);
    Picture known = inputs.get(wanted);
    if (known != null) {
      return known;
    }
    byte[] bytes = sources.get(path).bytes();
    Picture fresh = wanted.withAlpha() ? decoder.decodeWithAlpha(bytes) : decoder.decode(bytes);
    inputs.put(wanted, fresh);
    return fresh;
  }

  /// What a step has made takes the place of what it was made from; inputs that no later step needs
  /// are freed.
  void put(int step, List<Picture> results) {
    replace(results);
    inputs
        .entrySet()
        .removeIf(each -> {
          boolean done = !sources.isNeededAfter(step, each.getKey().path());
          if (done) {
            each.getValue().close();
          }
          return done;
        });
  }

  private void replace(List<Picture> results) {
    made.forEach(Picture::close);
    made = List.copyOf(results);
  }

  /// What the last step made.
  List<Picture> results() {
    return made;
  }

  @Override
  public void close() {
    made.forEach(Picture::close);
    inputs.values().forEach(Picture::close);
  }
}
